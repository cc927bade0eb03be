import { inputOf, leafHolds, leavesOf, outcome, type Leaf } from '../../knowledge/condition/condition.js'
import type { Value } from '../../knowledge/condition/inputs.js'
import type { InputId } from '../../values/ids.js'
import { readBy, whole, type DecisionList } from '../decision-list.js'
import type { Asking } from '../replay.js'

/**
 * A decision list over classes of answers, as a diagram: each node asks for one input, in the order of the questions,
 * and only where its classes lead to different ends. It is exact, since a leaf reads one input and classes are cut where
 * leaves turn.
 */
export type Node<Result> =
  | { readonly kind: 'end'; readonly id: number; readonly results: readonly Result[] }
  | {
      readonly kind: 'turn'
      readonly id: number
      readonly input: InputId
      readonly next: readonly Node<Result>[]
    }

/** What a list may still be: a node for each way of completing what nobody knows. Equal ones are identical. */
export interface Standing<Result> {
  readonly id: number
  readonly nodes: readonly Node<Result>[]
  /** What it has come to where nothing more is asked, in no order. */
  readonly ends: readonly Result[]
}

export interface Diagram<Result> {
  readonly start: Standing<Result>
  /** After an answer of that class, or with none: not asked, or 不知道. */
  readonly after: (standing: Standing<Result>, input: InputId, answer: number | undefined) => Standing<Result>
}

/** `classes` in the order in which the questions come. */
export function diagramOf<Result>(
  list: DecisionList<Result>,
  classes: ReadonlyMap<InputId, readonly Value[]>,
  asking: Asking,
): Diagram<Result> {
  const known = new Map<string, Standing<Result>>()
  const standing = (nodes: readonly Node<Result>[]): Standing<Result> => {
    const distinct = [...new Map(nodes.map((node) => [node.id, node])).values()].sort((a, b) => a.id - b.id)
    return kept(known, distinct.map(({ id }) => id).join(), (id) => ({
      id,
      nodes: distinct,
      ends: [...new Set(distinct.flatMap((node) => (node.kind === 'end' ? node.results : [])))],
    }))
  }
  const moves = new Map<string, Standing<Result>>()
  return {
    start: standing([nodesOf(list, classes, asking)]),
    after: (before, input, answer) => {
      const key = `${before.id} ${input} ${answer}`
      const next = moves.get(key) ?? standing(before.nodes.flatMap((node) => nextOf(node, input, answer)))
      moves.set(key, next)
      return next
    },
  }
}

/** Whether an answer can still make a difference: some completion of all that is not known turns on it. */
export function mattersTo<Result>({ nodes }: Standing<Result>, input: InputId): boolean {
  return nodes.some((node) => asksFor(node, input))
}

const asksFor = <Result>(node: Node<Result>, input: InputId): boolean =>
  node.kind === 'turn' && node.input === input

function nextOf<Result>(
  node: Node<Result>,
  input: InputId,
  answer: number | undefined,
): readonly Node<Result>[] {
  if (node.kind === 'end' || node.input !== input) return [node]
  return answer === undefined ? node.next : node.next.slice(answer, answer + 1)
}

type Holds = ReadonlyMap<Leaf, boolean | undefined>

function nodesOf<Result>(
  list: DecisionList<Result>,
  classes: ReadonlyMap<InputId, readonly Value[]>,
  asking: Asking,
): Node<Result> {
  const condition = whole(list)
  const leaves = condition === undefined ? [] : leavesOf(condition)
  const reads = new Set(readBy(list))
  const order = [...classes.keys()].filter((input) => reads.has(input))
  const known = new Map<string, Node<Result>>()
  const end = (holds: Holds): Node<Result> => {
    const results = resultsWith(list, holds)
    // In no order: which may be is the same, whichever case of the list says so.
    const key = results
      .map((result) => list.findIndex(({ then }) => then === result))
      .sort()
      .join()
    return kept(known, `end ${key}`, (id) => ({ kind: 'end', id, results }))
  }
  const from = (level: number, holds: Holds): Node<Result> => {
    const input = order[level]
    if (input === undefined) return end(holds)
    const of = leaves.filter((leaf) => inputOf(leaf) === input)
    // Classes that other lists tell apart are one here.
    const told = new Map<string, Node<Result>>()
    const next = (classes.get(input) ?? []).map((value) => {
      const here = of.map((leaf) => leafHolds(leaf, new Map([[input, value]]), asking))
      const key = here.join()
      const node =
        told.get(key) ??
        from(level + 1, new Map([...holds, ...of.map((leaf, at) => [leaf, here[at]] as const)]))
      told.set(key, node)
      return node
    })
    const [first] = next
    if (first !== undefined && next.every((node) => node === first)) return first
    return kept(known, `${input} ${next.map(({ id }) => id).join()}`, (id) => ({
      kind: 'turn',
      id,
      input,
      next,
    }))
  }
  return from(0, constant(leaves, asking))
}

/** Today needs no answer. */
function constant(leaves: readonly Leaf[], asking: Asking): Holds {
  return new Map(
    leaves
      .filter((leaf) => inputOf(leaf) === undefined)
      .map((leaf) => [leaf, leafHolds(leaf, new Map(), asking)]),
  )
}

/** More than one only where a figure is itself a range and the answer lies within it. */
function resultsWith<Result>(list: DecisionList<Result>, holds: Holds): readonly Result[] {
  const results = new Set<Result>()
  for (const { when, then } of list) {
    const held = when === undefined || outcome(when, (leaf) => holds.get(leaf))
    if (held !== false) results.add(then)
    if (held === true) break
  }
  return [...results]
}

function kept<Kept>(known: Map<string, Kept>, key: string, made: (id: number) => Kept): Kept {
  const before = known.get(key)
  if (before !== undefined) return before
  const one = made(known.size)
  known.set(key, one)
  return one
}
