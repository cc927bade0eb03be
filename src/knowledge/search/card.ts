import type { CardId, ConceptId, EntryId } from '../../values/ids.js'

/** What the index holds: entries, and cards that say "we have nothing on this". */
export interface Card {
  readonly is:
    { readonly kind: 'entry'; readonly id: EntryId } | { readonly kind: 'not-covered'; readonly id: CardId }
  readonly title: string
  readonly text: string
  readonly aliases: readonly string[]
  /** The first is what the card is about, the others what it touches. */
  readonly subjects: readonly ConceptId[]
  readonly aspects: readonly ConceptId[]
  /** Questions that people asked it with. */
  readonly asked: readonly string[]
}
