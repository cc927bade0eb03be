import type { EntryId, InputId, OutcomeId } from '../../values/ids.js'
import type { Standing } from './diagram.js'
import type { Flow, Outcome, RequirementState, Verdict } from '../flow/flow.js'
import { requirementStates } from '../flow/flow.js'
import { barringOf, verdictOf } from '../result.js'
import type { Asked, State, Step } from './walk-state.js'
import { yes, type Track } from './walk-tracks.js'

/** What some interview comes to. */
export interface Found {
  readonly asked: Set<InputId>
  /** Of questions that take several options: those by which anything becomes different. */
  readonly options: Map<InputId, Set<string>>
  readonly requirements: Map<EntryId, Set<RequirementState>>
  /** Those that some interview ends with alone. */
  readonly outcomes: Set<OutcomeId>
  readonly remarks: Set<string>
  readonly verdicts: Set<Verdict>
  /** What stays open although nobody said 不知道: requirements, and whether the outcome does. */
  readonly undecided: Set<EntryId | 'outcomes'>
}

export function nothingFound(): Found {
  return {
    asked: new Set(),
    options: new Map(),
    requirements: new Map(),
    outcomes: new Set(),
    remarks: new Set(),
    verdicts: new Set(),
    undecided: new Set(),
  }
}

/** An option makes a difference where ticking it, with whatever else is ticked, leads elsewhere. */
export function noteOptions(
  { answers }: Asked,
  after: readonly (readonly Standing<string>[])[],
  { question: { input }, classes, tracks }: Step,
  found: Found,
): void {
  if (classes[0]?.kind !== 'many') return
  const ways = new Map<string, string>()
  for (const [at, answer] of answers.entries()) {
    const value = answer === undefined ? undefined : classes[answer]
    const there = (after[at] ?? []).flatMap(({ id }, track) => (tracks[track]?.isMoved === true ? [id] : []))
    if (value?.kind === 'many') ways.set(ticked(value.options), there.join())
  }
  const differing = found.options.get(input) ?? new Set()
  found.options.set(input, differing)
  for (const value of classes) {
    if (value.kind !== 'many') continue
    for (const option of value.options) {
      const without = [...value.options].filter((one) => one !== option)
      if (ways.get(ticked(value.options)) !== ways.get(ticked(without))) differing.add(option)
    }
  }
}

const ticked = (options: Iterable<string>): string => [...options].sort().join()

/** A track that is over: what it came to is noted, and kept as far as the verdict needs it. */
export function noteEnd(state: State, { of }: Track, standing: Standing<string>, found: Found): State {
  const { ends } = standing
  if (of.kind === 'remark' && ends.length === 1 && ends[0] === yes) found.remarks.add(of.id)
  if (of.kind !== 'requirement') return state
  const [only, other] = ends
  const came = other === undefined ? requirementStates.find((one) => one === only) : 'unknown'
  if (came === undefined) return state
  found.requirements.set(of.entry, (found.requirements.get(of.entry) ?? new Set()).add(came))
  if (isLeftOpen(standing) && !state.doubted) found.undecided.add(of.entry)
  const possible = requirementStates.filter((one) => ends.includes(one))
  const barring = of.blocks ? barringOf(possible) : 'no'
  return { ...state, bars: state.bars || barring === 'yes', mayBar: state.mayBar || barring === 'maybe' }
}

/** Two companies with the same answers differ: not where a figure that is itself a range leaves it open. */
const isLeftOpen = ({ nodes }: Standing<string>): boolean => nodes.length > 1

/** The end of an interview: its outcome, the one track that is left, and its verdict. */
export function noteVerdict(
  { standings: [standing], bars, mayBar, lacks, doubted }: State,
  { outcomes }: Flow,
  found: Found,
): void {
  if (standing === undefined) return
  const { ends } = standing
  const possible = outcomes.flatMap(({ then }): readonly Outcome[] => (ends.includes(then.id) ? [then] : []))
  const [only, other] = possible
  if (only !== undefined && other === undefined) found.outcomes.add(only.id)
  if (isLeftOpen(standing) && !doubted) found.undecided.add('outcomes')
  const barring = new Set([...(bars ? (['yes'] as const) : []), ...(mayBar ? (['maybe'] as const) : [])])
  found.verdicts.add(verdictOf(possible, barring, lacks))
}
