import type { Answer } from '../../knowledge/answer-kinds.js'
import type { Flow } from '../../interview/flow/flow.js'
import type { Flows } from '../../interview/flow/flows.js'
import type { EntrySource as Entry, Ruling } from '../../knowledge/entry.js'
import { filled, inForce } from '../../knowledge/figures.js'
import type { JudgedValue } from '../../knowledge/judge/judge.js'
import type { Knowledge } from '../../knowledge/knowledge.js'
import { isSecondHand, isTradeOnly } from '../../knowledge/standing.js'
import type { Block, Button, CitedSource, Reply, ShownEntry } from '../../reply/reply.js'
import type { CivilDate } from '../../values/civil-date.js'
import type { EventId } from '../../values/ids.js'
import { confirmingWord } from './confirm.js'
import { foreignSumText, judgedComparison, judgedVerdict } from './judge.js'

/** Where and when something is said. `rates` is the answer that 有用 / 没用 will be stored under. */
export interface Saying {
  readonly knowledge: Knowledge
  readonly asOf: CivilDate
  readonly rates?: EventId
  readonly rated?: boolean
  /** The interviews to which an answer may lead. */
  readonly flows?: Flows
  /** Questions of the same message that are not answered in it. */
  readonly left?: number
}

/** What a person reads: the verdict, then why, then what articles say differently, then the source. */
export function answersReply(answers: readonly [Answer, ...Answer[]], saying: Saying): Reply {
  const [first, ...others] = answers
  if (others.length === 0) return answerReply(first, saying)
  const found = answers.flatMap((answer) => (answer.kind === 'found' ? [answer] : []))
  const entries = found.map(({ entry }) => entry)
  const last: readonly Block[] = [...leftNote(saying), { kind: 'citations', of: cited(entries, saying) }]
  const shown = (answer: FoundAnswer): readonly Block[] =>
    found.length > shownWhole && answer.judgement !== undefined
      ? judgedBlocks(answer.entry, answer.judgement, saying)
      : foundBlocks(answer, saying)
  const blocks = found.flatMap((answer, at) => numbered(shown(answer), at + 1))
  return { blocks: [...blocks, ...last], buttons: [...entryRows(entries, saying), ...ratingRow(saying)] }
}

/** Of more judged values than this only the verdicts are told; their entries are a press away. */
const shownWhole = 2

function leftNote({ left = 0 }: Saying): readonly Block[] {
  return left > 0 ? [note(`还有${left}个问题没有答，请分开再问。`)] : []
}

function answerReply(answer: Answer, saying: Saying): Reply {
  switch (answer.kind) {
    case 'found':
      return foundReply(answer, saying)
    case 'ambiguous':
      return { blocks: [paragraph('你想问的是哪一个？')], buttons: entryRows(answer.choices, saying) }
    case 'unknown':
      return {
        blocks: [paragraph(unknownTexts[answer.why])],
        buttons: entryRows(answer.nearest, saying),
      }
    case 'out-of-scope':
      return {
        blocks: [paragraph(figured(answer.says, saying)), paragraph('这些我能答：')],
        buttons: entryRows(answer.nearest, saying),
      }
    case 'refused':
      return refusal(answer.card, saying)
  }
}

const unknownTexts: Readonly<Record<Extract<Answer, { kind: 'unknown' }>['why'], string>> = {
  'no-match': '这个我不知道：资料里没有把握的答案，不想猜。可以换个说法，或看看这些：',
  'not-then': '那一天的规定我没有资料，不能拿现在的数字来答。可以问发证机关，或看看这些：',
  empty: '没有看到问题。直接打字问就行，例如：',
}

/** One entry as an answer, with what to press next. */
export function entryReply(entry: Entry, saying: Saying, related: readonly Entry[] = []): Reply {
  return foundReply({ kind: 'found', entry, related }, saying)
}

type FoundAnswer = Extract<Answer, { kind: 'found' }>

function foundReply(answer: FoundAnswer, saying: Saying): Reply {
  const { entry, related, judgement, confirmed, foreignSum, meaning } = answer
  const others = [...new Set([...related, ...nextOf(entry, saying)])].filter(({ id }) => id !== entry.id)
  return {
    blocks: [
      ...foundBlocks(answer, saying),
      ...leftNote(saying),
      { kind: 'citations', of: cited([entry], saying) },
    ],
    buttons: [
      ...checkRow(entry, saying),
      ...moreRow(entry),
      ...entryRows(others, saying),
      ...inviteRow(entry, saying),
      // A rated card is made anew from its entry alone: what answers the very question would be lost, so it stays as it is.
      ...ratingRow(
        saying,
        [judgement, confirmed, foreignSum, meaning].every((said) => said === undefined)
          ? { entry: entry.id, related: related.map(({ id }) => id) }
          : undefined,
      ),
    ],
  }
}

/** Who asks what an interview finds out is shown it before all else. */
const checkRow = ({ id }: Entry, saying: Saying): readonly (readonly Button[])[] =>
  openingRow(({ entry }) => entry === id, saying)

/** Of what an interview asks about, or of what leads on to one, the interview. */
const inviteRow = ({ id, next }: Entry, saying: Saying): readonly (readonly Button[])[] =>
  openingRow(
    ({ entry: its, requirements }) =>
      requirements.some(({ entry }) => entry === id) || next.some(({ ask }) => ask === its),
    saying,
  )

function openingRow(isMeant: (flow: Flow) => boolean, { flows }: Saying): readonly (readonly Button[])[] {
  const flow = [...(flows?.all.values() ?? [])].find(isMeant)
  return flow === undefined
    ? []
    : [[{ label: flow.invite, press: { kind: 'interview-open', flow: flow.id } }]]
}

/** An interview that it leads on to is offered by its own name, where there are interviews. */
function nextOf({ next }: Entry, { knowledge, flows }: Saying): readonly Entry[] {
  const interviews = [...(flows?.all.values() ?? [])].map(({ entry }) => entry)
  return next.flatMap(({ ask }) => (interviews.includes(ask) ? [] : (knowledge.entries.get(ask) ?? [])))
}

/** The answer to a judged value begins with its verdict and both values, in the place of the entry's own verdict. */
function foundBlocks(
  { entry, judgement, confirmed, foreignSum, meaning }: FoundAnswer,
  saying: Saying,
): readonly Block[] {
  const blocks = entryBlocks(entry, saying)
  if (meaning !== undefined)
    return [{ kind: 'paragraph', text: [{ bold: figured(meaning, saying) }] }, ...blocks]
  if (confirmed !== undefined) {
    const verdict = `${confirmingWord(confirmed)}，${figured(entry.verdict, saying)}`
    return [{ kind: 'paragraph', text: [{ bold: verdict }] }, ...blocks.slice(1)]
  }
  if (foreignSum !== undefined)
    return [{ kind: 'paragraph', text: [{ bold: foreignSumText(foreignSum) }] }, ...blocks]
  return judgement === undefined ? blocks : [...judgedBlocks(entry, judgement, saying), ...blocks.slice(1)]
}

function judgedBlocks(entry: Entry, judgement: JudgedValue, saying: Saying): readonly Block[] {
  return [
    { kind: 'paragraph', text: [{ bold: judgedVerdict(judgement) }] },
    paragraph(judgedComparison(judgement, { ...saying, entry })),
  ]
}

/** The details behind 更多, with what to press next; `rating` are the buttons by which their answer is rated. */
export function moreReply(entry: Entry, saying: Saying, rating: readonly Button[] = []): Reply {
  return {
    title: entry.title,
    blocks: [
      paragraph(figured(entry.more ?? entry.says, saying)),
      ...caveats(entry, saying).map(note),
      ...overdue(entry, saying),
      { kind: 'citations', of: cited([entry], saying) },
    ],
    buttons: [...entryRows(nextOf(entry, saying), saying), ...(rating.length > 0 ? [rating] : [])],
  }
}

function figured(text: string, { knowledge, asOf }: Saying): string {
  return filled(text, knowledge.figures, asOf).trim()
}

function entryBlocks(entry: Entry, saying: Saying): readonly Block[] {
  const fill = (text: string): string => figured(text, saying)
  return [
    { kind: 'paragraph', text: [{ bold: fill(entry.verdict) }] },
    paragraph(`${secondHandLead(entry, saying)}${fill(entry.says)}`),
    ...(entry.claims ?? []).map(({ says, ruling }) =>
      note(`有文章称：${ended(fill(says))}${rulingTexts[ruling]}`),
    ),
    ...caveats(entry, saying).map(note),
    ...overdue(entry, saying),
  ]
}

/** Stands right after the verdict: yes or no is read first, and nothing of the reason without it. */
function secondHandLead(entry: Entry, { knowledge }: Saying): string {
  return isSecondHand(entry, knowledge.sources) ? '我查到的转述是：' : ''
}

const rulingTexts: Readonly<Record<Ruling, string>> = {
  contradicted: '这与法规不符。',
  practice: '法规没有这样写，属代办口径。',
  unverified: '文章没有给出处，我没能核实。',
}

const ended = (text: string): string => (/[。！？]”?$/.test(text) ? text : `${text}。`)

/** What a reader must know before relying on an entry: weak evidence, no law behind it. */
function caveats(entry: Entry, { knowledge }: Saying): readonly string[] {
  if (isTradeOnly(entry, knowledge.sources)) return ['这只是行业文章的说法，我没有找到法规依据。']
  return isSecondHand(entry, knowledge.sources) ? ['没有读到原文，请以发证机关答复为准。'] : []
}

/** The day it is due itself is still good. */
function overdue({ reviewBy }: Entry, { asOf }: Saying): readonly Block[] {
  const text = '这条资料过了核对日期，用之前请向发证机关确认。'
  return reviewBy < asOf ? [{ kind: 'note', tone: 'warning', text: [text] }] : []
}

function numbered(blocks: readonly Block[], number: number): readonly Block[] {
  const [first, ...rest] = blocks
  if (first?.kind !== 'paragraph') return blocks
  return [{ kind: 'paragraph', text: [`${number}. `, ...first.text] }, ...rest]
}

/** The sources of entries, each once. */
export function cited(
  entries: readonly Entry[],
  { knowledge }: Pick<Saying, 'knowledge'>,
): readonly CitedSource[] {
  const all = entries.flatMap(({ citations }) =>
    citations.flatMap((citation) => citedSource(citation, knowledge)),
  )
  return all.filter((one, at) => all.findIndex((other) => sameCitation(one, other)) === at)
}

function sameCitation(a: CitedSource, b: CitedSource): boolean {
  return a.source === b.source && a.article === b.article
}

function citedSource(citation: Entry['citations'][number], knowledge: Knowledge): readonly CitedSource[] {
  const source = knowledge.sources.get(citation.source)
  if (source === undefined) return []
  const { name, authority, url } = source
  return [
    {
      source: citation.source,
      name,
      authority,
      evidence: citation.evidence,
      checkedOn: citation.checked,
      ...(citation.article !== undefined && { article: citation.article }),
      ...(url !== undefined && { url }),
    },
  ]
}

function refusal(card: Extract<Answer, { kind: 'refused' }>['card'], saying: Saying): Reply {
  const { entries, starters } = saying.knowledge
  const says = paragraph(figured(card.says, saying))
  if (!('verdict' in card)) return { blocks: [says], buttons: entryRows(starters, saying) }
  const next = card.next?.flatMap((id) => entries.get(id) ?? [])
  const sources = card.citations.flatMap((citation) => citedSource(citation, saying.knowledge))
  const citations: readonly Block[] = sources.length > 0 ? [{ kind: 'citations', of: sources }] : []
  return {
    blocks: [{ kind: 'paragraph', text: [{ bold: figured(card.verdict, saying) }] }, says, ...citations],
    buttons: entryRows(next ?? starters, saying),
  }
}

/** Buttons to at most three entries, none of which is withheld that day. */
function entryRows(entries: readonly Entry[], { asOf }: Saying): readonly (readonly Button[])[] {
  return entries
    .filter((entry) => inForce(entry, asOf))
    .slice(0, 3)
    .map((entry) => [{ label: entry.title, press: { kind: 'ask', entry: entry.id } }])
}

function moreRow({ more, id }: Entry): readonly (readonly Button[])[] {
  return more === undefined ? [] : [[{ label: '更多', press: { kind: 'more', entry: id } }]]
}

function ratingRow({ rates, rated }: Saying, shown?: ShownEntry): readonly (readonly Button[])[] {
  if (rates === undefined) return []
  const button = (useful: boolean, label: string): Button => ({
    label: rated === useful ? `✓ ${label}` : label,
    press: { kind: 'rate', answer: rates, useful, ...(shown !== undefined && { shown }) },
  })
  return [[button(true, '有用'), button(false, '没用')]]
}

const paragraph = (text: string): Block => ({ kind: 'paragraph', text: [text] })
const note = (text: string): Block => ({ kind: 'note', tone: 'info', text: [text] })
