import type { Answer, Explained } from '../../knowledge/answer-kinds.js'
import { partNames, type Parts } from '../../knowledge/search/rank.js'
import type { Hit } from '../../knowledge/search/search.js'
import type { TermScore } from '../../knowledge/search/term-scores.js'
import type { Block, Reply } from '../../reply/reply.js'
import { judgedText } from './judge.js'
import { said } from './trouble.js'

const mostHits = 5
const mostTerms = 6

/** How a question was read, what it found, and each number that speaks for it: for operators and editors. */
export function hitReply({ question, answer, hits, certainty }: Explained): Reply {
  const { text, subjects, aspects, strange } = question
  return {
    blocks: [
      {
        kind: 'facts',
        rows: [
          { label: '读成', value: [text] },
          { label: '主题', value: [words(subjects)] },
          { label: '问法', value: [words(aspects)] },
          { label: '不认识', value: [words(strange)] },
          { label: '结果', value: [`${outcomeNames[answer.kind]}，把握 ${shown(certainty)}`] },
          ...answeredRows(answer),
        ],
      },
      candidates(hits.slice(0, mostHits)),
    ],
  }
}

export const hitUsageReply = (): Reply =>
  said('在命令后面写上要查的那句话，例如：/hit 录音存多久，或：命中 录音存多久。')

const outcomeNames: Readonly<Record<Answer['kind'], string>> = {
  found: '直接回答',
  ambiguous: '反问',
  unknown: '不知道',
  'out-of-scope': '不在范围内',
  refused: '拒绝',
}

type FactRow = Extract<Block, { kind: 'facts' }>['rows'][number]

/** A number or a rule can choose another entry than the first that was found. */
function answeredRows(answer: Answer): readonly FactRow[] {
  if (answer.kind !== 'found') return []
  const { entry, judgement } = answer
  const judged = judgement === undefined ? [] : [{ label: '判断', value: [judgedText(judgement)] }]
  return [{ label: '答的是', value: [`${entry.id} ${entry.title}`] }, ...judged]
}

const words = (all: readonly string[]): string => (all.length === 0 ? '无' : all.join(' '))

function candidates(hits: readonly Hit[]): Block {
  if (hits.length === 0)
    return { kind: 'paragraph', text: ['没有候选：没有搜索就按规则答了，或什么都没找到。'] }
  return { kind: 'list', ordered: true, items: hits.map((hit) => [hitText(hit)]) }
}

function hitText(hit: Hit): string {
  const { card, score, terms = [] } = hit
  const parts = partNames.map((name) => `${partTexts[name]} ${shown(hit[name])}`)
  const first = `${card.is.id} ${card.title}：总分 ${shown(score)}（${parts.join('，')}）`
  return terms.length === 0 ? first : `${first}；${termsText(terms)}`
}

const partTexts: Readonly<Record<keyof Parts, string>> = {
  words: '词',
  subjects: '主题',
  aspects: '问法',
  askedElse: '问法不合',
  written: '原词',
  coverage: '覆盖',
  like: '像问过的',
  alike: '次像',
  sounds: '听着像',
  verbatim: '原话',
  topic: '话题',
}

const fieldTexts: Readonly<Record<TermScore['field'], string>> = {
  title: '标题',
  alias: '别名',
  text: '正文',
  concept: '主题和问法',
}

function termsText(terms: readonly TermScore[]): string {
  return terms
    .slice(0, mostTerms)
    .map(({ term, field, score }) => `${fieldTexts[field]}“${term}”${shown(score)}`)
    .join('，')
}

const shown = (value: number): string => String(Math.round(value * 1000) / 1000)
