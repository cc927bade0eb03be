import { sameChat, type ChatRef } from '../values/ids.js'
import type { Deadline } from './deadline.js'
import type { LineKey } from './watch.js'

/** The lines about one deadline, of whatever chat. */
export function linesOf<Line extends LineKey>(
  { matter, rule, cycle }: Deadline,
  lines: readonly Line[],
): readonly Line[] {
  return lines.filter((line) => line.matter === matter && line.rule === rule.id && line.cycle === cycle)
}

/** What one chat heard, or was to hear, of a deadline. */
export function heardIn<Line extends LineKey>(
  chat: ChatRef,
  deadline: Deadline,
  lines: readonly Line[],
): readonly Line[] {
  return linesOf(deadline, lines).filter((line) => sameChat(line.chat, chat))
}
