import { formsIn, type Lexicon } from './words/lexicon.js'
import type { Knowledge } from './knowledge.js'
import { normalise } from './words/normalise.js'
import type { Question } from './words/question.js'
import { isSingle, termsOf } from './search/terms.js'

/** What a question is like others by: each feature with what it is worth. */
export type Features = ReadonlyMap<string, number>

/** Words tell more than concepts here: what nobody could answer is mostly about something that is no concept yet. */
const worth = { subject: 0.8, everywhere: 0.02, aspect: 0.1, pair: 1, single: 0.4 }

/** Reads what questions are like each other by; words that many entries have tell little. */
export function featureReader(knowledge: Knowledge): (question: Question) => Features {
  const { lexicon } = knowledge
  const rarity = rarityIn(knowledge)
  return (question) =>
    new Map([
      ...termsOf(contentOf(question.text, lexicon)).map(
        (term) => [term, rarity(term) * (isSingle(term) ? worth.single : worth.pair)] as const,
      ),
      ...question.aspects.map((id) => [`?${id}`, worth.aspect] as const),
      ...question.subjects.map(
        (id) => [`§${id}`, lexicon.everywhere.has(id) ? worth.everywhere : worth.subject] as const,
      ),
    ])
}

/** 1 for a term that no entry has, nearly 0 for one that all have. */
function rarityIn({ entries }: Knowledge): (term: string) => number {
  const counts = new Map<string, number>()
  for (const { title, verdict, says, aliases } of entries.values())
    for (const term of new Set(termsOf(normalise([title, verdict, says, ...aliases].join('\n')))))
      counts.set(term, (counts.get(term) ?? 0) + 1)
  const unseen = 0.5
  const most = Math.log(1 + entries.size / unseen)
  return (term) => Math.log(1 + entries.size / (counts.get(term) ?? unseen)) / most
}

/** A text without the forms of concepts and without words that mean nothing; spaces stand for them. */
export function contentOf(text: string, { subjects, aspects, fillers }: Lexicon): string {
  const named = [...formsIn(text, subjects), ...formsIn(text, aspects)].reduce(
    (rest, { from, to }) => rest.slice(0, from) + ' '.repeat(to - from) + rest.slice(to),
    text,
  )
  return [...fillers]
    .sort((a, b) => b.length - a.length)
    .reduce((rest, filler) => rest.replaceAll(filler, ' '), named)
}

/** The share of what they are worth that two have in common: 1 for the same features, 0 for none. */
export function alikeness(a: Features, b: Features): number {
  let common = 0
  for (const [feature, value] of a) if (b.has(feature)) common += value
  const [small = 0, large = 0] = [total(a), total(b)].sort((x, y) => x - y)
  return large === 0 ? 1 : common / (shorterCounts * small + (1 - shorterCounts) * large)
}

/** A short question is like a longer one that says the same and more. */
const shorterCounts = 0.7

function total(features: Features): number {
  let sum = 0
  for (const value of features.values()) sum += value
  return sum
}

const alikeFrom = 0.35

export type Group<T> = readonly [T, ...T[]]

interface Growing<T> {
  readonly features: Features
  readonly items: [T, ...T[]]
}

/**
 * Items in groups of like ones, each group under its first item. Later items never change how earlier ones were
 * grouped, so a group keeps its first item while more come in.
 *
 * An item is compared only with groups that share one of its rarest features, and with a bounded number of those: the
 * time grows with the number of items and not with its square.
 */
export function grouped<T>(items: readonly T[], featuresOf: (item: T) => Features): readonly Group<T>[] {
  const groups: Growing<T>[] = []
  const byFeature = new Map<string, Growing<T>[]>()
  for (const item of items) {
    const features = featuresOf(item)
    const home = mostAlike(features, candidates(features, byFeature))
    if (home !== undefined) {
      home.items.push(item)
      continue
    }
    const group: Growing<T> = { features, items: [item] }
    groups.push(group)
    for (const feature of featuresOrNone(features)) enlisted(byFeature, feature).push(group)
  }
  return groups.map((group) => group.items)
}

/** Undefined when none is alike enough; of several the first. */
function mostAlike<T>(features: Features, groups: Iterable<Growing<T>>): Growing<T> | undefined {
  let best: Growing<T> | undefined
  let most = alikeFrom
  for (const group of groups) {
    const alike = alikeness(features, group.features)
    if (alike > most) [best, most] = [group, alike]
  }
  return best
}

const rarestCompared = 8
const mostGroupsAFeature = 100

function candidates<T>(
  features: Features,
  byFeature: ReadonlyMap<string, readonly Growing<T>[]>,
): ReadonlySet<Growing<T>> {
  const shared = featuresOrNone(features).flatMap((feature) => {
    const groups = byFeature.get(feature)
    return groups === undefined ? [] : [groups]
  })
  const rarest = shared.sort((a, b) => a.length - b.length).slice(0, rarestCompared)
  return new Set(rarest.flatMap((groups) => groups.slice(0, mostGroupsAFeature)))
}

/** Those that say nothing, 嗯嗯 and 啊, are like each other: one group and not one each. */
const featuresOrNone = (features: Features): readonly string[] =>
  features.size === 0 ? [''] : [...features.keys()]

function enlisted<T>(byFeature: Map<string, Growing<T>[]>, feature: string): Growing<T>[] {
  const list = byFeature.get(feature) ?? []
  if (list.length === 0) byFeature.set(feature, list)
  return list
}
