import type { Value } from '../../knowledge/condition/inputs.js'
import type { InputId } from '../../values/ids.js'
import { answerClasses } from './answer-classes.js'
import type { Flow } from '../flow/flow.js'
import type { Asking } from '../replay.js'
import type { Standing } from './diagram.js'
import { noteEnd, noteOptions, noteVerdict, nothingFound, type Found } from './walk-found.js'
import { askedWhere, comingTo, keyOf, movedBy, stepsOf, type State, type Step } from './walk-state.js'
import { tracksOf, type Track } from './walk-tracks.js'

/** All interviews that a flow can become, over classes of answers with 不知道 among them. */
export interface Walk {
  /** Ways to answer all questions, asked or not. */
  readonly combinations: bigint
  /** Interviews that differ in a question or in the class of an answer; each ends with one verdict. */
  readonly paths: bigint
  /** What they were merged into, of all questions together. */
  readonly states: number
  /** Questions in the longest interview. */
  readonly longest: number
  readonly found: Found
}

/** A flow with more is not walked to its end: it is to be split. */
export const mostStates = 200_000

/**
 * Walks every interview, question by question. Interviews that nothing still to come can tell apart are merged, so that
 * forty questions take thousands of states and not the product of their answers. That leaves none out:
 * - answers of one class give every condition the same truth, since classes are cut wherever any condition turns;
 * - what is to come depends on the past only by what each requirement, the outcomes and each `when` may still be (its
 *   place in its diagram) and by what the verdict needs of those that are over: these are the state;
 * - after 不知道, and where a question is not asked, all completions stay possible, as `decided` has it.
 * Not walked is a range across a turning point, which leaves no more open than 不知道. Undefined: over `mostStates`.
 */
export function walkOf(flow: Flow, asking: Asking): Walk | undefined {
  const classes = answerClasses(flow, asking)
  const tracks = tracksOf(flow, classes, asking)
  const walking: Walking = { flow, tracks, found: nothingFound() }
  let front = startOf(walking)
  let states = front.size
  for (const step of stepsOf(flow, tracks, classes)) {
    front = after(front, step, walking)
    states += front.size
    if (states > mostStates) return undefined
  }
  for (const { state } of front.values()) noteVerdict(state, flow, walking.found)
  const counts = [...front.values()]
  return {
    combinations: combinationsOf(classes),
    paths: counts.reduce((sum, { paths }) => sum + paths, 0n),
    states,
    longest: Math.max(...counts.map(({ longest }) => longest)),
    found: walking.found,
  }
}

interface Walking {
  readonly flow: Flow
  readonly tracks: readonly Track[]
  /** Filled on the way. */
  readonly found: Found
}

interface Reached {
  readonly state: State
  readonly paths: bigint
  readonly longest: number
}

/** Where the interviews are after a question, by the key of the state. */
type Front = Map<string, Reached>

const combinationsOf = (classes: ReadonlyMap<InputId, readonly Value[]>): bigint =>
  [...classes.values()].reduce((product, { length }) => product * BigInt(length + 1), 1n)

function startOf({ tracks, found }: Walking): Front {
  const nothing: State = { standings: [], bars: false, mayBar: false, lacks: false, doubted: false }
  const constant = tracks.filter(({ until }) => until < 0)
  const state = constant.reduce((done, track) => noteEnd(done, track, track.diagram.start, found), nothing)
  return new Map([['', { state, paths: 1n, longest: 0 }]])
}

/** Every state with every answer that it takes. */
function after(front: Front, step: Step, { found }: Walking): Front {
  const next: Front = new Map()
  for (const { state, paths, longest } of front.values()) {
    const here = comingTo(state, step)
    const asked = askedWhere(here, step)
    const { asks, answers } = asked
    const there = answers.map((answer) => movedBy(answer, here, step))
    if (asks) {
      found.asked.add(step.question.input)
      noteOptions(asked, there, step, found)
    }
    for (const [at, answer] of answers.entries()) {
      const isOpen = answer === undefined
      const lacks = state.lacks || (step.isNeeded && isOpen)
      const then = { ...state, lacks, doubted: state.doubted || (asks && isOpen) }
      join(next, {
        state: goneOn(then, there[at] ?? here, step, found),
        paths,
        longest: longest + (asks ? 1 : 0),
      })
    }
  }
  return next
}

/** Tracks that are over are noted and forgotten. */
function goneOn(before: State, there: readonly Standing<string>[], { tracks }: Step, found: Found): State {
  const standings: Standing<string>[] = []
  let state = before
  for (const [at, standing] of there.entries()) {
    const followed = tracks[at]
    if (followed?.isOver === true) state = noteEnd(state, followed.track, standing, found)
    else standings.push(standing)
  }
  return { ...state, standings }
}

function join(front: Front, { state, paths, longest }: Reached): void {
  const key = keyOf(state)
  const same = front.get(key)
  front.set(key, {
    state,
    paths: paths + (same?.paths ?? 0n),
    longest: Math.max(longest, same?.longest ?? 0),
  })
}
