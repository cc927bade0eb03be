import type { Flows } from '../../src/interview/flow/flows.js'
import type { Interview } from '../../src/interview/kept/interview.js'
import type { Knowledge } from '../../src/knowledge/knowledge.js'
import type { Button, Reply } from '../../src/reply/reply.js'
import { room, type Came } from './room.js'

/** Somebody in an interview: what they see last, and what is kept of it. */
export interface Interviewee {
  readonly press: (button: Button) => Came
  readonly say: (text: string) => Came
  /** The card on which the interview stands. */
  readonly card: () => Reply
  /** As it was last kept. */
  readonly kept: () => Interview
}

/** Opens the interview of a kind in a private conversation. */
export function interviewee(
  flow: string,
  { knowledge, flows }: { readonly knowledge: Knowledge; readonly flows: Flows },
): Interviewee {
  const here = room(knowledge, undefined, { flows })
  let card: Reply = { blocks: [] }
  let kept: Interview | undefined
  const seen = (came: Came): Came => {
    card = came.replies.at(-1) ?? card
    for (const effect of came.effects) if (effect.kind === 'interview-kept') kept = effect.interview
    // Who answers in haste is not slowed down in a test.
    here.move(10_000)
    return came
  }
  seen(here.act({ kind: 'say', text: `/selftest ${flow}`, called: true }))
  return {
    press: (button) => seen(here.act({ kind: 'forge', token: here.tokenOf(button) })),
    say: (text) => seen(here.act({ kind: 'say', text, called: true })),
    card: () => card,
    kept: () => {
      if (kept === undefined) throw new Error('no interview was kept')
      return kept
    },
  }
}

/** The buttons on a card that do one of these steps. */
export function stepsOn(reply: Reply, ...steps: readonly string[]): readonly Button[] {
  return (reply.buttons ?? [])
    .flat()
    .filter(({ press }) => press.kind === 'interview' && steps.includes(press.step))
}
