import { Converter, Locale } from 'opencc-js/t2cn'
import { withDigits } from './numerals.js'

/** Not `twp`: its phrase table turns 呼叫中心 into 调用中心. */
const converted = Converter({ from: 't', to: 'cn' })

/** The characters that the converter changes, alone or in some word. */
const changing = new RegExp(`[${changed(Locale.to.cn.flat().join('|'))}]`, 'u')

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

/** Most of what is taught holds nothing but these, in which there is nothing invisible, no space and no capital. */
const usual = /^[\u4e00-\u9fffa-z\d，。？！、：；（）“”?,.!:;()%+/-]*$/

/** What people typed, in the one form that cards and questions are compared in. */
export function normalise(text: string): string {
  if (usual.test(text)) return withDigits(simplified(text.normalize('NFKC')))
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
