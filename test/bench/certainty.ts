import { evidenceOf, weights, type Evidence } from '../../src/knowledge/certainty.js'
import type { Knowledge } from '../../src/knowledge/knowledge.js'
import { questionOf } from '../../src/knowledge/question.js'
import { civilDate } from '../../src/values/civil-date.js'
import { shipped } from './search.js'
import { table } from './table.js'

interface Sample {
  readonly evidence: Evidence
  readonly right: boolean
}

const rounds = 4_000
const step = 0.3
const shrink = 0.002

/** Fits the weights of `certainty.ts` to the golden questions by logistic regression and prints them beside the present ones. */
export async function certaintyBench(): Promise<void> {
  const today = civilDate('2026-11-21')
  if (today === undefined) throw new Error('no day to ask on')
  const knowledge = await shipped(today)
  const samples = samplesOf(knowledge)
  const fitted = fit(samples)
  const keys = ['bias', ...keysOf(samples)] as const
  console.log(
    `\n${samples.length} golden questions, ${samples.filter(({ right }) => right).length} with the right first card\n`,
  )
  console.log(
    table(
      ['weight', 'present', 'fitted'],
      keys.map((key) => [key, weights[key].toFixed(2), fitted[key].toFixed(2)]),
    ),
  )
}

/** Past the gates on purpose: what they catch today is the best sample of what will slip by them tomorrow. */
function samplesOf(knowledge: Knowledge): readonly Sample[] {
  return knowledge.golden.flatMap(({ q, entry }) => {
    const question = questionOf(q, knowledge.lexicon, knowledge.index.knows)
    const hits = knowledge.index.search(question)
    if (hits.length === 0) return []
    const first = hits[0]?.card.is
    const right = first?.kind === 'not-covered' ? entry === undefined : first?.id === entry
    return [{ evidence: evidenceOf(question, hits, false), right }]
  })
}

function keysOf(samples: readonly Sample[]): readonly (keyof Evidence)[] {
  return Object.keys(samples[0]?.evidence ?? {}) as (keyof Evidence)[]
}

type Weights = Record<keyof Evidence | 'bias', number>

function fit(samples: readonly Sample[]): Weights {
  const keys = keysOf(samples)
  const found: Weights = { ...weights }
  for (let round = 0; round < rounds; round++) {
    const slope = Object.fromEntries([...keys, 'bias'].map((key) => [key, 0]))
    for (const { evidence, right } of samples) {
      const sum = keys.reduce((total, key) => total + found[key] * evidence[key], found.bias)
      const off = 1 / (1 + Math.exp(-sum)) - (right ? 1 : 0)
      for (const key of keys) slope[key] = (slope[key] ?? 0) + off * evidence[key]
      slope['bias'] = (slope['bias'] ?? 0) + off
    }
    for (const key of keys) found[key] -= step * ((slope[key] ?? 0) / samples.length + shrink * found[key])
    found.bias -= step * ((slope['bias'] ?? 0) / samples.length)
  }
  return found
}
