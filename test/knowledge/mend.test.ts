import { describe, expect, test } from 'vitest'
import { mended } from '../../src/knowledge/words/mend.js'
import { normalise } from '../../src/knowledge/words/normalise.js'
import { small } from './small.js'

const mend = (text: string): string => mended(normalise(text), small.lexicon, small.index.knows)

describe('what is mended', () => {
  test.each([
    ['社宝要交吗', '社保要交吗'],
    ['通话路音', '通话录音'],
    ['路音存多久', '录音存多久'],
    ['续七提前多久', '续期提前多久'],
    ['场第要多大', '场地要多大'],
    ['zhuce ziben', '注册资本'],
    ['zhuceziben duoshao', '注册资本多少'],
    ['ZHUCE ZIBEN', '注册资本'],
    ['xuqi要什么cailiao', '续期要什么材料'],
    ['呼叫中兴要多少人', '呼叫中心要多少人'],
    ['主册资本要多少', '注册资本要多少'],
    ['续朋提前多久', '续期提前多久'],
    ['续期要什么村料', '续期要什么材料'],
  ])('%s is read as %s', (typed, read) => {
    expect(mend(typed)).toBe(read)
  })
})

describe('what is left alone', () => {
  test.each([
    ['a form written right', '注册资本要多少'],
    ['a word of the base that sounds like a form: 公示 is not 公司', '在哪里公示'],
    ['and 公司 is not 公示', '公司要办吗'],
    ['English', 'license renewal'],
    ['digits between sounds', '录1音'],
    ['a sound across a comma', '路，音'],
    ['a single character', '录'],
    ['nothing', ''],
    ['letters that are no pinyin', 'vpn icp edi'],
    ['a look-alike that makes no word of ours: 朋友', '朋友说'],
    ['and one where a word stands already: 续斯 is none, 斯文 neither', '斯文'],
    ['a word whose only right part stands anywhere: 完了 is not 忘了', '看完了'],
  ])('%s', (_, text) => {
    expect(mend(text)).toBe(normalise(text))
  })
})
