import { Converter, Locale } from 'opencc-js/t2cn'
import { numerals, withDigits } from './numerals.js'

/** Not `twp`: its phrase table turns 呼叫中心 into 调用中心. */
const converted = Converter({ from: 't', to: 'cn' })

/** The characters that the converter changes, alone or in some word. */
const traditional = changed(Locale.to.cn.flat().join('|'))
const changing = new RegExp(`[${traditional}]`, 'u')

/** Of lines of words and what becomes of them. */
function changed(lines: string): string {
  const characters = lines.split('|').flatMap((line) => {
    const [from = [], to = []] = line.split(' ').map((word) => [...word])
    return from.filter((character, at) => character !== to[at])
  })
  return [...new Set(characters)].join('')
}

/** Few texts hold any of them, and looking is several times as fast as converting. */
const simplified = (text: string): string => (changing.test(text) ? converted(text) : text)

// Zero-width, bidirectional and other invisible characters: they would split words that look whole.
const invisible = /[\p{Cf}\u034F\u115F\u1160\u3164]|[^\P{Cc}\n\t]/gu

/** By character code, 1 for what is written in one way only, but for the width of a sign. */
const plain = plainCodes()

function plainCodes(): Uint8Array {
  const codes = new Uint8Array(0x10000).fill(1, 0x4e00, 0xa000)
  for (const character of 'abcdefghijklmnopqrstuvwxyz，。？！、：；（）“”?,.!:;()%+/-')
    codes[character.charCodeAt(0)] = 1
  for (const character of `${traditional}${numerals}`) codes[character.charCodeAt(0)] = 0
  return codes
}

/** Most of what is taught is: looking its codes up takes a fraction of what expressions do. */
function isPlain(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (plain[text.charCodeAt(at)] !== 1) return false
  return true
}

/** What people typed, in the one form that cards and questions are compared in. */
export function normalise(text: string): string {
  if (isPlain(text)) return text.normalize('NFKC')
  const visible = text.normalize('NFKC').replace(invisible, '')
  return withDigits(simplified(visible.toLowerCase())).replace(/\s+/g, ' ').trim()
}

/** What people typed, in simplified characters and without what cannot be seen; spaces, signs and numerals stay. */
export const simplifiedText = (text: string): string => simplified(text.replace(invisible, ''))

/** Whether a text holds a character that plain simplified Chinese writes differently. */
export function traditionalIn(text: string): string | undefined {
  return [...text].find((character) => simplified(character) !== character)
}

export const han = /\p{Script=Han}/u
