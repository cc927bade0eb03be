import type { Value } from '../../knowledge/condition/inputs.js'
import type { InputId } from '../../values/ids.js'
import { mattersTo, type Standing } from './diagram.js'
import type { Flow, Question } from '../flow/flow.js'
import { yes, type Track } from './walk-tracks.js'

/** All of an interview that what is still to come can depend on. */
export interface State {
  /** Of each track that has begun and is not over, in the order of the step before. */
  readonly standings: readonly Standing<string>[]
  /** Something that is over stands in the way of applying, or may. */
  readonly bars: boolean
  readonly mayBar: boolean
  /** Something is not known without which no verdict is given. */
  readonly lacks: boolean
  /** Somebody said 不知道. */
  readonly doubted: boolean
}

/** Interviews of the same state go on alike. */
export function keyOf({ standings, bars, mayBar, lacks, doubted }: State): string {
  return `${standings.map(({ id }) => id).join()} ${bars} ${mayBar} ${lacks} ${doubted}`
}

/** One question, with the tracks that are followed while it is asked. */
export interface Step {
  readonly question: Question
  readonly classes: readonly Value[]
  readonly tracks: readonly Followed[]
  readonly isNeeded: boolean
}

interface Followed {
  readonly track: Track
  /** Its place in the state before; it begins here where it has none. */
  readonly before: number
  readonly isMoved: boolean
  readonly isOver: boolean
}

export function stepsOf(
  flow: Flow,
  tracks: readonly Track[],
  classes: ReadonlyMap<InputId, readonly Value[]>,
): readonly Step[] {
  let before: readonly Track[] = []
  return flow.questions.map((question, place) => {
    const followed = tracks
      .filter(({ from, until }) => from <= place && place <= until)
      .map((track) => ({
        track,
        before: before.indexOf(track),
        isMoved: track.reads.has(question.input),
        isOver: track.until === place,
      }))
    before = followed.flatMap(({ track, isOver }) => (isOver ? [] : [track]))
    return {
      question,
      classes: classes.get(question.input) ?? [],
      tracks: followed,
      isNeeded: flow.needs.includes(question.input),
    }
  })
}

/** Of each track of the step, before its question. */
export function comingTo({ standings }: State, { tracks }: Step): readonly Standing<string>[] {
  return tracks.map(({ track, before }) => standings[before] ?? track.diagram.start)
}

export interface Asked {
  readonly asks: boolean
  /** By their classes; undefined where nothing is known: 不知道, or not asked. */
  readonly answers: readonly (number | undefined)[]
}

/** What can be answered there, exactly as `replay` would have it. */
export function askedWhere(here: readonly Standing<string>[], step: Step): Asked {
  const implied = impliedWhere(here, step)
  if (implied !== undefined) return { asks: false, answers: [implied] }
  return isAsked(here, step)
    ? { asks: true, answers: [...step.classes.keys(), undefined] }
    : { asks: false, answers: [undefined] }
}

function impliedWhere(here: readonly Standing<string>[], step: Step): number | undefined {
  const { implied } = step.question
  return implied !== undefined && holds('implied', here, step)
    ? classOf(implied.value, step.classes)
    : undefined
}

/** The last class of options is that of all which no condition names. */
function classOf(value: Value, classes: readonly Value[]): number {
  const same = classes.findIndex((one) =>
    one.kind === 'yes-no' && value.kind === 'yes-no'
      ? one.yes === value.yes
      : one.kind === 'choice' && value.kind === 'choice' && one.option === value.option,
  )
  return same < 0 ? classes.length - 1 : same
}

function isAsked(here: readonly Standing<string>[], step: Step): boolean {
  const { input, when, use } = step.question
  if (when !== undefined && !holds('when', here, step)) return false
  if (use !== undefined) return true
  return step.tracks.some(({ track: { of }, isMoved }, at) => {
    const standing = here[at]
    const isJudged = of.kind === 'requirement' || of.kind === 'outcomes'
    return isMoved && isJudged && standing !== undefined && mattersTo(standing, input)
  })
}

/** However what is open is completed. A track about a question ends with it. */
function holds(kind: 'when' | 'implied', here: readonly Standing<string>[], { tracks }: Step): boolean {
  const standing = here[tracks.findIndex(({ track: { of }, isOver }) => isOver && of.kind === kind)]
  const ends = standing?.ends ?? []
  return ends.length === 1 && ends[0] === yes
}

/** Where the tracks of the step stand after an answer. */
export function movedBy(
  answer: number | undefined,
  here: readonly Standing<string>[],
  { question: { input }, tracks }: Step,
): readonly Standing<string>[] {
  return here.map((standing, at) => {
    const followed = tracks[at]
    return followed?.isMoved === true ? followed.track.diagram.after(standing, input, answer) : standing
  })
}
