import type { Config } from '../app/config.js'
import { openGroups, pastRatings, type OpenGroup } from '../app/open-questions.js'
import { systemClock } from '../app/outside.js'
import type { Feedback, PastQuestion } from '../ports-feedback.js'
import { dayAt } from '../values/civil-date.js'
import { withoutContacts } from '../values/without-contacts.js'
import { print, type Console } from './console.js'
import { ready, settings } from './settings.js'
import { withStore } from './with-store.js'

export interface UnansweredOptions {
  readonly json: boolean
  /** Every rated answer instead of the groups. */
  readonly ratings: boolean
}

/** Lists what waits for an editor, one group of like questions after the other; or every answer that was rated. */
export async function unanswered(console: Console, options: UnansweredOptions): Promise<number> {
  return options.ratings ? listRatings(console, options) : listGroups(console, options)
}

async function listGroups(console: Console, { json }: UnansweredOptions): Promise<number> {
  const set = await ready(console)
  if (set === undefined) return 1
  const { config, content } = set
  const looking = { knowledge: content.knowledge, now: systemClock.now(), timeZone: config.timeZone }
  return withStore(console, config, async (feedback) => {
    const groups = await openGroups(feedback, looking)
    for (const group of groups) print(console, json ? JSON.stringify(jsonGroup(group)) : groupText(group))
    if (!json) print(console, summary(groups))
    return 0
  })
}

const mostWordings = 20

/** The shape outsiders rely on; see the README. */
function jsonGroup({ id, count, chats, first, last, ended, wordings, nearest }: OpenGroup): object {
  return {
    group: id,
    count,
    chats,
    first,
    last,
    question: wordings[0],
    wordings: wordings.slice(0, mostWordings),
    ended,
    nearest: nearest.map((entry) => ({ id: entry.id, title: entry.title })),
  }
}

function groupText({ id, count, chats, first, last, ended, wordings, nearest }: OpenGroup): string {
  const when = first === last ? first : `${first} 到 ${last}`
  const others = wordings.length - 1
  return [
    `${id}  ${count} 次，${chats} 个聊天，${when}（${endedText(ended)}）`,
    `  ${wordings[0]}${others > 0 ? `（另有 ${others} 种问法）` : ''}`,
    `  最近的条目：${nearest.map((entry) => `${entry.id} ${entry.title}`).join('；') || '没有'}`,
  ].join('\n')
}

const endingNames: Readonly<Record<keyof OpenGroup['ended'], string>> = {
  unknown: '没找到',
  ambiguous: '反问',
  'not-covered': '没有资料',
  useless: '没用',
}

function endedText(ended: OpenGroup['ended']): string {
  return (Object.keys(endingNames) as (keyof OpenGroup['ended'])[])
    .filter((ending) => ended[ending] > 0)
    .map((ending) => `${endingNames[ending]} ${ended[ending]}`)
    .join('，')
}

function summary(groups: readonly OpenGroup[]): string {
  if (groups.length === 0) return '没有等着处理的问题。'
  const questions = groups.reduce((sum, { count }) => sum + count, 0)
  return `共 ${groups.length} 组、${questions} 次提问。写一条草稿：chizheng draft 组号`
}

async function listRatings(console: Console, { json }: UnansweredOptions): Promise<number> {
  const config = settings(console)
  if (config === undefined) return 1
  return withStore(console, config, async (feedback: Feedback) => {
    for (const rated of await pastRatings(feedback, systemClock.now())) {
      const shown = jsonRating(rated, config)
      print(console, json ? JSON.stringify(shown) : ratingText(shown))
    }
    return 0
  })
}

interface Rating {
  readonly on: string
  readonly question: string
  readonly outcome: string
  readonly entries: readonly string[]
  readonly knowledge: string
  readonly useful: number
  readonly useless: number
}

function jsonRating({ at, question, ...rest }: PastQuestion, { timeZone }: Config): Rating {
  const { outcome, entries, knowledge, useful, useless } = rest
  return {
    on: dayAt(at, timeZone),
    question: withoutContacts(question),
    outcome,
    entries,
    knowledge,
    useful,
    useless,
  }
}

function ratingText({ on, question, entries, knowledge, useful, useless }: Rating): string {
  return `${on}  有用 ${useful}，没用 ${useless}  ${entries[0] ?? '没有条目'}（版本 ${knowledge}）  ${question}`
}
