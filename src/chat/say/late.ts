import type { Block, Reply, Text } from '../../reply/reply.js'
import type { Instant } from '../../values/civil-date.js'
import type { Arrival } from '../arrival.js'
import type { Gathered, LateItem } from '../session.js'
import { addressing } from './person.js'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

/** How long ago something was, in the largest unit that it fills: '40 分钟前', '3 小时前', '2 天前'. */
function agoText(milliseconds: number): string {
  if (milliseconds < hourMs) return `${Math.floor(milliseconds / minuteMs)} 分钟前`
  if (milliseconds < dayMs) return `${Math.floor(milliseconds / hourMs)} 小时前`
  return `${Math.floor(milliseconds / dayMs)} 天前`
}

/** What an answer to a question from before an outage begins with. */
export function lateNote(milliseconds: number): Block {
  return { kind: 'note', tone: 'info', text: [`（${agoText(milliseconds)}的问题）`] }
}

/** What was wanted while the bot was away, each with a button that does it now. */
export function gatheredReply({ items, left }: Gathered, arrival: Arrival, now: Instant): Reply {
  return {
    blocks: [...summary(items, addressing(arrival), now), ...leftNote(left)],
    buttons: items.map(({ label, press }) => [{ label, press }]),
  }
}

function summary(items: readonly LateItem[], to: Text, now: Instant): readonly Block[] {
  const [first, ...others] = items.map((item) => deed(item, now))
  if (others.length === 0)
    return [{ kind: 'paragraph', text: [...to, `你 ${first ?? ''}，当时我没在线。还要做吗？`] }]
  return [
    { kind: 'paragraph', text: [...to, '这些是你在我没在线时要做的，都还没做。还要做吗？'] },
    { kind: 'list', items: items.map((item) => [deed(item, now)]) },
  ]
}

function deed({ label, by, at }: LateItem, now: Instant): string {
  return `${agoText(now - at)}${by === 'press' ? '按了' : '发了'}“${label}”`
}

function leftNote(left: number): readonly Block[] {
  return left > 0
    ? [{ kind: 'note', tone: 'info', text: [`还有更早的 ${left} 件没有列出，需要的话请再发一次。`] }]
    : []
}
