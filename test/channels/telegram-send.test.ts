import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Send, SendOutcome } from '../../src/ports-sending.js'
import type { Reply } from '../../src/reply/reply.js'
import { instant } from '../../src/values/civil-date.js'
import { messageId, threadId } from '../../src/values/ids.js'
import { fakeTelegram, type FakeBot, type FakeTelegram, type Person } from '../fakes/telegram/telegram.js'
import { paragraph, running, type Running } from './telegram-parts.js'

const now = instant(Date.UTC(2026, 10, 22))
const after = (ms: number) => instant(now + ms)

let server: FakeTelegram
beforeAll(async () => {
  server = await fakeTelegram()
})
afterAll(() => server.close())

interface World {
  readonly bot: FakeBot
  readonly boss: Person
  readonly channel: Running
}

function world(): World {
  const bot = server.bot()
  const boss = bot.person({ name: '王芳' })
  bot.starts(boss)
  return { bot, boss, channel: running(server, bot, { now: () => now }) }
}

const reply: Reply = paragraph('最低 ', { bold: '100 万元' })

type Target = Partial<Omit<Send, 'to'>> & { readonly to: number }

interface Case {
  readonly name: string
  /** Prepares the world and says where to send. */
  readonly given: (world: World) => Target
  readonly outcome: SendOutcome | { readonly kind: 'sent' }
  readonly texts?: readonly string[]
}

const alone = ({ boss }: World) => ({ to: boss.alone.id })

const cases: readonly Case[] = [
  { name: 'a message', given: alone, outcome: { kind: 'sent' }, texts: ['最低 100 万元'] },
  {
    name: 'a repeat, marked',
    given: (w) => ({ ...alone(w), repeated: true }),
    outcome: { kind: 'sent' },
    texts: ['（重发）最低 100 万元'],
  },
  {
    name: 'a message to a topic that is gone, into the group with a word about it',
    given: ({ bot, boss }) => {
      const forum = bot.group({ kind: 'forum', admins: [boss] })
      const thread = bot.topic(forum, '年报', boss)
      bot.deletesTopic(forum, thread)
      return { to: forum.id, thread: threadId(String(thread)), replyTo: messageId('9'), repeated: true }
    },
    outcome: { kind: 'sent' },
  },
  {
    name: 'a message to a closed topic',
    given: ({ bot, boss }) => {
      const forum = bot.group({ kind: 'forum', admins: [boss] })
      const thread = bot.topic(forum, '年报', boss)
      bot.closesTopic(forum, thread)
      return { to: forum.id, thread: threadId(String(thread)) }
    },
    outcome: { kind: 'sent' },
  },
  {
    name: 'a reply to a message that is gone',
    given: (w) => ({ ...alone(w), replyTo: messageId('999') }),
    outcome: { kind: 'sent' },
  },
  {
    name: 'flood control',
    given: (w) => {
      w.bot.fault({ kind: 'flood', retryAfterSeconds: 7 })
      return alone(w)
    },
    outcome: { kind: 'not-before', at: after(7_000), why: 'told to wait' },
  },
  {
    name: 'trouble of the Bot API, which may have taken it before it restarted',
    given: (w) => {
      w.bot.fault({ kind: 'error', code: 500, description: 'Internal Server Error: restart' })
      return alone(w)
    },
    outcome: { kind: 'not-before', at: after(5_000), why: 'Bot API 500', doubtful: 'in-trouble' },
  },
  {
    name: 'a message that somebody deleted before Telegram could show it, as every copy would be',
    given: (w) => {
      w.bot.fault({ kind: 'error', code: 500, description: 'Internal Server Error: immediately deleted' })
      return alone(w)
    },
    outcome: { kind: 'refused', why: '500 immediately deleted' },
  },
  {
    name: 'a page of a gateway, which may have passed it on',
    given: (w) => {
      w.bot.fault({ kind: 'html' })
      return alone(w)
    },
    outcome: { kind: 'not-before', at: after(5_000), why: 'HTTP 502', doubtful: 'in-trouble' },
  },
  {
    name: 'a page of a gateway that passed it on and heard nothing',
    given: (w) => {
      w.bot.fault({ kind: 'html', status: 504 })
      return alone(w)
    },
    outcome: { kind: 'not-before', at: after(5_000), doubtful: 'unanswered', why: 'HTTP 504' },
  },
  {
    name: 'the same in words of the Bot API',
    given: (w) => {
      w.bot.fault({ kind: 'error', code: 504, description: 'Gateway Timeout' })
      return alone(w)
    },
    outcome: { kind: 'not-before', at: after(5_000), doubtful: 'unanswered', why: 'Bot API 504' },
  },
  {
    name: 'a page of somebody who did not pass it on',
    given: (w) => {
      w.bot.fault({ kind: 'html', status: 407 })
      return alone(w)
    },
    outcome: { kind: 'not-before', at: after(5_000), why: 'HTTP 407' },
  },
  {
    name: 'a page instead of an answer, but no failure',
    given: (w) => {
      w.bot.fault({ kind: 'html', status: 200 })
      return alone(w)
    },
    outcome: { kind: 'not-before', at: after(5_000), doubtful: 'unanswered', why: 'HTTP 200' },
  },
  {
    name: 'a revoked token, which the operator must mend',
    given: (w) => {
      w.bot.fault({ kind: 'unauthorized' })
      return alone(w)
    },
    outcome: { kind: 'not-before', at: after(20), why: 'token refused' },
  },
  {
    name: 'no answer in time',
    given: (w) => {
      w.bot.fault({ kind: 'hang' })
      return alone(w)
    },
    outcome: { kind: 'not-before', at: after(5_000), doubtful: 'unanswered', why: 'timeout' },
  },
  {
    name: 'an answer lost after it took effect',
    given: (w) => {
      w.bot.fault({ kind: 'lost-answer' })
      return alone(w)
    },
    outcome: { kind: 'not-before', at: after(5_000), doubtful: 'unanswered', why: 'ECONNRESET' },
  },
  {
    name: 'a person who blocked us',
    given: (w) => {
      w.bot.blocks(w.boss)
      return alone(w)
    },
    outcome: { kind: 'refused', why: '403 bot was blocked by the user', closes: 'blocked' },
  },
  {
    name: 'a person who never wrote',
    given: ({ bot }) => ({ to: bot.person().id }),
    outcome: { kind: 'refused', why: "403 bot can't initiate conversation with a user", closes: 'blocked' },
  },
  {
    name: 'an account that is gone',
    given: (w) => {
      w.bot.deactivates(w.boss)
      return alone(w)
    },
    outcome: { kind: 'refused', why: '403 user is deactivated', closes: 'blocked' },
  },
  {
    name: 'a group that threw us out',
    given: ({ bot, boss }) => {
      const group = bot.group({ admins: [boss], kind: 'supergroup' })
      bot.botBecomes(group, 'kicked', boss)
      return { to: group.id }
    },
    outcome: { kind: 'refused', why: '403 bot was kicked from the supergroup chat', closes: 'removed' },
  },
  {
    name: 'a group in which we may not speak',
    given: ({ bot, boss }) => {
      const group = bot.group({ admins: [boss], kind: 'supergroup' })
      bot.botBecomes(group, 'restricted', boss)
      return { to: group.id }
    },
    outcome: {
      kind: 'refused',
      why: '400 not enough rights to send text messages to the chat',
      closes: 'muted',
    },
  },
  {
    name: 'a chat that is gone',
    given: ({ bot }) => {
      const group = bot.group()
      bot.deletesChat(group)
      return { to: group.id }
    },
    outcome: { kind: 'refused', why: '400 chat not found', closes: 'gone' },
  },
  {
    name: 'an edit of a message that is gone',
    given: (w) => ({ ...alone(w), edits: messageId('999') }),
    outcome: { kind: 'cannot-edit', why: 'gone or too old' },
  },
  {
    name: 'an edit whose answer is lost: doing it again shows nothing new',
    given: (w) => {
      w.bot.fault({ kind: 'hang' })
      return { ...alone(w), edits: messageId('999') }
    },
    outcome: { kind: 'not-before', at: after(5_000), why: 'timeout' },
  },
]

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
