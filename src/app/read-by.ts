import type { Decision } from '../chat/decision.js'
import type { Known } from '../chat/turn.js'
import type { FinishedTurn } from '../ports.js'

/** On what the effects of a turn rest: if any of it was changed meanwhile, the turn is decided again. */
export type Reading = Pick<FinishedTurn, 'read' | 'readInterviews'>

export function readBy(decision: Decision, known: Known): Reading {
  return { read: mattersRead(decision, known), readInterviews: interviewsRead(decision, known) }
}

/** What a decision adds to rests on how it stood: whether it was noted already, under which number it will stand. */
function mattersRead({ effects }: Decision, known: Known): NonNullable<Reading['read']> {
  const changed = new Set(
    effects.flatMap((effect) =>
      effect.kind === 'matter-noted' || effect.kind === 'matter-described' ? [effect.matter] : [],
    ),
  )
  return [...(known.watched ?? []), ...(known.standsInFor ?? [])]
    .filter(({ matter }) => changed.has(matter.id))
    .map(({ matter, revision }) => ({ matter: matter.id, revision }))
}

/** One that is kept replaces all that was: an answer of another turn would be lost. */
function interviewsRead({ effects }: Decision, known: Known): NonNullable<Reading['readInterviews']> {
  const changed = new Set(
    effects.flatMap((effect) => {
      if (effect.kind === 'interview-kept') return [effect.interview.id]
      return effect.kind === 'interview-erased' ? [effect.interview] : []
    }),
  )
  return [...(known.interview === undefined ? [] : [known.interview]), ...(known.interviews ?? [])]
    .filter(({ interview }) => changed.has(interview.id))
    .map(({ interview, revision }) => ({ interview: interview.id, revision }))
}
