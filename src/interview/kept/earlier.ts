import { china, dayAt, daysBetween, yearOf, type CivilDate } from '../../values/civil-date.js'
import { sameChat, type ChatRef, type InputId } from '../../values/ids.js'
import type { Flow, Question } from '../flow/flow.js'
import type { GivenAnswer, Interview } from './interview.js'

/** What was answered in an earlier interview and can be taken over into another one. */
export interface Earlier {
  readonly interview: Interview
  readonly answers: ReadonlyMap<InputId, GivenAnswer>
}

/**
 * The interview whose answers can be used again for these questions: the last one of that kind, else the last of another
 * kind. Always one alone, since two may be of two companies, and of this very chat, since what was said before others
 * and what was not stay apart.
 */
export function earlierOf(
  flow: Flow,
  past: readonly Interview[],
  { chat, today }: { readonly chat: ChatRef; readonly today: CivilDate },
): Earlier | undefined {
  const found = past
    .filter(({ state }) => state === 'finished' || state === 'cancelled')
    .filter((one) => sameChat(one.chat, chat))
    .map((interview) => ({ interview, answers: usable(interview, flow, today) }))
    .filter(({ answers }) => answers.size > 0)
    .sort((a, b) => b.interview.changedAt - a.interview.changedAt)
  return found.find(({ interview }) => interview.flow === flow.id) ?? found[0]
}

/** Not knowing is asked again, and so is a wish: both are no facts about the company. */
function usable(
  { answers }: Interview,
  { questions }: Flow,
  today: CivilDate,
): ReadonlyMap<InputId, GivenAnswer> {
  return new Map(
    questions.flatMap((question): readonly (readonly [InputId, GivenAnswer])[] => {
      const given = answers.get(question.input)
      const isUsable =
        given?.meaning === question.meaning &&
        given.answer.kind !== 'unknown' &&
        question.use !== 'timeline' &&
        (!isOfYear(question) || yearOf(answeredOn(given)) === yearOf(today))
      return isUsable ? [[question.input, given]] : []
    }),
  )
}

/** 今年, 去年 and the year that was the last one mean another year after New Year. */
const isOfYear = ({ ask }: Question): boolean => /[今去前]年|\{last-year\}/.test(ask)

export const answeredOn = ({ at }: GivenAnswer): CivilDate => dayAt(at, china)

const oldAfterDays = 180

/** Whether so much time lies between that things are likely to have changed. */
export const isOld = (given: GivenAnswer, today: CivilDate): boolean =>
  daysBetween(answeredOn(given), today) > oldAfterDays
