import { expect, test } from 'vitest'
import { confirmingWord } from '../../src/chat/say/confirm.js'
import { answer } from '../../src/knowledge/answer.js'
import { withConfirmation } from '../../src/knowledge/confirm.js'
import type { EntrySource } from '../../src/knowledge/entry.js'
import { questionOf } from '../../src/knowledge/words/question.js'
import { shipped, shippedEntries } from './shipped.js'
import { day } from './small.js'

type Stance = NonNullable<EntrySource['confirms']>[number]

/** How people put a thing to an entry, and the word each waits for where the entry takes that stance. */
const asked: Readonly<Record<Stance['is'], Readonly<Record<string, string>>>> = {
  needed: {
    '必须□对吗': '对',
    '□是必须的，是吧？': '是',
    '不用□吧': '不对',
    '不□也行吧': '不对',
    '没有□可以吗': '不行',
    '是不是要□': '是',
    '要不要□': '要',
    '还要□吗': '要',
  },
  'not-needed': {
    '必须□对吗': '不对',
    '□是必须的，是吧？': '不是',
    '不用□吧': '对',
    '没有规定必须□吧': '对',
    '不□也行吧': '对',
    '没有□可以吗': '可以',
    '不□不行对吧': '不对',
    '是不是要□': '不是',
    '要不要□': '不用',
    '要□才给批吗': '不用',
    '不用□？': '对',
  },
  allowed: { '可以□吧': '对', '不能□吧': '不对', '能不能□': '可以', '□没问题吧': '对' },
  'not-allowed': { '可以□吧': '不对', '不能□吧': '对', '能不能□': '不能', '□没关系吧': '不对' },
  'not-forbidden': { '不能□吧': '不对', '□肯定不行对吧': '不对' },
  so: { '是□对吗': '对', '不是□吧': '不对', '是□吗': '是' },
  'not-so': { '是□对吗': '不对', '不是□吧': '对', '是□吗': '不是' },
}

/** What a stance says nothing to. */
const unasked: Readonly<Record<Stance['is'], readonly string[]>> = {
  needed: [
    '□非必须吧',
    '没有□不会违规吧',
    '要□1个月对吧',
    '可以□吗',
    '□多少钱',
    '为什么要□',
    '不用□但是要登记对吧',
  ],
  'not-needed': [
    '□非必须吧',
    '不□不会违法吧',
    '可以□吗',
    '□多少钱',
    '为什么不用□',
    '外资必须□对吗',
    '不是不用□吗',
  ],
  allowed: ['只能□吗', '要□吗', '□多少钱', '怎么□'],
  'not-allowed': ['要□吗', '□多少钱', '怎么□'],
  'not-forbidden': ['可以□吧', '□行吗', '不能□吗'],
  so: ['会□吗', '不早于□吧', '□多对吗', '最多是□对吗', '□多少钱', '要不要□', '可以□吗'],
  'not-so': ['会□吗', '□多对吗', '最多是□对吗', '□多少钱', '要不要□', '可以□吗'],
}

const stances = shippedEntries.flatMap((entry) =>
  (entry.confirms ?? []).map((stance) => ({ id: entry.id, is: stance.is, entry, stance })),
)

/** The word before the verdict, or nothing. */
function word(asks: string, entry: EntrySource): string | undefined {
  const question = questionOf(asks, shipped.lexicon, shipped.index.knows)
  const answer = withConfirmation({ kind: 'found', entry, related: [] }, question)
  return answer.kind === 'found' && answer.confirmed ? confirmingWord(answer.confirmed) : undefined
}

const filledIn = (pattern: string, name: string): string => pattern.replace('□', name.replaceAll('#', '7'))

test.each(stances)('$id, $is: each of its names is confirmed as it is asked', ({ entry, stance }) => {
  for (const name of stance.names)
    for (const [pattern, expected] of Object.entries(asked[stance.is]))
      expect(word(filledIn(pattern, name), entry), filledIn(pattern, name)).toBe(expected)
})

test.each(stances)('$id, $is: other questions hear the verdict alone', ({ entry, stance }) => {
  const alone = { ...entry, confirms: [stance] }
  // A name with a 要 or 是 of its own says something by itself.
  const names = stance.names.filter((name) => !/^[要是得]/.test(name))
  for (const name of names)
    for (const pattern of unasked[stance.is])
      expect(word(filledIn(pattern, name), alone), filledIn(pattern, name)).toBeUndefined()
})

test.each([
  ['being late is no denial', '续期提前60天不晚吧'],
  ['so in other words', '续期提前90天就晚了对吗'],
  ['of what is due every year', '年报1季度交不晚吧'],
  ['非 is no 非得', '实缴非必须吧'],
  ['a denial of what is unlawful', '不实缴不会违法吧'],
  ['again', '员工没有证书不会违规吧'],
  ['a denial of another word than the number', '3个月不交社保可以吗'],
  ['or than the place', '在北京不给员工交社保可以吗'],
  ['or than the count', '1个人不交社保可以吗'],
  ['only is more than may', '注册资本只能认缴吧'],
  ['a limit is no forecast', '审批会在30天内出结果吗'],
  ['five years and more', '有效期5年多对吗'],
  ['unlawful is not disallowed', '没证经营违法吗'],
  ['to go there in person', '全国证要去工信部办吗'],
])('%s, so nothing is confirmed: %s', (_, asks) => {
  const given = answer(asks, shipped, { asOf: day('2026-11-21') })
  expect(given.kind === 'found' ? given.confirmed : undefined).toBeUndefined()
})

test('both ways of asking are tried of every stance that is taken', () => {
  expect(stances.length).toBeGreaterThanOrEqual(45)
  expect(new Set(stances.map(({ is }) => is)).size).toBe(Object.keys(asked).length)
})
