import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { messageIn, type TelegramMessage } from '../../src/channels/telegram/message.js'
import { render } from '../../src/channels/telegram/render.js'
import { plainText } from '../../src/reply/plain.js'
import type { Reply, Span, Text } from '../../src/reply/reply.js'
import { pressToken, sourceId } from '../../src/values/ids.js'
import { civilDate } from '../../src/values/civil-date.js'
import { fakeTelegram, type FakeBot, type FakeChat, type FakeTelegram } from '../fakes/telegram/telegram.js'
import { anyReply } from '../reply/replies.js'
import { running, type Running } from './telegram-parts.js'

const token = pressToken('0123456789abcdefghijklmn')

function rendered(reply: Reply): readonly TelegramMessage[] {
  return render(reply, () => token).map((call) => {
    const message = messageIn(call)
    if (message === undefined) throw new Error('not a message of ours')
    return message
  })
}

const one = (reply: Reply): TelegramMessage | undefined => rendered(reply)[0]
const paragraph = (...text: Text): Reply => ({ blocks: [{ kind: 'paragraph', text }] })

/** What stands out, as `kind:text`. */
const marks = ({ text, entities }: TelegramMessage): readonly string[] =>
  entities.map((mark) => {
    const what = text.slice(mark.offset, mark.offset + mark.length)
    if (mark.type === 'text_link') return `link:${what}=${mark.url}`
    return mark.type === 'bold' ? `bold:${what}` : `mention:${what}=${mark.user.id}`
  })

const checkedOn = civilDate('2026-11-01')
if (checkedOn === undefined) throw new Error('no such day')

const looks: readonly { name: string; reply: Reply; text: string; marks: readonly string[] }[] = [
  {
    name: 'a title and a paragraph with an empty line between',
    reply: { title: '注册资本', ...paragraph('😀 至少 ', { bold: '100 万元' }, '，a<b & *c*') },
    text: '注册资本\n\n😀 至少 100 万元，a<b & *c*',
    marks: ['bold:注册资本', 'bold:100 万元'],
  },
  {
    name: 'lists, numbered and not',
    reply: {
      blocks: [
        { kind: 'list', items: [['甲'], [{ bold: '乙' }]] },
        { kind: 'list', items: [['丙']], ordered: true },
      ],
    },
    text: '· 甲\n· 乙\n\n1. 丙',
    marks: ['bold:乙'],
  },
  {
    name: 'facts, a warning and a note',
    reply: {
      blocks: [
        { kind: 'facts', rows: [{ label: '时限', value: ['60 日'] }] },
        { kind: 'note', tone: 'warning', text: ['已过期'] },
        { kind: 'note', tone: 'info', text: ['供参考'] },
      ],
    },
    text: '时限：60 日\n\n注意：已过期\n\n供参考',
    marks: ['bold:时限', 'bold:注意：'],
  },
  {
    name: 'a source under its name',
    reply: {
      blocks: [
        {
          kind: 'citations',
          of: [
            {
              source: sourceId('x'),
              name: '《办法》',
              article: '第五条',
              authority: 'law',
              evidence: 'A',
              checkedOn,
              url: 'https://example.cn/x',
            },
          ],
        },
      ],
    },
    text: '依据：《办法》第五条（法律法规，读到原文，核对于2026-11-01）',
    marks: ['link:《办法》=https://example.cn/x'],
  },
  {
    name: 'a link, and one that is no web address',
    reply: paragraph({ link: '看这里', url: 'https://example.cn/' }, ' ', {
      link: '坏的',
      url: 'javascript:x',
    }),
    text: '看这里 坏的（javascript:x）',
    marks: ['link:看这里=https://example.cn/'],
  },
  {
    name: 'a person, and one who cannot be rung',
    reply: paragraph({ mention: '101', name: '王芳' }, ' ', { mention: 'anonymous:-100', name: '主任' }),
    text: '@王芳 @主任',
    marks: ['mention:@王芳=101'],
  },
]

test.each(looks)('it shows $name', ({ reply, text, marks: expected }) => {
  const message = one(reply)
  expect(message?.text).toBe(text)
  expect(message && marks(message)).toEqual(expected)
})

test('a link too many and all links of the part stand in the text; mentions still ring', () => {
  const link = (n: number): Span => ({ link: `第${n}条`, url: `https://example.cn/${n}` })
  const many = paragraph({ mention: '7', name: '李雷' }, ...Array.from({ length: 120 }, (_, n) => link(n)))
  const message = one(many)
  expect(message?.entities).toEqual([{ type: 'text_mention', offset: 0, length: 3, user: { id: 7 } }])
  expect(message?.text).toContain('第119条（https://example.cn/119）')
  const long = paragraph(...Array.from({ length: 10 }, (_, n) => link(n)), {
    link: '长',
    url: `https://example.cn/${'x'.repeat(3_000)}`,
  })
  expect(one(long)?.entities).toHaveLength(11)
})

test('of too many bold places a hundred are bold, and mentions come first', () => {
  const bold = Array.from({ length: 150 }, (_, n): Span => ({ bold: `${n} ` }))
  const message = one(paragraph(...bold, { mention: '7', name: '李雷' }))
  expect(message?.entities).toHaveLength(100)
  expect(message?.entities.at(-1)).toMatchObject({ type: 'text_mention' })
})

test('a hundred buttons at most, eight a row, with labels one can read', () => {
  const press = { kind: 'command', command: 'help' } as const
  const row = Array.from({ length: 130 }, (_, n) => ({ label: `${n}${'长'.repeat(80)}`, press }))
  const keyboard = one({ ...paragraph('请选'), buttons: [row, [{ label: '完', press }]] })?.keyboard ?? []
  expect(keyboard.flat()).toHaveLength(100)
  expect(keyboard.every((buttons) => buttons.length <= 8)).toBe(true)
  expect(keyboard[0]?.[0]).toEqual({ text: `0${'长'.repeat(58)}…`, callback_data: token })
})

test('buttons without words get some, and nothing at all is no message', () => {
  const press = { kind: 'command', command: 'help' } as const
  expect(rendered({ blocks: [] })).toEqual([])
  expect(one({ blocks: [], buttons: [[{ label: '帮助', press, style: 'primary' }]] })).toEqual({
    text: '请选择：',
    entities: [],
    keyboard: [[{ text: '帮助', callback_data: token, style: 'primary' }]],
  })
})

/** Everything a reader reads, without spaces, list marks and the words that open a block, which a cut may add or drop. */
const words = (text: string): string => text.replaceAll(/[\s·.\d；]|注意：|依据：|请选择：/g, '')

/** The same words in the same order as in plain text, where links carry their address. */
function read({ text, entities }: TelegramMessage): string {
  const links = entities.filter((mark) => mark.type === 'text_link').toReversed()
  return links.reduce((all, { offset, length, url }) => {
    const end = offset + length
    return `${all.slice(0, end)}（${url}）${all.slice(end)}`
  }, text)
}

let server: FakeTelegram
let bot: FakeBot
let chat: FakeChat
let channel: Running
beforeAll(async () => {
  server = await fakeTelegram()
  bot = server.bot()
  const person = bot.person()
  bot.starts(person)
  chat = person.alone
  channel = running(server, bot)
})
afterAll(() => server.close())

/** Replies up to some 50,000 characters. */
const longReply = fc
  .tuple(anyReply, fc.array(anyReply, { maxLength: 12 }))
  .map(([first, more]): Reply => ({ ...first, blocks: [first, ...more].flatMap(({ blocks }) => blocks) }))

/** Citations show their address only as a link, which plain text leaves out. */
const withoutAddresses = ({ blocks, ...rest }: Reply): Reply => ({
  ...rest,
  blocks: blocks.map((block) =>
    block.kind === 'citations' ? { ...block, of: block.of.map((cited) => ({ ...cited, url: '' })) } : block,
  ),
})

test('nothing is lost or reordered, however long', () => {
  fc.assert(
    fc.property(longReply.map(withoutAddresses), (reply) => {
      expect(words(rendered(reply).map(read).join(''))).toBe(words(plainText(reply)))
    }),
    { numRuns: 200 },
  )
})

test('the fake Bot API takes every part of every reply, marked as a repeat or not', async () => {
  await fc.assert(
    fc.asyncProperty(longReply, fc.boolean(), async (reply, repeated) => {
      const outcomes = await channel.say(chat.id, reply, { repeated })
      expect(outcomes.filter(({ kind }) => kind !== 'sent')).toEqual([])
      expect(bot.violations).toEqual([])
    }),
    { numRuns: 40 },
  )
})

test('a reply of 50,000 characters arrives whole and in order', async () => {
  const text = '呼叫中心业务许可证的注册资本、人员和场地要求，都以条文为准。😀'.repeat(1_700)
  const before = bot.messagesIn(chat).length
  await channel.say(chat.id, paragraph(text))
  const parts = bot.messagesIn(chat).slice(before)
  expect(text.length).toBeGreaterThan(50_000)
  expect(parts.length).toBeGreaterThan(12)
  expect(parts.map((part) => part.text).join('')).toBe(text)
  expect(bot.violations).toEqual([])
})
