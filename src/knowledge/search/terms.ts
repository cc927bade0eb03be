const bytes = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/** Each Han character as four ASCII letters: MiniSearch's radix tree is slow on CJK, scores are the same (measured twice as fast). */
const ascii = (code: number): string => `${bytes[code >> 8] ?? ''}${bytes[code & 0xff] ?? ''}`

/** The terms of a normalised text: single Han characters and pairs of them, whole Latin words, numbers. */
export function termsOf(text: string): readonly string[] {
  const terms: string[] = []
  eachRun(text, (from, to, isHan) => {
    if (isHan) addHanTerms(text, from, to, terms)
    else terms.push(`_${text.slice(from, to)}`)
  })
  return terms
}

function addHanTerms(text: string, from: number, to: number, terms: string[]): void {
  let before = ''
  for (let at = from; at < to; at++) {
    const character = ascii(text.charCodeAt(at))
    terms.push(character)
    if (before !== '') terms.push(before + character)
    before = character
  }
}

export const isPair = (term: string): boolean => !term.startsWith('_') && term.length === 8

export const isSingle = (term: string): boolean => !term.startsWith('_') && term.length === 4

/** A filler counts little wherever it stands, alone or as half of a pair. */
export function fillerTerms(fillers: Iterable<string>): ReadonlySet<string> {
  return new Set([...fillers].flatMap((filler) => termsOf(filler)))
}

/**
 * The runs of a normalised text that say something: of Han characters, of Latin letters, and numbers. By character codes
 * and without cutting anything out: every text of the base is read by it, and an expression takes several times as long.
 */
export function eachRun(text: string, visit: (from: number, to: number, isHan: boolean) => void): void {
  for (let from = 0; from < text.length;) {
    const to = endOfRun(text, from)
    if (to > from) visit(from, to, isHanCode(text.charCodeAt(from)))
    from = Math.max(to, from + 1)
  }
}

function endOfRun(text: string, from: number): number {
  const code = text.charCodeAt(from)
  if (isHanCode(code)) return endOf(isHanCode, text, from)
  if (isLetter(code)) return endOf(isLetter, text, from)
  const to = endOf(isDigit, text, from)
  if (to === from || to + 1 >= text.length || text.charCodeAt(to) !== codes.point) return to
  return isDigit(text.charCodeAt(to + 1)) ? endOf(isDigit, text, to + 1) : to
}

function endOf(belongs: (code: number) => boolean, text: string, from: number): number {
  let to = from
  while (to < text.length && belongs(text.charCodeAt(to))) to++
  return to
}

const codes = { zero: 0x30, nine: 0x39, a: 0x61, z: 0x7a, point: 0x2e }

/** Of the first plane; the few beyond it stand in no text of ours, and break a run like any other sign. */
const isHanCode = (code: number): boolean =>
  (code >= 0x3400 && code <= 0x9fff) ||
  (code >= 0xf900 && code <= 0xfaff) ||
  code === 0x3005 ||
  code === 0x3007

const isLetter = (code: number): boolean => code >= codes.a && code <= codes.z

const isDigit = (code: number): boolean => code >= codes.zero && code <= codes.nine

/** Whether a character is part of a run. */
export const isSaid = (code: number): boolean => isHanCode(code) || isLetter(code) || isDigit(code)

export const isHanPair = (text: string): boolean =>
  text.length === 2 && isHanCode(text.charCodeAt(0)) && isHanCode(text.charCodeAt(1))
