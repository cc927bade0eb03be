import type { CivilDate } from '../values/civil-date.js'
import type { EntryId, SourceId } from '../values/ids.js'
import type { Contents } from './files.js'
import type { EntrySource as Entry, GoldenQuestion, Scope, Source } from './entry.js'
import { figuresOf, filled, type Figures } from './figures.js'
import { gatesOf, type Gates } from './gates.js'
import { lexiconOf, type Lexicon } from './lexicon.js'
import type { Card } from './card.js'
import { searchIndex, type SearchIndex } from './search.js'

/** All that the bot knows, checked as a whole and ready to be asked. It never changes: an edit makes a new one. */
export interface Knowledge {
  /** Names this very content; every answer carries it. */
  readonly version: string
  readonly entries: ReadonlyMap<EntryId, Entry>
  readonly sources: ReadonlyMap<SourceId, Source>
  readonly figures: Figures
  readonly scope: Scope
  readonly golden: readonly GoldenQuestion[]
  readonly lexicon: Lexicon
  readonly gates: Gates
  readonly index: SearchIndex
  /** What to offer someone who has asked nothing yet. */
  readonly starters: readonly Entry[]
}

/** Knowledge from contents that were checked before: nothing is checked again. */
export function knowledgeOf(contents: Contents, version: string, today: CivilDate): Knowledge {
  const { scope } = contents
  const entries = new Map(contents.entries.map((entry) => [entry.id, entry]))
  const figures = figuresOf(contents.figures.figures)
  const cards = [
    ...contents.entries.map((entry) => entryCard(entry, figures, today)),
    ...scope.notCovered.map(notCoveredCard),
  ]
  const aliases = contents.entries.flatMap((entry) => entry.aliases)
  const lexicon = lexiconOf(contents.words, aliases)
  return {
    version,
    entries,
    sources: new Map(contents.sources.sources.map((source) => [source.id, source])),
    figures,
    scope,
    golden: contents.questions.questions,
    lexicon,
    gates: gatesOf(scope),
    index: searchIndex(cards, lexicon),
    starters: scope.starters.flatMap((id) => entries.get(id) ?? []),
  }
}

function entryCard(entry: Entry, figures: Figures, today: CivilDate): Card {
  const claims = (entry.claims ?? []).map((claim) => claim.says)
  const text = [entry.verdict, entry.says, ...claims].join('\n')
  return {
    is: { kind: 'entry', id: entry.id },
    title: entry.title,
    text: filled(text, figures, today),
    aliases: entry.aliases,
    subjects: entry.concepts,
    aspects: entry.aspects,
  }
}

/** Found by its title and aliases only: what it says is about where else to ask. */
function notCoveredCard(card: Scope['notCovered'][number]): Card {
  return {
    is: { kind: 'not-covered', id: card.id },
    title: card.title,
    text: '',
    aliases: card.aliases,
    subjects: card.concepts,
    aspects: card.aspects,
  }
}
