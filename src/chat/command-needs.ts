import { calendarNeeds } from './files/calendar.js'
import { looksAtWatched, type CommandName } from './commands.js'
import { drawNeeds } from './files/drawing.js'
import { exportNeeds, proofNeeds } from './files/filing.js'
import type { Need } from './need.js'

/** Of commands that need more than what the chat watches. */
const needs: Readonly<Partial<Record<CommandName, readonly Need[]>>> = {
  calendar: calendarNeeds,
  timeline: drawNeeds,
  year: drawNeeds,
  export: exportNeeds,
  proof: proofNeeds(),
  selftest: [{ kind: 'interviews' }, { kind: 'alone' }],
  review: [{ kind: 'interviews' }, { kind: 'alone' }],
  compare: [{ kind: 'interviews' }, { kind: 'alone' }],
  cancel: [{ kind: 'interviews' }],
}

/** What a command needs that was sent or pressed. */
export function needsOfCommandNamed(name: string): readonly Need[] {
  const own = Object.entries(needs).find(([known]) => known === name)?.[1]
  return own ?? (looksAtWatched(name) ? [{ kind: 'watched' }] : [])
}
