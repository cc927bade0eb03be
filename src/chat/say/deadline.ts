import type { Deadline } from '../../deadlines/deadline.js'
import type { Author, Matter, Noted } from '../../deadlines/matter.js'
import type { Hardness, Rule } from '../../deadlines/rule.js'
import { filled } from '../../knowledge/figures.js'
import type { Knowledge } from '../../knowledge/knowledge.js'
import type { Block, Citation, CitedSource, Text } from '../../reply/reply.js'
import type { CivilDate } from '../../values/civil-date.js'
import { ourselves } from '../said/stated-matter.js'
import { momentText, shortDay } from './day.js'

const hardnessNames: Readonly<Record<Hardness, string>> = {
  'hard-legal': '法定期限',
  'hard-effect': '过了有后果',
  'authority-duty': '机关的期限',
  'as-notice-says': '以通知书为准',
  'internal-target': '内部目标',
  practice: '代办口径',
  advice: '建议',
  watch: '留意',
}
export const hardnessText = ({ hardness }: Rule): string => hardnessNames[hardness]

/** What the last day of a deadline is called, by how firm it is. */
export function lastDayName({ hardness }: Rule): string {
  switch (hardness) {
    case 'hard-legal':
      return '法定最后一日'
    case 'authority-duty':
      return '机关应办完的日子'
    case 'as-notice-says':
      return '通知书上的最后一日'
    case 'hard-effect':
      return '最后一日'
    case 'internal-target':
    case 'practice':
    case 'advice':
    case 'watch':
      return '目标日'
  }
}

const kindNames: Readonly<Record<Matter['kind'], string>> = {
  licence: '许可证',
  application: '申请',
  change: '变更',
  company: '公司',
}
export const kindName = (kind: Matter['kind']): string => kindNames[kind]

/** Whose it is, as the bot says it. */
export const holderText = (holder: string): string => (holder === ourselves ? '你们' : holder)

/** 你们的许可证, XX公司的变更 */
export function matterText({ holder, kind }: Pick<Matter, 'holder' | 'kind'>): string {
  return kind === 'company' && holder !== ourselves ? holder : `${holderText(holder)}的${kindNames[kind]}`
}

/** What a deadline is called among others: XX公司 许可证续期申请 */
export const deadlineText = (matter: Matter, { rule }: Deadline): string =>
  `${holderText(matter.holder)} ${rule.name}`

/** The day it falls on, where there is one. */
export function dueDay({ due }: Deadline): CivilDate | undefined {
  return due.kind === 'day' || due.kind === 'moment' ? due.on : undefined
}

/** Of a deadline counted in hours the hour is told too. */
export function dueText({ due }: Deadline, today: CivilDate): string {
  switch (due.kind) {
    case 'day':
      return shortDay(due.on, today)
    case 'moment':
      return momentText(due.at)
    case 'never':
      return '定期'
    case 'unknown':
      return '日子还不知道'
  }
}

export function sourcesOf(citations: readonly Citation[], { sources }: Knowledge): readonly CitedSource[] {
  return citations.flatMap((citation) => {
    const source = sources.get(citation.source)
    if (source === undefined) return []
    const { name, url } = source
    return [{ ...citation, name, ...(url !== undefined && { url }) }]
  })
}

/** The sources of several rules, each once. */
export function citationsOf(rules: readonly Rule[], knowledge: Knowledge): readonly Block[] {
  const all = rules.flatMap(({ citations }) => sourcesOf(citations, knowledge))
  const each = all.filter(
    (one, at) =>
      all.findIndex(({ source, article }) => source === one.source && article === one.article) === at,
  )
  return each.length === 0 ? [] : [{ kind: 'citations', of: each }]
}

/** A text of a rule with its figures as of that day. */
export const filledIn = (text: string, { figures }: Knowledge, today: CivilDate): string =>
  filled(text, figures, today)

/** Who did something, by the name that is known. */
const authorText = (by: Author | undefined): string => by?.name ?? '有人'

type Marked = Extract<Noted, { kind: 'marked' }>

/** 小赵 已在 11-21 10:05 标记准备中 */
export const markText = (marked: Marked, today: CivilDate): string =>
  `${authorText(marked.by)} ${deedText(marked, today)}`

/** The same on a card, where the platform puts in a name that only it knows. */
export function markSpans(marked: Marked, today: CivilDate): Text {
  const { by } = marked
  if (by === undefined || by.name !== undefined) return [markText(marked, today)]
  return [{ mention: by.person, name: '' }, ` ${deedText(marked, today)}`]
}

function deedText({ at, mark }: Marked, today: CivilDate): string {
  const when = `已在 ${momentText(at)} `
  switch (mark.kind) {
    case 'seen':
      return `${when}标记已看到`
    case 'preparing':
      return `${when}标记准备中`
    case 'given-up':
      return `${when}标记不办了`
    case 'snoozed':
      return `${when}延后到 ${shortDay(mark.until, today)}${mark.past === true ? '（已确认越过最后一日）' : ''}`
  }
}

export const paragraph = (text: string): Block => ({ kind: 'paragraph', text: [text] })
export const verdict = (text: string): Block => ({ kind: 'paragraph', text: [{ bold: text }] })
export const note = (text: string, tone: 'info' | 'warning' = 'info'): Block => ({
  kind: 'note',
  tone,
  text: [text],
})
