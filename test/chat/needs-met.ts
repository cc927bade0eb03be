import type { Alone, Known, Needed } from '../../src/chat/turn.js'
import type { ProspectsOn } from '../../src/chat/interview/prospects.js'
import type { Need } from '../../src/chat/need.js'
import type { LineRef } from '../../src/reply/deadline-press.js'
import type { Scene } from './act.js'
import type { Kept } from './kept.js'
import { evenFaces, proofOnPaper, prospectsIn } from './kept-files.js'
import type { KeptInterviews } from './kept-interviews.js'
import type { KeptWatches } from './kept-watches.js'

/** All that is stored, in memory. */
export interface Stored {
  readonly store: Kept
  readonly watches: KeptWatches
  readonly interviews: KeptInterviews
}

/** What the place of an act knows besides. */
export interface Surroundings {
  readonly mayManage: boolean
  readonly alone: Alone | undefined
  /** The lines of the reminder that the chat was sent last. */
  readonly replied: readonly LineRef[] | undefined
  /** What comes of having the file that was sent. */
  readonly file: Known['file']
  readonly prospectsOn: ProspectsOn
}

/** What `on-arrival` would fetch, from what is stored in memory. */
export function met(
  need: Need,
  scene: Scene,
  { store, watches, interviews }: Stored,
  around: Surroundings,
): Needed {
  const { number, at, chat, from } = scene
  switch (need.kind) {
    case 'press':
      return present('press', store.press(need.token))
    case 'chat':
      return present('chat', store.chat(chat))
    case 'handover':
      return present('handover', store.handover(need.code))
    case 'alone':
      return present('alone', around.alone)
    case 'watched':
      return { watched: watches.in(chat), standsInFor: watches.standsInFor(chat) }
    case 'rights':
      return { mayManage: around.mayManage }
    case 'random':
      return { fresh: [`matter-${number}`] }
    case 'feed':
      return { feed: store.feed(chat, number), calendar: 'BEGIN:VEVENT' }
    case 'calendar-file':
      return { calendar: 'BEGIN:VEVENT' }
    case 'faces':
      return { faces: evenFaces }
    case 'proof':
      return present('proof', proofOnPaper(watches.in(chat), need.matter))
    case 'replied':
      return present('replied', around.replied)
    case 'others':
      return { others: watches.others(need.matters, chat) }
    case 'file':
      return present('file', around.file)
    case 'prospects':
      return prospectsIn(need.text ?? around.file, around.prospectsOn)
    case 'doubts':
      return { doubts: [] }
    case 'sheet':
      return present('sheet', store.sheet(chat, need.sheet))
    case 'interview':
      return present('interview', interviews.asked(need, from, at))
    case 'interviews':
      return { interviews: interviews.newest(from) }
  }
}

function present<K extends keyof Needed>(name: K, value: Needed[K] | undefined): Needed {
  return value === undefined ? {} : { [name]: value }
}
