import { create, insertMultiple, search as oramaSearch } from '@orama/orama'
import { DatabaseSync } from '@photostructure/sqlite'
import flexsearch from 'flexsearch'
import MiniSearch from 'minisearch'
import { middleMs } from './middle-ms.js'

/** A card as every engine gets it: what a reader would see, without any of our own reading. */
export interface Passage {
  readonly title: string
  readonly alias: string
  readonly text: string
}

/** Another engine over the same cards: the places of those that it finds, best first. It answers whatever it finds. */
export interface Rival {
  readonly name: string
  readonly indexMs: number
  find(question: string): readonly number[]
}

const most = 10

/** Built one after another, each timed. */
export function rivalsOver(passages: readonly Passage[]): readonly Rival[] {
  return [
    timed('MiniSearch default', () => miniSearch(passages)),
    timed('MiniSearch bigrams', () => miniSearch(passages, bigrams)),
    timed('FlexSearch CJK', () => flexSearch(passages)),
    timed('SQLite FTS5 trigram', () => sqliteTrigram(passages)),
    timed('Orama mandarin', () => orama(passages)),
  ]
}

type Find = Rival['find']

function timed(name: string, make: () => Find): Rival {
  return { name, indexMs: middleMs(make), find: make() }
}

function miniSearch(passages: readonly Passage[], tokenize?: (text: string) => string[]): Find {
  const engine = new MiniSearch<Passage & { readonly id: number }>({
    fields: ['title', 'alias', 'text'],
    ...(tokenize && { tokenize }),
  })
  engine.addAll(passages.map((passage, id) => ({ id, ...passage })))
  return (question) =>
    engine
      .search(question)
      .slice(0, most)
      .map(({ id }) => Number(id))
}

function bigrams(text: string): string[] {
  const characters = [...text.toLowerCase().replace(/\s+/g, '')]
  return characters.slice(1).map((character, at) => (characters[at] ?? '') + character)
}

/** `suggest`: without it FlexSearch wants every character of the question. */
function flexSearch(passages: readonly Passage[]): Find {
  const index = new flexsearch.Index({ encoder: flexsearch.Charset.CJK, tokenize: 'forward' })
  passages.forEach((passage, at) => index.add(at, whole(passage)))
  return (question) => index.search(question, { limit: most, suggest: true }).map(Number)
}

/** Any three characters of the question may match; shorter ones find nothing, as is this tokenizer's way. */
function sqliteTrigram(passages: readonly Passage[]): Find {
  const database = new DatabaseSync(':memory:')
  database.exec("create virtual table cards using fts5(title, alias, text, tokenize='trigram')")
  const insert = database.prepare('insert into cards (rowid, title, alias, text) values (?, ?, ?, ?)')
  database.exec('begin')
  passages.forEach(({ title, alias, text }, at) => insert.run(at + 1, title, alias, text))
  database.exec('commit')
  const find = database.prepare('select rowid from cards where cards match ? order by rank limit ?')
  return (question) => {
    const grams = trigrams(question)
    return grams.length === 0 ? [] : find.all(grams.join(' OR '), most).flatMap((found) => rowIdOf(found) - 1)
  }
}

function rowIdOf(row: unknown): number {
  return typeof row === 'object' && row !== null && 'rowid' in row ? Number(row.rowid) : 0
}

function trigrams(text: string): readonly string[] {
  const characters = [...text.toLowerCase().replace(/[\s"]+/g, '')]
  const grams = characters.slice(2).map((_, at) => characters.slice(at, at + 3).join(''))
  return [...new Set(grams)].map((gram) => `"${gram}"`)
}

function orama(passages: readonly Passage[]): Find {
  const database = create({
    schema: { title: 'string', alias: 'string', text: 'string' } as const,
    components: {
      tokenizer: { language: 'mandarin', normalizationCache: new Map(), tokenize: segmented },
    },
  })
  void insertMultiple(
    database,
    passages.map((passage, at) => ({ id: String(at), ...passage })),
  )
  return (question) => {
    const found = oramaSearch(database, { term: question, limit: most, threshold: 1 })
    return 'hits' in found ? found.hits.map(({ id }) => Number(id)) : []
  }
}

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })

/** What @orama/tokenizers does for mandarin. */
function segmented(text: string): string[] {
  return [...segmenter.segment(text.toLowerCase())].flatMap(({ segment, isWordLike }) =>
    isWordLike === true ? [segment] : [],
  )
}

const whole = ({ title, alias, text }: Passage): string => `${title} ${alias} ${text}`
