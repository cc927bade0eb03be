import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Reply } from '../../src/reply/reply.js'
import { messageId, threadId } from '../../src/values/ids.js'
import { fakeTelegram, type FakeTelegram } from '../fakes/telegram/telegram.js'
import { paragraph, running } from './telegram-parts.js'
import { cases, now, type World } from './telegram-send-cases.js'

let server: FakeTelegram
beforeAll(async () => {
  server = await fakeTelegram()
})
afterAll(() => server.close())

function world(): World {
  const bot = server.bot()
  const boss = bot.person({ name: '王芳' })
  bot.starts(boss)
  return { bot, boss, channel: running(server, bot, { now: () => now }) }
}

const reply: Reply = paragraph('最低 ', { bold: '100 万元' })

test.each(cases)('$name', async ({ given, outcome, texts }) => {
  const w = world()
  const { to, ...how } = given(w)
  const [first] = await w.channel.say(to, reply, how)
  expect(first).toMatchObject(outcome)
  if (outcome.kind !== 'sent') expect(first).toEqual(outcome)
  if (texts !== undefined)
    expect(w.bot.messagesIn(w.boss.alone).flatMap((seen) => (seen.byBot ? [seen.text] : []))).toEqual(texts)
  expect(w.bot.violations).toEqual([])
})

test('marks in front move what stands out with them', async () => {
  const { bot, boss, channel } = world()
  const forum = bot.group({ kind: 'forum', admins: [boss] })
  const thread = bot.topic(forum, '年报', boss)
  bot.deletesTopic(forum, thread)
  await channel.say(forum.id, reply, { thread: threadId(String(thread)), repeated: true })
  const seen = bot.messagesIn(forum).at(-1)
  expect(seen?.text).toBe('（原来的话题没有了，发在这里）\n（重发）最低 100 万元')
  const [mark] = seen?.entities ?? []
  expect(seen?.text.slice(mark?.offset, (mark?.offset ?? 0) + (mark?.length ?? 0))).toBe('100 万元')
})

test('a message keeps its topic and what it replies to', async () => {
  const { bot, boss, channel } = world()
  const forum = bot.group({ kind: 'forum', admins: [boss] })
  const thread = bot.topic(forum, '年报', boss)
  const asked = bot.says(forum, boss, '/ask 年报', { thread })
  await channel.say(forum.id, reply, {
    thread: threadId(String(thread)),
    replyTo: messageId(String(asked.id)),
  })
  expect(bot.messagesIn(forum).at(-1)).toMatchObject({ thread, replyTo: asked.id })
})

test('a group that became a supergroup has another id', async () => {
  const { bot, channel } = world()
  const group = bot.group()
  const moved = bot.migrate(group)
  expect(await channel.say(group.id, reply)).toEqual([{ kind: 'moved-to', chat: String(moved.id) }])
})

test('an edit changes the message and its buttons, doing it again changes nothing, and a marked copy stays marked', async () => {
  const { bot, boss, channel } = world()
  const press = { kind: 'command', command: 'help' } as const
  const [sent] = await channel.say(boss.alone.id, { ...reply, buttons: [[{ label: '帮助', press }]] })
  const edits = sent?.kind === 'sent' ? sent.message : messageId('')
  for (let time = 0; time < 2; time += 1)
    expect(await channel.say(boss.alone.id, paragraph('改了'), { edits })).toEqual([
      { kind: 'sent', message: edits },
    ])
  expect(bot.messagesIn(boss.alone).at(-1)).toMatchObject({ text: '改了', buttons: [], edits: 1 })
  await channel.say(boss.alone.id, paragraph('又改了'), { edits, repeated: true })
  expect(bot.messagesIn(boss.alone).at(-1)).toMatchObject({ text: '（重发）又改了' })
})

test('entities that are not taken cost the marks, not the words', async () => {
  const { bot, boss, channel } = world()
  bot.fault(
    { kind: 'error', code: 400, description: 'Bad Request: can\'t parse entities: "最低"' },
    { times: 1 },
  )
  expect(await channel.say(boss.alone.id, reply)).toMatchObject([{ kind: 'sent' }])
  expect(bot.messagesIn(boss.alone).at(-1)).toMatchObject({ text: '最低 100 万元', entities: [] })
})

test('what Telegram quotes of a message gets into no reason', async () => {
  const { bot, boss, channel } = world()
  bot.fault({ kind: 'error', code: 400, description: 'Bad Request: wrong thing "最低 100": at 3' })
  expect(await channel.say(boss.alone.id, reply)).toEqual([{ kind: 'refused', why: '400 wrong thing' }])
})

test('what another channel or version made is refused', async () => {
  const { channel, boss } = world()
  expect(await channel.say(boss.alone.id, reply, { call: { blocks: [] } })).toEqual([
    { kind: 'refused', why: 'the call is no message of the telegram channel' },
  ])
})
