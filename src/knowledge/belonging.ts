import { countsSteps, type Asked } from './asked.js'
import { featuresOf } from './features.js'
import type { Lexicon } from './lexicon.js'
import type { Question } from './question.js'
import type { Steps } from './steps.js'
import { fillerTerms } from './terms.js'

/** Whether a question sounds like those people ask us (above 0) or like others (below), between -1 and 1. */
export type Belonging = (question: Question) => number

/** Words seen once or twice prove little. */
const doubt = 0.5
/** A word that stands only on one side counts at most this much. */
const most = 3

/** Naive Bayes over what stands in the questions of both kinds. Without any of the other kind it says nothing. */
export function* belongingSteps(asked: readonly Asked[], lexicon: Lexicon): Steps<Belonging> {
  const ours = yield* sideSteps(asked.filter((one) => one.ours))
  const others = yield* sideSteps(asked.filter((one) => !one.ours))
  const weak = fillerTerms(lexicon.fillers)
  const oddsOf = (feature: string): number => {
    const [here, there] = [ours.counts.get(feature) ?? 0, others.counts.get(feature) ?? 0]
    if (here + there === 0) return 0
    const odds = Math.log((here + doubt) / (ours.size + 1) / ((there + doubt) / (others.size + 1)))
    return Math.max(-most, Math.min(most, odds))
  }
  return (question) => {
    const features = featuresOf(question).filter((feature) => !weak.has(feature))
    if (features.length === 0 || ours.size === 0 || others.size === 0) return 0
    return features.reduce((sum, feature) => sum + oddsOf(feature), 0) / features.length / most
  }
}

/** The questions of one kind: how many, and in how many of them each feature stands. */
interface Side {
  readonly size: number
  readonly counts: ReadonlyMap<string, number>
}

function* sideSteps(asked: readonly Asked[]): Steps<Side> {
  return { size: asked.length, counts: yield* countsSteps(asked) }
}
