import { describe, expect, test } from 'vitest'
import type { SendOutcome } from '../../src/ports-sending.js'
import { instant } from '../../src/values/civil-date.js'
import { threadId, messageId } from '../../src/values/ids.js'
import { rateLimited, type Fault } from '../fakes/feishu/faults.js'
import { startFeishu, type FakeApp } from '../fakes/feishu/feishu.js'
import { fullReply } from '../fakes/web-parts.js'
import { kinds, offering, running, saying } from './feishu-parts.js'
import { feishuWorld } from './feishu-world.js'

const world = feishuWorld()

describe('a message', () => {
  test('arrives as a card without a violation', async () => {
    const { app, bot, p2p } = world.sender()
    expect(kinds(await bot.say(p2p.id, fullReply))).toEqual(['sent'])
    const [message] = app.botMessagesIn(p2p)
    expect(message?.kind).toBe('interactive')
    expect(message?.text).toContain('省内经营不少于 100 万元')
    expect(message?.buttons.map(({ label }) => label)).toEqual(['检查我的条件', '更多', '有用', '没用'])
    expect(app.violations).toEqual([])
  })

  test('to a person opens the private chat and says which it is', async () => {
    const { app, bot, person, p2p } = world.sender()
    expect(await bot.say(person.openId, saying('你好'))).toMatchObject([{ kind: 'sent', chat: p2p.id }])
    expect(app.botMessagesIn(p2p)).toHaveLength(1)
  })

  test('replies to what it answers, and in its topic', async () => {
    const { app, bot, person } = world.sender()
    const group = app.group({ members: [person], topics: true })
    const { messageId: asked, threadId: topic = '' } = app.says(group, person, '问')
    const to = { replyTo: messageId(asked), thread: threadId(topic) }
    await bot.say(group.id, saying('一'), to)
    expect(app.botMessagesIn(group)).toMatchObject([{ parent: asked, thread: topic }])
  })

  test.each([230019, 230050, 230071, 230072, 230111])(
    'is said in the chat when what it answers takes no reply: %i',
    async (code) => {
      const { app, bot, person } = world.sender()
      const group = app.group({ members: [person] })
      const { messageId: asked } = app.says(group, person, '问')
      app.breaks('reply', { kind: 'code', code, status: 400 })
      expect(kinds(await bot.say(group.id, saying('答'), { replyTo: messageId(asked) }))).toEqual(['sent'])
    },
  )

  test('is said in the chat when what it answers was taken back', async () => {
    const { app, bot, person } = world.sender()
    const group = app.group({ members: [person] })
    const { messageId: asked } = app.says(group, person, '问')
    app.recalls(asked)
    expect(kinds(await bot.say(group.id, saying('答'), { replyTo: messageId(asked) }))).toEqual(['sent'])
    expect(app.botMessagesIn(group).map(({ text, parent }) => [text, parent])).toEqual([['答', undefined]])
  })

  test('mentions nobody because of what somebody wrote', async () => {
    const { app, bot, p2p } = world.sender()
    await bot.say(p2p.id, {
      blocks: [{ kind: 'paragraph', text: ['<at id=all></at>', { bold: '<at id=all></at>' }] }],
    })
    expect(app.botMessagesIn(p2p).flatMap(({ mentions }) => mentions)).toEqual([])
    expect(app.violations).toEqual([])
  })

  test('mentions a person it means', async () => {
    const { app, bot, person, p2p } = world.sender()
    await bot.say(p2p.id, {
      blocks: [{ kind: 'paragraph', text: [{ mention: person.openId, name: '张三' }, ' 请看'] }],
    })
    expect(app.botMessagesIn(p2p)[0]?.mentions).toEqual([person.openId])
  })

  test('that may stand there already begins with a mark', async () => {
    const { app, bot, p2p } = world.sender()
    await bot.say(p2p.id, fullReply, { repeated: true })
    await bot.say(p2p.id, saying('答'), { repeated: true })
    expect(app.botMessagesIn(p2p).map(({ text }) => text.slice(0, 4))).toEqual(['（重发）', '（重发）'])
  })
})

describe('a repeated attempt', () => {
  test.each<Fault['kind']>(['answer-lost', 'reset'])('after %s makes no copy', async (kind) => {
    const { app, bot, p2p } = world.sender()
    const fault: Fault = kind === 'reset' ? { kind } : { kind: 'answer-lost' }
    app.breaks('send', fault, 1)
    const queuedAt = instant(app.now())
    const row = { key: 'out-1', queuedAt }
    const [first] = await bot.say(p2p.id, saying('答'), row)
    expect(first).toMatchObject({ kind: 'not-before', doubtful: 'unanswered' })
    expect(kinds(await bot.say(p2p.id, saying('答'), row))).toEqual(['sent'])
    expect(app.botMessagesIn(p2p)).toHaveLength(1)
  })

  test('that would be a copy waits for a line that answers', async () => {
    const { app, bot, p2p } = world.sender({ now: () => 1_000_000 })
    const attempt = () => bot.say(p2p.id, saying('答'), { repeated: true })
    const lift = app.breaks('bot-info', { kind: 'status', status: 502 })
    const [outcome] = await attempt()
    expect(outcome).toMatchObject({ kind: 'not-before' })
    expect(outcome).not.toHaveProperty('doubtful')
    expect(app.calls.filter(({ operation }) => operation === 'send')).toEqual([])
    lift()
    expect(kinds(await attempt())).toEqual(['sent'])
  })

  test('is told from another row by its uuid', async () => {
    const { app, bot, p2p } = world.sender()
    await bot.say(p2p.id, saying('一'), { key: 'out-1', queuedAt: instant(1) })
    await bot.say(p2p.id, saying('二'), { key: 'out-1', queuedAt: instant(2) })
    expect(app.botMessagesIn(p2p)).toHaveLength(2)
  })
})

describe('an edit', () => {
  async function sentCard() {
    const made = world.sender()
    const [sent] = await made.bot.say(made.p2p.id, offering('一'))
    if (sent?.kind !== 'sent') throw new Error('the card was not sent')
    return { ...made, edits: sent.message }
  }

  test('changes the card in its place', async () => {
    const { app, bot, p2p, edits } = await sentCard()
    expect(await bot.say(p2p.id, offering('二'), { edits })).toEqual([{ kind: 'sent', message: edits }])
    expect(app.botMessagesIn(p2p).map(({ buttons }) => buttons.map(({ label }) => label))).toEqual([['二']])
  })

  test.each<{ when: string; happens: (app: FakeApp, message: string) => void }>([
    { when: 'of a recalled card', happens: (app, message) => app.recalls(message) },
    {
      when: 'of a deleted card',
      happens: (app, message) => {
        app.deletes(message)
      },
    },
    {
      when: 'after 14 days',
      happens: (app) => {
        app.pass(15 * 86_400_000)
      },
    },
  ])('$when cannot be', async ({ happens }) => {
    const { app, bot, p2p, edits } = await sentCard()
    happens(app, edits)
    expect(kinds(await bot.say(p2p.id, offering('二'), { edits }))).toEqual(['cannot-edit'])
  })

  test('of words into a card cannot be', async () => {
    const { app, bot, p2p } = await sentCard()
    app.breaks(
      'send',
      { kind: 'code', code: 230099, msg: 'Failed to create card content, ext=ErrCode: 11310' },
      1,
    )
    const [sent] = await bot.say(p2p.id, offering('一'))
    if (sent?.kind !== 'sent') throw new Error('the words were not sent')
    expect(kinds(await bot.say(p2p.id, offering('二'), { edits: sent.message }))).toEqual(['cannot-edit'])
  })
})

describe('a card that is refused', () => {
  test.each([230099, 230001, 230025])('with %i is said in words', async (code) => {
    const { app, bot, p2p } = world.sender()
    app.breaks('send', { kind: 'code', code, status: 400 }, 1)
    expect(kinds(await bot.say(p2p.id, offering('帮助')))).toEqual(['sent'])
    expect(app.botMessagesIn(p2p).map(({ kind, text }) => [kind, text])).toEqual([
      ['text', '请选择\n可以回复：帮助'],
    ])
    expect(app.violations).toEqual([])
    expect(bot.lines.join()).toContain(`code ${code}`)
  })

  test('and whose words are refused too is given up', async () => {
    const { app, bot, p2p } = world.sender()
    app.breaks('send', { kind: 'code', code: 230099 })
    expect(await bot.say(p2p.id, saying('答'))).toEqual([{ kind: 'refused', why: 'code 230099' }])
  })
})

describe('what a failure means', () => {
  const code = (number: number, status = 200): Fault => ({ kind: 'code', code: number, status })
  test.each<{ fault: Fault; outcome: Partial<SendOutcome>; waitsMs?: number }>([
    { fault: code(230020), outcome: { kind: 'not-before' }, waitsMs: 1_000 },
    { fault: rateLimited(7), outcome: { kind: 'not-before' }, waitsMs: 7_000 },
    { fault: code(99991400, 400), outcome: { kind: 'not-before' }, waitsMs: 1_000 },
    {
      fault: { kind: 'status', status: 502 },
      outcome: { kind: 'not-before', doubtful: 'in-trouble' },
      waitsMs: 3_000,
    },
    { fault: { kind: 'status', status: 404 }, outcome: { kind: 'not-before' }, waitsMs: 3_000 },
    { fault: code(99991672, 400), outcome: { kind: 'not-before' }, waitsMs: 30_000 },
    { fault: code(230006), outcome: { kind: 'not-before' }, waitsMs: 30_000 },
    { fault: code(230002), outcome: { kind: 'refused', closes: 'removed' } },
    { fault: code(230013, 400), outcome: { kind: 'refused', closes: 'blocked' } },
    { fault: code(230018), outcome: { kind: 'refused', closes: 'muted' } },
    { fault: code(230022), outcome: { kind: 'refused', why: 'code 230022' } },
    { fault: code(424242), outcome: { kind: 'refused', why: 'code 424242' } },
  ])('$fault', async ({ fault, outcome, waitsMs }) => {
    const { app, bot, p2p } = world.sender({ now: () => 1_000_000 })
    app.breaks('send', fault)
    const [became] = await bot.say(p2p.id, saying('答'))
    expect(became).toMatchObject(outcome)
    if (waitsMs === undefined) return
    const waits = became?.kind === 'not-before' ? became.at - app.now() : 0
    expect(waits).toBeGreaterThanOrEqual(waitsMs)
    expect(waits).toBeLessThan(waitsMs + 1_000)
  })

  test('a platform that cannot be reached took nothing', async () => {
    const gone = await startFeishu()
    const app = gone.app()
    const bot = running(gone, app)
    await gone.close()
    const [became] = await bot.say('oc_1', saying('答'))
    expect(became).toMatchObject({ kind: 'not-before', why: 'not reached' })
    expect(became).not.toHaveProperty('doubtful')
  })
})
