import { beforeEach, describe, expect, test } from 'vitest'
import { loadContent } from '../../src/app/read-files.js'
import { smallDirs } from '../app/knowledge-folder.js'
import { today } from '../knowledge/small.js'
import { room, type Came, type Room } from './room.js'
import { talkingIn, textOf } from './talking.js'

/** What somebody did not know when the interview ended, and says later. */

const loaded = await loadContent({ knowledge: smallDirs.KNOWLEDGE_DIR, flows: smallDirs.FLOWS_DIR }, today)
if (!loaded.ok) throw new Error('the small base does not pass')
const small = loaded.content

let here: Room
const { says } = talkingIn(() => here)
const asksBack = '上次面谈没答的'

beforeEach(() => {
  here = room(small.knowledge, undefined, { flows: small.flows })
  here.set({ alone: 'writes' })
})

/** How many provinces, and how much capital. */
function ended(coverage: string, capital: string): Came {
  says('/selftest 注册资本够不够')
  says(coverage)
  return says(capital)
}

describe('of two that were left open', () => {
  beforeEach(() => {
    ended('不知道', '不知道')
  })

  test('an amount is that which is counted so', () => {
    expect(textOf(says('注册资本是100万元'))).toMatch(
      /上次面谈没答的“注册资本是多少？”——我记成：100万元，对吗？/,
    )
    expect(textOf(says('对'))).toContain('改动影响')
  })

  test.each(['有4名技术人员', '注册资本是100万元吗', '有100万元，4个人', '不知道'])(
    '%s is none of them',
    (text) => {
      expect(textOf(says(text))).not.toContain(asksBack)
    },
  )
})

describe('of one that was left open', () => {
  test('an option is it, too', () => {
    ended('不知道', '100万元')
    expect(textOf(says('一个省'))).toContain('上次面谈没答的“在几个省做？”')
  })

  test('still not to know is no answer', () => {
    ended('全国', '不知道')
    expect(textOf(says('不清楚'))).not.toContain(asksBack)
  })

  test('is not meant while another question is on the screen', () => {
    ended('全国', '不知道')
    says('/review')
    says('改第1题')
    expect(textOf(says('100万元'))).not.toContain(asksBack)
  })
})

test('nothing was left open where everything was answered', () => {
  ended('全国', '100万元')
  expect(textOf(says('注册资本是200万元'))).not.toContain(asksBack)
})
