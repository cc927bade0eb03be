import type { Person } from '../../src/chat/arrival.js'
import type { Effect } from '../../src/chat/decision.js'
import type { Handover } from '../../src/chat/handover.js'
import type { Need } from '../../src/chat/need.js'
import { samePerson } from '../../src/chat/press.js'
import type { KnownInterview } from '../../src/interview/kept/interview.js'
import { interviewOfPress } from '../../src/reply/interview-of-press.js'
import type { Instant } from '../../src/values/civil-date.js'
import type { HandoverCode, InterviewId, PersonRef } from '../../src/values/ids.js'

/** What the store keeps of interviews, in memory. */
export interface KeptInterviews {
  keep(effect: Effect): void
  /** What a turn of that person finds: their own, or what a good code hands over. */
  asked(need: Extract<Need, { kind: 'interview' }>, by: Person, at: Instant): KnownInterview | undefined
  newest(by: Person): readonly KnownInterview[]
}

export function keptInterviews(handoverOf: (code: HandoverCode) => Handover | undefined): KeptInterviews {
  const all = new Map<InterviewId, KnownInterview>()
  const own = (by: PersonRef, id: InterviewId): KnownInterview | undefined => {
    const found = all.get(id)
    return found !== undefined && samePerson(found.interview.by, by) ? found : undefined
  }
  return {
    keep: (effect) => {
      if (effect.kind === 'interview-kept') {
        const { interview } = effect
        all.set(interview.id, { interview, revision: (all.get(interview.id)?.revision ?? 0) + 1 })
      }
      if (effect.kind === 'interview-erased') all.delete(effect.interview)
    },
    asked: ({ interview, handed }, by, at) => {
      if (by.anonymous) return undefined
      if (handed === undefined) return own(by, interview)
      const handover = handoverOf(handed)
      if (handover === undefined || handover.used || handover.expiresAt <= at) return undefined
      return interviewOfPress(handover.then) === interview ? own(handover.by, interview) : undefined
    },
    newest: (by) =>
      [...all.values()]
        .filter(({ interview }) => !by.anonymous && samePerson(interview.by, by))
        .sort((a, b) => b.interview.changedAt - a.interview.changedAt)
        .slice(0, 10),
  }
}
