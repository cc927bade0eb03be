import { Converter } from 'opencc-js/t2cn'
import { withDigits } from './numerals.js'

/** Not `twp`: its phrase table turns 呼叫中心 into 调用中心. */
const simplified = Converter({ from: 't', to: 'cn' })

// Zero-width, bidirectional and other invisible characters: they would split words that look whole.
const invisible = /[\p{Cf}\u034F\u115F\u1160\u3164]|[^\P{Cc}\n\t]/gu

/** What people typed, in the one form that cards and questions are compared in. */
export function normalise(text: string): string {
  const visible = text.normalize('NFKC').replace(invisible, '')
  return withDigits(simplified(visible.toLowerCase())).replace(/\s+/g, ' ').trim()
}

/** Whether a text holds a character that plain simplified Chinese writes differently. */
export function traditionalIn(text: string): string | undefined {
  return [...text].find((character) => simplified(character) !== character)
}

export const han = /\p{Script=Han}/u
