import type { CivilDate } from '../values/civil-date.js'
import type { EntryId, SourceId } from '../values/ids.js'
import { checkAll } from './check.js'
import { contentsOf, readFiles, type Contents } from './files.js'
import type { EntrySource as Entry, GoldenQuestion, Scope, Source } from './entry.js'
import { inFileOrder, type Fault } from './fault.js'
import { figuresOf, filled, type Figures } from './figures.js'
import { gatesOf, type Gates } from './gates.js'
import { lexiconOf, type Lexicon } from './lexicon.js'
import { searchIndex, type Card, type SearchIndex } from './search.js'
import type { TextFile } from './yaml-file.js'

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

export type Loaded =
  | {
      readonly ok: true
      readonly knowledge: Knowledge
      readonly contents: Contents
      readonly notices: readonly Fault[]
    }
  | { readonly ok: false; readonly faults: readonly Fault[] }

/** Knowledge from its files' text, or every fault in them at once. `version` is the content's digest; `today` is for review dates. */
export function knowledgeFrom(files: readonly TextFile[], version: string, today: CivilDate): Loaded {
  const read = readFiles(files)
  if (read.files === undefined) return { ok: false, faults: inFileOrder(read.faults) }
  const contents = contentsOf(read.files)
  const knowledge = knowledgeOf(contents, version, today)
  const { faults, notices } = checkAll(read.files, knowledge, today)
  if (faults.length > 0) return { ok: false, faults: inFileOrder(faults) }
  return { ok: true, knowledge, contents, notices: inFileOrder(notices) }
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
