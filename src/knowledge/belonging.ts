import { countsIn, type Asked } from './asked.js'
import { featuresOf } from './features.js'
import type { Lexicon } from './lexicon.js'
import type { Question } from './question.js'
import { fillerTerms } from './terms.js'

/** Whether a question sounds like those people ask us (above 0) or like others (below), between -1 and 1. */
export type Belonging = (question: Question) => number

/** Words seen once or twice prove little. */
const doubt = 0.5
/** A word that stands only on one side counts at most this much. */
const most = 3

/** Naive Bayes over what stands in the questions of both kinds. Without any of the other kind it says nothing. */
export function belongingOf(asked: readonly Asked[], lexicon: Lexicon): Belonging {
  const ours = asked.filter((one) => one.ours)
  const others = asked.filter((one) => !one.ours)
  const [inOurs, inOthers] = [countsIn(ours), countsIn(others)]
  const weak = fillerTerms(lexicon.fillers)
  const oddsOf = (feature: string): number => {
    const [here, there] = [inOurs.get(feature) ?? 0, inOthers.get(feature) ?? 0]
    if (here + there === 0) return 0
    const odds = Math.log((here + doubt) / (ours.length + 1) / ((there + doubt) / (others.length + 1)))
    return Math.max(-most, Math.min(most, odds))
  }
  return (question) => {
    const features = featuresOf(question).filter((feature) => !weak.has(feature))
    if (features.length === 0 || ours.length === 0 || others.length === 0) return 0
    return features.reduce((sum, feature) => sum + oddsOf(feature), 0) / features.length / most
  }
}
