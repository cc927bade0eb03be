import type { EntrySource as Entry } from '../../knowledge/entry.js'
import { faultLine, type Fault } from '../../knowledge/fault.js'
import type { Overdue } from '../../knowledge/overdue.js'
import type { Block, Reply } from '../../reply/reply.js'
import type { CivilDate } from '../../values/civil-date.js'
import { said } from './trouble.js'

/** Why an edit of the knowledge did not go live. */
export type KnowledgeTrouble =
  | { readonly kind: 'faulty'; readonly count: number; readonly faults: readonly Fault[] }
  | { readonly kind: 'unreadable'; readonly folder: string; readonly code: string }
  | { readonly kind: 'failed' }

const faultsShown = 5

/** The same, a line each: what is wrong, the first faults, what to do. */
export function troubleLines(trouble: KnowledgeTrouble, serving: string): readonly [string, ...string[]] {
  const still = `正在服务的还是版本 ${serving}。`
  switch (trouble.kind) {
    case 'faulty': {
      const first = trouble.faults.slice(0, faultsShown).map(faultLine)
      return [
        `新改的知识没有上线：有 ${trouble.count} 处错误。${still}`,
        ...first,
        `改好存盘，会自动再检查。全部错误用 chizheng check 看。`,
      ]
    }
    case 'unreadable':
      return [
        `读不到文件夹 ${trouble.folder}（${trouble.code}）。${still}`,
        '恢复它，或检查 KNOWLEDGE_DIR、FLOWS_DIR 和权限。',
      ]
    case 'failed':
      return [`检查新改的知识时程序自己出了错，没有上线。${still}`, '先撤回刚才的修改，再看服务的日志。']
  }
}

/** To operators: a bad edit, once a version. */
export function knowledgeTroubleReply(trouble: KnowledgeTrouble, serving: string): Reply {
  const [what, ...lines] = troubleLines(trouble, serving)
  return {
    blocks: [
      { kind: 'paragraph', text: [{ bold: what }] },
      { kind: 'list', items: lines.map((line) => [line]) },
    ],
  }
}

/** To operators, after such a message. */
export function knowledgeMendedReply(serving: string): Reply {
  return said(`知识没有错误了，正在服务的是版本 ${serving}。`)
}

const entriesShown = 10

/** To operators: what needs an editor from this day on. */
export function overdueReply({ ended, unchecked }: Overdue, day: CivilDate): Reply {
  return {
    blocks: [
      ...listed(`${day} 起过了有效期、不再回答的条目：`, ended),
      ...listed(`${day} 起过了核对日期的条目，回答时会带提醒：`, unchecked),
      { kind: 'note', tone: 'info', text: ['请核对依据后改条目。随时可以用 chizheng check 看全部提醒。'] },
    ],
  }
}

function listed(heading: string, entries: readonly Entry[]): readonly Block[] {
  if (entries.length === 0) return []
  const left = entries.length - entriesShown
  const items = entries.slice(0, entriesShown).map(({ id, title }) => [`${title}（${id}）`])
  return [
    { kind: 'paragraph', text: [heading] },
    { kind: 'list', items: left > 0 ? [...items, [`还有 ${left} 条`]] : items },
  ]
}
