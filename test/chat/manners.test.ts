import { expect, test } from 'vitest'
import { small } from '../knowledge/small.js'
import { room } from './room.js'

/** What a group of colleagues says among itself, with words that the bot knows, numbers and labels of its buttons. */
const chatter = [
  '注册资本要多少',
  '下班吃火锅吗',
  '2',
  '更多',
  '有用',
  '/help',
  '开始',
  '帮我看下这个合同',
  '持证 在吗',
  '录音存多久来着？',
]

test('a thousand lines of chatter in a group get nothing, and each line that calls gets one message', () => {
  const here = room(small)
  here.sit({ group: '群' })
  for (let line = 0; line < 1_000; line += 1) {
    here.sit({ person: `成员${line % 7}` })
    here.move(10_000)
    const text = chatter[line % chatter.length] ?? ''
    const came = here.act({ kind: 'say', text, called: false })
    expect({ text, ...came }).toEqual({
      text,
      replies: [],
      toast: undefined,
      effects: [],
      to: [],
      revisions: [],
    })
    if (line % 10 !== 0) continue
    expect(here.act({ kind: 'say', text: `注册资本要多少${line}`, called: true }).replies).toHaveLength(1)
  }
})

test('however often one question is edited, an edit of another one from before it says nothing new', () => {
  const here = room(small)
  const edit = (text: string, of?: string) => here.act({ kind: 'edit', text, of, called: true })
  here.act({ kind: 'say', text: '注册资本要多少', called: true })
  here.act({ kind: 'say', text: '续期要提前多久', called: true })
  for (let times = 0; times < 60; times += 1) {
    here.move(10_000)
    expect(edit(`续期要提前多久${times}`).revisions).toEqual([times + 2])
  }
  expect(edit('录音要保存多久', '注册资本要多少').replies).toEqual([])
})

test('a sticker or a file gets one short answer when it is for the bot, and none when it is not', () => {
  const here = room(small)
  here.sit({ group: '群' })
  for (const what of ['表情', '语音', '文件', '转发的卡片']) {
    expect(here.act({ kind: 'send', what, called: true }).replies).toHaveLength(1)
    expect(here.act({ kind: 'send', what, called: false }).replies).toEqual([])
  }
})
