import { afterAll, beforeAll, expect, test } from 'vitest'
import { instant } from '../../src/values/civil-date.js'
import { messageId, threadId } from '../../src/values/ids.js'
import { fakeTelegram, type FakeBot, type FakeTelegram } from '../fakes/telegram/telegram.js'
import { drawn, file, isPdf, isPng, picture, print, textIn } from './attached.js'
import { running } from './telegram-parts.js'

const now = instant(Date.UTC(2026, 10, 22))

let server: FakeTelegram
beforeAll(async () => {
  server = await fakeTelegram()
})
afterAll(() => server.close())

function world() {
  const bot = server.bot()
  const boss = bot.person({ name: '王芳' })
  bot.starts(boss)
  const group = bot.group({ kind: 'supergroup', admins: [boss] })
  const forum = bot.group({ kind: 'forum', admins: [boss] })
  const shown = () => bot.messagesIn(boss.alone).filter(({ byBot }) => byBot)
  return { bot, boss, group, forum, shown, channel: running(server, bot, { now: () => now }) }
}

const broken = (bot: FakeBot): readonly string[] => bot.violations.map(({ reason }) => reason)

test('a picture is a photo with its words below it', async () => {
  const { bot, boss, shown, channel } = world()
  expect(await channel.give(boss.alone.id, picture)).toMatchObject({ kind: 'sent' })
  const [photo] = shown()
  expect(photo?.text).toBe('期限时间线：甲公司')
  expect(isPng(photo?.photo)).toBe(true)
  expect(broken(bot)).toEqual([])
})

test('a file keeps its name and every byte', async () => {
  const { bot, boss, shown, channel } = world()
  expect(await channel.give(boss.alone.id, file)).toMatchObject({ kind: 'sent' })
  const [document] = shown()
  expect(document?.document?.name).toBe(file.name)
  expect(textIn(document?.document?.bytes)).toBe('{"line":1,"名":"甲"}\n')
  expect(document?.text).toBe('')
  expect(broken(bot)).toEqual([])
})

test('a print is made when it leaves, and goes as a document', async () => {
  const { bot, boss, shown, channel } = world()
  expect(await channel.give(boss.alone.id, print)).toMatchObject({ kind: 'sent' })
  const [document] = shown()
  expect(document?.document?.name).toBe(print.name)
  expect(isPdf(document?.document?.bytes)).toBe(true)
  expect(broken(bot)).toEqual([])
})

test.each([
  ['too long for its width', 40, 900],
  ['too wide for its height', 900, 40],
  ['too large in all', 5_000, 5_040],
])('a picture that is %s goes as a file, so that nothing of it is lost', async (_, width, height) => {
  const { bot, boss, shown, channel } = world()
  await channel.give(boss.alone.id, { ...picture, svg: drawn(width, height) })
  const [seen] = shown()
  expect(seen?.document?.name).toBe('时间线.png')
  expect(isPng(seen?.document?.bytes)).toBe(true)
  expect(broken(bot)).toEqual([])
})

test('words that are too long are cut, not refused', async () => {
  const { bot, boss, shown, channel } = world()
  await channel.give(boss.alone.id, { ...picture, alt: '很长'.repeat(900) }, { repeated: true })
  expect(shown()[0]?.text).toMatch(/^（重发）很长/)
  expect(broken(bot)).toEqual([])
})

test.each([
  ['picture', picture, '（重发）期限时间线：甲公司'],
  ['file', file, '（重发）'],
] as const)('a %s that may stand there already says so, over a line that answers', async (_, one, words) => {
  const { bot, boss, shown, channel } = world()
  await channel.give(boss.alone.id, one, { repeated: true })
  expect(shown().map(({ text }) => text)).toEqual([words])
  expect(bot.callsOf('getMe')).toHaveLength(1)
  bot.fault({ kind: 'hang' }, { method: 'getMe' })
  expect(await channel.give(boss.alone.id, one, { repeated: true })).toMatchObject({ kind: 'not-before' })
  expect(shown()).toHaveLength(1)
})

test('it stays in its topic, and goes into the group with a word about it when that is gone', async () => {
  const { bot, boss, forum, channel } = world()
  const topic = bot.topic(forum, '续期', boss)
  const asked = bot.says(forum, boss, '/plan', { thread: topic })
  const place = { thread: threadId(String(topic)), replyTo: messageId(String(asked.id)) }
  await channel.give(forum.id, picture, place)
  expect(bot.messagesIn(forum).at(-1)).toMatchObject({ thread: topic, replyTo: asked.id })
  bot.deletesTopic(forum, topic)
  await channel.give(forum.id, picture, place)
  expect(bot.messagesIn(forum).at(-1)?.text).toBe('（原来的话题没有了，发在这里）\n期限时间线：甲公司')
})

test.each([
  ['picture', 'sendPhoto', 'photos', picture, '期限时间线：甲公司（图片没发出去：'],
  ['file', 'sendDocument', 'documents', file, '文件“证据-甲公司（一）.jsonl”没发出去：'],
] as const)(
  'where no %s may be sent, words say so and the chat stays open',
  async (_, method, what, one, says) => {
    const { bot, group, channel } = world()
    const description = `Bad Request: not enough rights to send ${what} to the chat`
    bot.fault({ kind: 'error', code: 400, description }, { method })
    expect(await channel.give(group.id, one)).toMatchObject({ kind: 'sent' })
    const said = bot.messagesIn(group).at(-1)?.text ?? ''
    expect(said).toContain(says)
    expect(said).toContain('请管理员放开')
  },
)

test('a group in which the bot may not speak at all is closed as ever', async () => {
  const { bot, boss, group, channel } = world()
  bot.botBecomes(group, 'restricted', boss)
  expect(await channel.give(group.id, picture)).toMatchObject({ kind: 'refused', closes: 'muted' })
})

test('what Telegram does not take for another reason is told in words', async () => {
  const { bot, boss, shown, channel } = world()
  bot.fault(
    { kind: 'error', code: 400, description: 'Bad Request: IMAGE_PROCESS_FAILED' },
    { method: 'sendPhoto' },
  )
  expect(await channel.give(boss.alone.id, picture)).toMatchObject({ kind: 'sent' })
  expect(shown().map(({ text }) => text)).toEqual([
    '期限时间线：甲公司（图片没发出去：平台没有收下，请再要一次）',
  ])
})

test.each([
  ['flood control', { kind: 'flood', retryAfterSeconds: 7 }, { kind: 'not-before', why: 'told to wait' }],
  ['no answer', { kind: 'lost-answer' }, { kind: 'not-before', doubtful: 'unanswered' }],
  ['a broken line', { kind: 'hang' }, { kind: 'not-before', doubtful: 'unanswered' }],
  ['a gateway', { kind: 'html' }, { kind: 'not-before', doubtful: 'in-trouble' }],
] as const)('after %s it is tried again', async (_, fault, outcome) => {
  const { bot, boss, channel } = world()
  bot.fault(fault, { method: 'sendPhoto' })
  expect(await channel.give(boss.alone.id, picture)).toMatchObject(outcome)
})

test.each([
  ['a person who blocked us', 'blocked'],
  ['a group that is gone', 'gone'],
] as const)('of %s it is told as of any message', async (_, closes) => {
  const { bot, boss, group, channel } = world()
  if (closes === 'blocked') bot.blocks(boss)
  else bot.deletesChat(group)
  const to = closes === 'blocked' ? boss.alone.id : group.id
  expect(await channel.give(to, file)).toMatchObject({ kind: 'refused', closes })
})
