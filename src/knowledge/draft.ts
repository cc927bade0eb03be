import { daysAfter, type CivilDate } from '../values/civil-date.js'
import type { EntrySource as Entry } from './entry.js'
import type { Knowledge } from './knowledge.js'
import { normalise, traditionalIn } from './words/normalise.js'
import type { Question } from './words/question.js'
import { contentOf } from './similar.js'

/** Like questions that need an entry. */
export interface Wanted {
  readonly id: string
  readonly count: number
  readonly chats: number
  readonly first: CivilDate
  readonly last: CivilDate
  readonly wordings: readonly [string, ...string[]]
  readonly questions: readonly Question[]
  readonly nearest: readonly Entry[]
}

/**
 * An entry file as far as a machine can write it, with the steps that remain as comments. What a person must fill in is
 * empty, not a placeholder: the check refuses it, so that no unfinished text can ever be shown to anybody.
 */
export function draftFile(wanted: Wanted, knowledge: Knowledge, today: CivilDate): string {
  const subjects = subjectsOf(wanted.questions, knowledge)
  const id = `${subjects[0] ?? 'topic'}.q-${wanted.id.slice(0, 6)}`
  return [
    ...steps(wanted),
    'entries:',
    `  - id: ${id} # 编号定了就永远不改：现在换成说得清的，下面“标准问题”里一起换`,
    `    title: ${quoted(titleOf(wanted.wordings[0]))} # 短标题，也是按钮上的字`,
    '    verdict: # 要填：结论，最多 40 个字，先说行不行、是多少',
    '    says: # 要填：理由，先说法规，最多 320 个字；数字写 {figures.yaml 里的编号}',
    `    aliases: ${list(names(wanted.questions, knowledge).map(quoted))} # 别人怎么叫它：删掉不对的，补上漏的；词和短语，不是整句`,
    subjects.length > 0
      ? `    concepts: ${list(subjects)} # 从问题里认出来的主题，最重要的写在最前`
      : '    concepts: # 要填：主题，例如 [capital]，编号在 words.yaml',
    `    aspects: ${list(aspectsOf(wanted.questions))}`,
    '    citations:',
    '      - source: # 要填：sources.yaml 里的编号',
    '        article: # 要填：第几条；没有就删掉这一行',
    '        evidence: # 要填：A 读到全文 · B 读到直接转引 · C 二手转述 · D 只凭记忆',
    `        checked: # 要填：核对依据的日期，例如 ${today}`,
    '    since: # 要填：从哪天起有效',
    `    reviewBy: ${daysAfter(today, reviewDays)}`,
    '    next: [] # 下一步看哪一条，例如 [{ ask: capital.amount }]',
    '',
    '# 标准问题（第 3 步）：',
    ...goldenLines(wanted.wordings, id).map((line) => `# ${line}`),
  ].join('\n')
}

const most = { concepts: 3, aliases: 6, golden: 6, title: 30 }
const reviewDays = 365

function steps({ id, count, chats, first, last, nearest }: Wanted): readonly string[] {
  const near = nearest.map((entry) => `${entry.id}（${entry.title}）`).join('、')
  return [
    `# 草稿：${count} 次提问，${chats} 个聊天，${first} 到 ${last}，组 ${id}`,
    ...(near === ''
      ? []
      : [`# 最近的条目：${near}。如果其中一条本来就答这个，只给它补 aliases，不用写新的。`]),
    '#',
    '# 1. 存成知识文件夹以外的文件（chizheng draft 组号 > 草稿.yaml），填完所有“要填”。',
    '# 2. 把它移到知识文件夹的 requirements/ 下，取个英文名，例如 requirements/new-topic.yaml；',
    '#    或者把条目贴到同主题文件的末尾。没填完的地方 check 会指出来，不会给用户看到。',
    '# 3. 把最后的“标准问题”去掉行首的井号和一个空格，贴到 questions.yaml 的末尾。',
    '# 4. chizheng check，照提示改到没有错误；再用 chizheng ask 问题 --explain 问一次。',
  ]
}

function subjectsOf(questions: readonly Question[], { lexicon }: Knowledge): readonly string[] {
  const telling = questions.flatMap(({ subjects }) => subjects.filter((id) => !lexicon.everywhere.has(id)))
  return commonest(telling).slice(0, most.concepts)
}

const aspectsOf = (questions: readonly Question[]): readonly string[] =>
  commonest(questions.flatMap(({ aspects }) => aspects)).slice(0, most.concepts)

/** What people call this: words that stand in at least a third of the questions and are no concept yet. */
function names(questions: readonly Question[], { lexicon }: Knowledge): readonly string[] {
  const pieces = questions.map(
    ({ text }) => new Set(contentOf(text, lexicon).match(/\p{Script=Han}{2,8}|[a-z]{2,}/gu)),
  )
  return commonest(pieces.flatMap((some) => [...some]))
    .filter((piece) => pieces.filter((some) => some.has(piece)).length * 3 >= questions.length)
    .slice(0, most.aliases)
}

function commonest<T extends string>(all: readonly T[]): readonly T[] {
  const counts = new Map<T, number>()
  for (const one of all) counts.set(one, (counts.get(one) ?? 0) + 1)
  return [...counts].sort(([, a], [, b]) => b - a).map(([one]) => one)
}

/** A title as the check wants it: plain, simplified, one voice. */
function titleOf(wording: string): string {
  const plain = traditionalIn(wording) === undefined ? wording : normalise(wording)
  const voiced = plain
    .replaceAll('您', '你')
    .replace(/[,;:?!]/g, (mark) => fullWidth[mark] ?? mark)
    .replace(/[？。！；，\s]+$/u, '')
  return [...voiced].slice(0, most.title).join('')
}

const fullWidth: Readonly<Record<string, string>> = { ',': '，', ';': '；', ':': '：', '?': '？', '!': '！' }

/** What was taken out of a question to hide who asked it is nothing anybody types. */
function goldenLines(wordings: readonly string[], id: string): readonly string[] {
  return wordings
    .filter((wording) => wording !== '' && !wording.includes('〔'))
    .slice(0, most.golden)
    .map((wording) => `  - { q: ${quoted(wording)}, entry: ${id} }`)
}

const list = (items: readonly string[]): string => `[${items.join(', ')}]`

/** What people typed may hold any sign; a JSON string is one in YAML. */
const quoted = (text: string): string => JSON.stringify(text)
