import type { Matter, MatterKind } from '../../deadlines/matter.js'
import type { Watched } from '../../deadlines/watch.js'
import { normalise } from '../../knowledge/words/normalise.js'
import { provinces } from './licence-number.js'

/** Those that words name. */
export interface NamedMany {
  readonly found: readonly Watched[]
  /** Whether some of the words name whose they are, as against where or what. */
  readonly byClient: boolean
}

const kindWords: Readonly<Record<string, MatterKind>> = {
  许可证: 'licence',
  证照: 'licence',
  牌照: 'licence',
  证: 'licence',
  申请: 'application',
  变更: 'change',
  公司: 'company',
}

/**
 * What client names, numbers, provinces and kinds pick out: 广东 变更, 甲公司、乙公司. Several words of one sort widen it,
 * another sort narrows it. Undefined where some word names nothing here.
 */
export function namedAmong(words: string, among: readonly Watched[]): NamedMany | undefined {
  const parts = partsOf(words, among)
  if (parts === undefined) return undefined
  const { kinds, places, clients } = parts
  const found = among.filter(
    ({ matter }) =>
      (kinds.length === 0 || kinds.some((word) => matter.kind === kindWords[word])) &&
      (places.length === 0 || places.some((place) => isIn(place, matter))) &&
      (clients.length === 0 || clients.some((client) => isCalled(client, matter))),
  )
  return found.length === 0 ? undefined : { found, byClient: clients.length > 0 }
}

interface Parts {
  readonly kinds: readonly string[]
  readonly places: readonly string[]
  readonly clients: readonly string[]
}

function partsOf(words: string, among: readonly Watched[]): Parts | undefined {
  const pieces = normalise(words)
    .split(/[\s、,，;；和及与跟]+/)
    .map((piece) => piece.replace(/^的|的$/g, ''))
    .filter((piece) => piece !== '')
    .flatMap((piece) => splitNames(piece, among))
  const kinds = pieces.filter((piece) => Object.hasOwn(kindWords, piece))
  const places = pieces.filter((piece) => provinceIn(piece) !== undefined)
  const clients = pieces.filter((piece) => !kinds.includes(piece) && !places.includes(piece))
  const isKnown = (client: string): boolean => among.some(({ matter }) => isCalled(client, matter))
  return clients.every(isKnown) ? { kinds, places, clients } : undefined
}

/** Names that were said without anything between them. */
function splitNames(piece: string, among: readonly Watched[]): readonly string[] {
  if (among.some(({ matter }) => isCalled(piece, matter))) return [piece]
  const names = [...new Set(among.map(({ matter }) => normalise(matter.holder)))]
    .filter((name) => piece.includes(name))
    .sort((a, b) => b.length - a.length)
  const rest = names.reduce((left, name) => left.replace(name, ''), piece)
  return rest === '' ? names : [piece]
}

const provinceIn = (piece: string): string | undefined => {
  const bare = piece.replace(/(?:省|市|自治区)$/, '')
  return provinces.find((province) => province === bare)
}

function isIn(place: string, { province, holder }: Matter): boolean {
  const name = provinceIn(place)
  return name !== undefined && (province === name || holder.includes(name))
}

/** By its holder or its number, or a part of either. */
export function isCalled(name: string, { holder, number = '' }: Matter): boolean {
  return [holder, number].some((one) => one !== '' && normalise(one).includes(name))
}
