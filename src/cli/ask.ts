import { answersReply } from '../chat/say/ask.js'
import { hitReply } from '../chat/say/hit.js'
import { answers, explainedAnswer, leftOver } from '../knowledge/answer.js'
import { entriesOf, type Answer, type Explained } from '../knowledge/answer-kinds.js'
import type { Knowledge } from '../knowledge/knowledge.js'
import { partNames } from '../knowledge/search/rank.js'
import type { Hit } from '../knowledge/search/search.js'
import { plainText } from '../reply/plain.js'
import type { Reply } from '../reply/reply.js'
import { civilDate, type CivilDate } from '../values/civil-date.js'
import { complain, print, type Console } from './console.js'
import { linesOf } from './lines.js'
import { settings, soundContent, today } from './settings.js'

export interface AskOptions {
  readonly question: string | undefined
  readonly json: boolean
  readonly asOf: string | undefined
  readonly explain: boolean
}

/** Answers one question, or one a line of standard input, in order. */
export async function ask(console: Console, options: AskOptions): Promise<number> {
  const config = settings(console)
  if (config === undefined) return 1
  const asOf = options.asOf === undefined ? today(config) : civilDate(options.asOf)
  if (asOf === undefined) {
    complain(console, `--as-of 要写成 2026-11-21 这样的日期，现在是“${options.asOf ?? ''}”`)
    return 1
  }
  const content = await soundContent(console, config)
  if (content === undefined) return 1
  const { knowledge } = content
  const say = (question: string): void => {
    print(console, answered(question, knowledge, asOf, options))
  }
  if (options.question !== undefined) say(options.question)
  else await eachLine(console, say)
  return 0
}

/** Another encoding is not guessed: it is said, once, and every line has its answer in order all the same. */
async function eachLine(console: Console, say: (question: string) => void): Promise<void> {
  let line = 0
  let isTold = false
  for await (const question of linesOf(console)) {
    line += 1
    if (!isTold && question.includes('\uFFFD')) {
      complain(console, `标准输入第 ${line} 行不是 UTF-8 文字，这样的字认不出来：请另存为 UTF-8`)
      isTold = true
    }
    say(question)
  }
}

function answered(question: string, knowledge: Knowledge, asOf: CivilDate, options: AskOptions): string {
  const started = performance.now()
  const given = answers(question, knowledge, { asOf })
  const reply = answersReply(given, { knowledge, asOf, left: leftOver(question, given, knowledge) })
  const explained = options.explain
    ? explainedAnswer(question, knowledge, { asOf, withTerms: true })
    : undefined
  if (options.json) {
    const ms = Math.round((performance.now() - started) * 1000) / 1000
    return JSON.stringify({
      ...jsonAnswer(question, given, reply, knowledge),
      ...(explained && { explain: jsonExplained(explained) }),
      ms,
    })
  }
  const said = [plainText(reply), ...offered(given, reply, knowledge)].join('\n')
  const text = options.question === undefined ? said.replaceAll('\n', ' ') : said
  return explained === undefined ? text : `${text}\n\n${plainText(hitReply(explained))}`
}

/** Where there is no answer, the topics that a chat would show as buttons: here nothing can be pressed, but asked. */
function offered(given: readonly Answer[], reply: Reply, knowledge: Knowledge): readonly string[] {
  if (given[0]?.kind === 'found') return []
  return suggestions(reply, knowledge).map(({ title }) => `· ${title}`)
}

/** The shape outsiders rely on; see the README. */
function jsonAnswer(
  question: string,
  given: readonly [Answer, ...Answer[]],
  reply: Reply,
  knowledge: Knowledge,
): object {
  return {
    question,
    kind: given[0].kind,
    text: plainText(reply),
    entries: given.flatMap(entriesOf),
    citations: reply.blocks.flatMap((block) => (block.kind === 'citations' ? block.of : [])).map(citation),
    suggestions: suggestions(reply, knowledge),
    knowledge: knowledge.version,
  }
}

function citation({
  source,
  article,
  authority,
  evidence,
  checkedOn,
}: {
  source: string
  article?: string
  authority: string
  evidence: string
  checkedOn: string
}): object {
  return { source, article: article ?? null, authority, evidence, checkedOn }
}

function suggestions(
  reply: Reply,
  knowledge: Knowledge,
): readonly { readonly id: string; readonly title: string }[] {
  return (reply.buttons ?? []).flat().flatMap(({ press }) => {
    const entry = press.kind === 'ask' ? knowledge.entries.get(press.entry) : undefined
    return entry === undefined ? [] : [{ id: entry.id, title: entry.title }]
  })
}

function jsonExplained({ question, hits, certainty }: Explained): object {
  return {
    read: question.text,
    subjects: question.subjects,
    aspects: question.aspects,
    strange: question.strange,
    certainty: rounded(certainty),
    hits: hits.slice(0, 5).map(jsonHit),
  }
}

function jsonHit({ card, score, terms = [], ...hit }: Hit): object {
  return {
    id: card.is.id,
    score: rounded(score),
    ...Object.fromEntries(partNames.map((name) => [name, rounded(hit[name])])),
    terms: terms.map(({ term, field, score: added }) => ({ term, field, score: rounded(added) })),
  }
}

const rounded = (value: number): number => Math.round(value * 1000) / 1000
