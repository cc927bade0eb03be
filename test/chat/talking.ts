import type { Interview } from '../../src/interview/kept/interview.js'
import { plainText } from '../../src/reply/plain.js'
import type { Came, Room } from './room.js'

/** Somebody who types and presses in a room, at a pace that nobody is slowed down for. */
export interface Talking {
  readonly says: (text: string) => Came
  readonly presses: (label: string, which?: 'newest' | 'oldest') => Came
  readonly does: (act: Parameters<Room['act']>[0]) => Came
}

export function talkingIn(here: () => Room): Talking {
  const does: Talking['does'] = (act) => {
    here().move(10_000)
    return here().act(act)
  }
  return {
    does,
    says: (text) => does({ kind: 'say', text, called: true }),
    presses: (label, which = 'newest') => does({ kind: 'press', label, oldest: which === 'oldest' }),
  }
}

export const textOf = ({ replies }: Came): string => replies.map(plainText).join('\n')

/** The interviews that a turn kept, in order. */
export const keptIn = ({ effects }: Came): readonly Interview[] =>
  effects.flatMap((effect) => (effect.kind === 'interview-kept' ? [effect.interview] : []))
