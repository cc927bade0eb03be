import { expect, test } from 'vitest'
import { instant } from '../../src/values/civil-date.js'
import { messageId, threadId } from '../../src/values/ids.js'
import { rateLimited } from '../fakes/feishu/faults.js'
import { file, isPdf, isPng, picture, print, textIn } from './attached.js'
import { feishuWorld } from './feishu-world.js'

const world = feishuWorld()

test('a picture is uploaded and sent by its key', async () => {
  const { app, bot, p2p } = world.sender()
  expect(await bot.give(p2p.id, picture)).toMatchObject({ kind: 'sent' })
  const [seen] = app.botMessagesIn(p2p)
  expect(seen?.kind).toBe('image')
  expect(isPng(seen?.upload?.bytes)).toBe(true)
  expect(app.violations).toEqual([])
})

test('a file keeps its name and every byte', async () => {
  const { app, bot, p2p } = world.sender()
  expect(await bot.give(p2p.id, file)).toMatchObject({ kind: 'sent' })
  const [seen] = app.botMessagesIn(p2p)
  expect([seen?.kind, seen?.upload?.name, textIn(seen?.upload?.bytes)]).toEqual([
    'file',
    file.name,
    '{"line":1,"名":"甲"}\n',
  ])
  expect(app.violations).toEqual([])
})

test('a print is made when it leaves, and goes as a PDF', async () => {
  const { app, bot, p2p } = world.sender()
  expect(await bot.give(p2p.id, print)).toMatchObject({ kind: 'sent' })
  const [seen] = app.botMessagesIn(p2p)
  expect([seen?.kind, seen?.upload?.name]).toEqual(['file', print.name])
  expect(isPdf(seen?.upload?.bytes)).toBe(true)
  expect(app.violations).toEqual([])
})

test('to a person it opens the private chat and says which it is', async () => {
  const { bot, person, p2p } = world.sender()
  expect(await bot.give(person.openId, file)).toMatchObject({ kind: 'sent', chat: p2p.id })
})

test('in a topic it is a reply, so that it opens no new one', async () => {
  const { app, bot, person } = world.sender()
  const group = app.group({ members: [person], topics: true })
  const { messageId: asked, threadId: topic = '' } = app.says(group, person, '/plan')
  await bot.give(group.id, picture, { replyTo: messageId(asked), thread: threadId(topic) })
  expect(app.botMessagesIn(group)).toMatchObject([{ kind: 'image', parent: asked, thread: topic }])
})

test.each(['answer-lost', 'reset'] as const)(
  'an upload that ended with %s is no doubt: nobody saw it, and it is simply done again',
  async (kind) => {
    const { app, bot, p2p } = world.sender()
    app.breaks('upload-image', { kind }, 1)
    const first = await bot.give(p2p.id, picture)
    expect(first).toMatchObject({ kind: 'not-before' })
    expect(first).not.toHaveProperty('doubtful')
    expect(await bot.give(p2p.id, picture)).toMatchObject({ kind: 'sent' })
    expect(app.botMessagesIn(p2p)).toHaveLength(1)
  },
)

test('a message whose answer was lost is in doubt, and its second attempt makes no copy', async () => {
  const { app, bot, p2p } = world.sender()
  app.breaks('send', { kind: 'answer-lost' }, 1)
  const row = { key: 'out-1', queuedAt: instant(app.now()) }
  expect(await bot.give(p2p.id, file, row)).toMatchObject({ kind: 'not-before', doubtful: 'unanswered' })
  expect(await bot.give(p2p.id, file, row)).toMatchObject({ kind: 'sent' })
  expect(app.botMessagesIn(p2p).map(({ kind }) => kind)).toEqual(['file'])
})

test('one that may stand there already has a line before it that says so, once however often it is tried', async () => {
  const { app, bot, p2p } = world.sender()
  const row = { key: 'out-1', queuedAt: instant(app.now()), repeated: true }
  await bot.give(p2p.id, picture, row)
  await bot.give(p2p.id, picture, row)
  expect(app.botMessagesIn(p2p).map(({ kind, text }) => (kind === 'text' ? text : kind))).toEqual([
    '（重发）下面这个可能已经发过：时间线.png',
    'image',
  ])
  // Neither of them the one of words that stand in the place of a picture.
  const uuid = `out-1-${row.queuedAt}`
  expect(app.botMessagesIn(p2p).map((seen) => seen.uuid)).toEqual([`${uuid}-m`, uuid])
})

test('where the mark does not go out, neither does what it marks', async () => {
  const { app, bot, p2p } = world.sender()
  app.breaks('send', { kind: 'code', code: 230020 }, 1)
  expect(await bot.give(p2p.id, picture, { repeated: true })).toMatchObject({ kind: 'not-before' })
  expect(app.botMessagesIn(p2p)).toEqual([])
})

test.each([
  ['picture', picture, '期限时间线：甲公司（图片没发出去：'],
  ['file', file, '文件“证据-甲公司（一）.jsonl”没发出去：'],
] as const)(
  'without the permission to upload a %s words name it, and nothing in the chat has to wait',
  async (_, one, says) => {
    const { app, bot, p2p } = world.sender()
    app.revokeScope('im:resource')
    expect(await bot.give(p2p.id, one)).toMatchObject({ kind: 'sent' })
    const [said] = app.botMessagesIn(p2p)
    expect(said?.text).toContain(says)
    expect(said?.text).toContain('im:resource')
    expect(bot.lines.join()).toContain('code 99991672')
  },
)

test.each([
  ['upload-image', 234011],
  ['upload-image', 999_999],
  ['send', 230001],
] as const)('when %s is refused with %i at HTTP 200, words say so', async (operation, code) => {
  const { app, bot, p2p } = world.sender()
  app.breaks(operation, { kind: 'code', code }, 1)
  expect(await bot.give(p2p.id, picture)).toMatchObject({ kind: 'sent' })
  expect(app.botMessagesIn(p2p).map(({ text }) => text)).toEqual([
    '期限时间线：甲公司（图片没发出去：平台没有收下，请再要一次）',
  ])
})

test('words in its place are marked too where it may stand there', async () => {
  const { app, bot, p2p } = world.sender()
  app.breaks('upload-image', { kind: 'code', code: 234011 }, 1)
  await bot.give(p2p.id, picture, { repeated: true })
  expect(app.botMessagesIn(p2p)[0]?.text).toMatch(/^（重发）期限时间线/)
})

test('a rate limit is waited out', async () => {
  const { app, bot, p2p } = world.sender()
  app.breaks('upload-file', rateLimited(7), 1)
  const outcome = await bot.give(p2p.id, file)
  expect(outcome.kind === 'not-before' && outcome.at >= app.now() + 6_000).toBe(true)
})

test('a token that is no longer taken is replaced', async () => {
  const { app, bot, p2p } = world.sender()
  await bot.give(p2p.id, file)
  app.expireTokens()
  expect(await bot.give(p2p.id, file)).toMatchObject({ kind: 'sent' })
})

test('a group that sent us away is closed as ever', async () => {
  const { app, bot, person } = world.sender()
  const group = app.group({ members: [person] })
  app.removeBot(group, person)
  expect(await bot.give(group.id, file)).toMatchObject({ kind: 'refused', closes: 'removed' })
})

test('what somebody called a company mentions nobody', async () => {
  const { app, bot, p2p } = world.sender()
  app.revokeScope('im:resource')
  await bot.give(p2p.id, { ...picture, alt: '<at user_id="all"></at>' })
  expect(app.botMessagesIn(p2p).flatMap(({ mentions }) => mentions)).toEqual([])
  expect(app.violations).toEqual([])
})

test('neither texts nor tokens of an upload get into the log', async () => {
  const { app, bot, p2p } = world.sender()
  app.breaks('upload-file', { kind: 'code', code: 999_999, status: 400 }, 1)
  await bot.give(p2p.id, file)
  const logged = bot.lines.join('\n')
  expect(logged).toContain('999999')
  expect(logged).not.toMatch(/甲|t-[0-9a-f]{40}/)
})
