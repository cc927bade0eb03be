import { answersReply } from '../../src/chat/say/ask.js'
import { evidenceNames, evidenceOf, evidenceWeights } from '../../src/knowledge/search/certainty.js'
import type { Contents } from '../../src/knowledge/files.js'
import { knowledgeOf, type Knowledge } from '../../src/knowledge/knowledge.js'
import { questionOf } from '../../src/knowledge/words/question.js'
import { partNames, partWeights } from '../../src/knowledge/search/rank.js'
import { plainText } from '../../src/reply/plain.js'
import { devQuestions, readRows, satisfies, tunedQuestions, type Row } from './questions.js'
import { benchDay, shipped } from './search.js'
import { table } from './table.js'

/** One candidate list of a question: the parts of each card, and whether the card answers. */
interface Ranking {
  readonly parts: readonly (readonly number[])[]
  readonly right: readonly boolean[]
}

/** What the first card's match looked like, and whether the question was ours at all. */
interface Judged {
  readonly evidence: readonly number[]
  readonly ours: boolean
}

/** Fits the weights of `rank.ts` and `certainty.ts` to the questions they were tuned on, and prints both beside the present ones. */
export async function fitBench(paths: readonly string[]): Promise<void> {
  const { contents } = await shipped(benchDay())
  const { taught, heldOut } = halved(contents)
  const knowledge = knowledgeOf(taught, 'bench', benchDay())
  const files = paths.length > 0 ? paths : [devQuestions, tunedQuestions]
  const rows = (await Promise.all(files.map(readRows))).flat().filter(isPlain)
  const rankings = rows.filter(({ answerable }) => answerable).map((row) => rankingOf(row, knowledge))
  const present = partNames.map((name) => partWeights[name])
  const fitted = rankFit(rankings, present)
  console.log(`\n${rankings.length} questions with an answer\n`)
  console.log(shownFit(partNames, present, fitted))
  console.log(`first card right: present ${right(rankings, present)}, fitted ${right(rankings, fitted)}`)
  const keys = [...evidenceNames, 'bias'] as const
  const asked = rows.map(({ q, answerable }) => ({ q, ours: answerable }))
  const others = heldOut.map((q) => ({ q, ours: false }))
  const samples = [...asked, ...others].flatMap(({ q, ours }) => judgedOf(q, ours, knowledge))
  const sure = keys.map((key) => evidenceWeights[key])
  console.log(`\n${samples.length} questions past the gates whose first card is an entry\n`)
  console.log(shownFit(keys, sure, certaintyFit(samples, sure)))
}

/** Every other question that is none of ours is kept from the base: what was taught would prove nothing. */
function halved(contents: Contents): { readonly taught: Contents; readonly heldOut: readonly string[] } {
  const none = new Set<string>(contents.scope.notCovered.map(({ id }) => id))
  const isHeld = (of: string, at: number): boolean => none.has(of) && at % 2 === 1
  return {
    taught: {
      ...contents,
      asked: contents.asked.map(({ of, questions }) => ({
        of,
        questions: questions.filter((_, at) => !isHeld(of, at)),
      })),
    },
    heldOut: contents.asked.flatMap(({ of, questions }) => questions.filter((_, at) => isHeld(of, at))),
  }
}

/** Follow-ups and several questions in one are not ranked as one text. */
const isPlain = ({ context, kind }: Row): boolean => context === undefined && kind !== 'multi'

function rankingOf(row: Row, knowledge: Knowledge): Ranking {
  const hits = knowledge.index.search(questionOf(row.q, knowledge.lexicon, knowledge.index.knows))
  const answers = ({ card }: (typeof hits)[number]): boolean => {
    const entry = card.is.kind === 'entry' ? knowledge.entries.get(card.is.id) : undefined
    if (entry === undefined) return false
    const reply = answersReply([{ kind: 'found', entry, related: [] }], { knowledge, asOf: benchDay() })
    return satisfies(plainText(reply), row)
  }
  return { parts: hits.map((hit) => partNames.map((name) => hit[name])), right: hits.map(answers) }
}

function judgedOf(q: string, ours: boolean, knowledge: Knowledge): readonly Judged[] {
  const question = questionOf(q, knowledge.lexicon, knowledge.index.knows)
  const hits = knowledge.gates(question) === undefined ? knowledge.index.search(question) : []
  if (hits[0]?.card.is.kind !== 'entry') return []
  const evidence = evidenceOf({
    question,
    hits,
    belonging: knowledge.index.belonging(question),
  })
  return [{ evidence: [...evidenceNames.map((name) => evidence[name]), 1], ours }]
}

const rounds = 400
const step = 2
const shrink = 0.001

/** Softmax over the candidates of each question; several of them may be right. */
function rankFit(rankings: readonly Ranking[], start: readonly number[]): readonly number[] {
  const useful = rankings.filter(({ right: some }) => some.includes(true) && some.includes(false))
  let found = start.map((weight) => weight * 4)
  for (let round = 0; round < rounds; round++) {
    const slope = found.map(() => 0)
    for (const { parts, right: rights } of useful) {
      const odds = softmax(parts.map((part) => dot(part, found)))
      const share = odds.reduce((sum, odd, at) => sum + (rights[at] === true ? odd : 0), 0)
      parts.forEach((part, at) => {
        const off = (odds[at] ?? 0) - (rights[at] === true ? (odds[at] ?? 0) / share : 0)
        part.forEach((value, key) => (slope[key] = (slope[key] ?? 0) + off * value))
      })
    }
    found = found.map((weight, key) => weight - step * ((slope[key] ?? 0) / useful.length + shrink * weight))
  }
  const [words = 1] = found
  return found.map((weight) => weight / words)
}

/** Logistic regression in which both kinds count the same, however many there are. */
function certaintyFit(samples: readonly Judged[], start: readonly number[]): readonly number[] {
  const ours = samples.filter((sample) => sample.ours).length
  let found = [...start]
  for (let round = 0; round < rounds * 10; round++) {
    const slope = found.map(() => 0)
    for (const { evidence, ours: isOurs } of samples) {
      const off = 1 / (1 + Math.exp(-dot(evidence, found))) - (isOurs ? 1 : 0)
      const share = off / (isOurs ? ours : samples.length - ours) / 2
      evidence.forEach((value, key) => (slope[key] = (slope[key] ?? 0) + share * value))
    }
    found = found.map((weight, key) => weight - (slope[key] ?? 0) - shrink * weight)
  }
  return found
}

function softmax(scores: readonly number[]): readonly number[] {
  const highest = Math.max(...scores)
  const powers = scores.map((score) => Math.exp(score - highest))
  const sum = powers.reduce((total, power) => total + power, 0)
  return powers.map((power) => power / sum)
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0)
}

function right(rankings: readonly Ranking[], found: readonly number[]): number {
  return rankings.filter(({ parts, right: rights }) => {
    const scores = parts.map((part) => dot(part, found))
    return rights[scores.indexOf(Math.max(...scores))] === true
  }).length
}

function shownFit(names: readonly string[], present: readonly number[], fitted: readonly number[]): string {
  const rows = names.map((name, at) => [name, (present[at] ?? 0).toFixed(2), (fitted[at] ?? 0).toFixed(2)])
  return table(['weight', 'present', 'fitted'], rows)
}
