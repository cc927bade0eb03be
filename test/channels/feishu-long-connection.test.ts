import { describe, expect, test } from 'vitest'
import { messageId, pressToken } from '../../src/values/ids.js'
import { offering, saying } from './feishu-parts.js'
import { feishuWorld, toastOf } from './feishu-world.js'

const world = feishuWorld()

describe('a message on the long connection', () => {
  test('is stored, then acknowledged', async () => {
    const { app, bot, person, p2p } = await world.joined()
    const { messageId: said, event } = app.says(p2p, person, '注册资本要多少')
    await app.waitFor(() => event.acknowledged, 'an ack')
    expect(bot.accepted).toMatchObject([
      {
        kind: 'said',
        id: `feishu:${app.id}:${said}`,
        text: '注册资本要多少',
        addressed: true,
        chat: { channel: 'feishu', chat: p2p.id, kind: 'private' },
        from: { channel: 'feishu', person: person.openId },
        message: said,
      },
    ])
  })

  test('that cannot be stored comes again, and is stored once', async () => {
    let failing = true
    const app = world.app()
    const person = app.person()
    const bot = await world.joining(app, {
      intake: {
        wrote: () => (failing ? Promise.reject(new Error('the store is down')) : Promise.resolve(false)),
      },
    })
    const group = app.group({ members: [person] })
    const first = app.says(group, person, '一')
    const { event } = app.says(group, person, '问', { mention: true, parent: first.messageId })
    await app.waitFor(() => event.deliveries[0]?.answer?.code === 500, 'a refusal')
    failing = false
    app.pass(15_000)
    await app.waitFor(() => event.acknowledged, 'an ack')
    expect(bot.accepted).toHaveLength(1)
    expect(bot.lines.filter((line) => line.includes('feishu event not stored'))).toHaveLength(1)
  })

  test('delivered twice, or in pieces, is one arrival', async () => {
    const { app, bot, person, p2p } = await world.joined({ fragments: 3 })
    const { event } = app.says(p2p, person, '呼叫中心许可证怎么办')
    app.redeliver()
    await app.waitFor(() => event.deliveries.filter(({ answer }) => answer?.code === 200).length >= 1, 'acks')
    await app.waitFor(() => bot.accepted.length === 1, 'an arrival')
    expect(bot.accepted).toMatchObject([{ text: '呼叫中心许可证怎么办' }])
  })

  test('in the segment of the handshake is not lost', async () => {
    const app = world.app()
    const person = app.person()
    const { event } = app.says(app.p2p(person), person, '早')
    app.pushWithNextHandshake()
    const bot = world.starting(app)
    await app.waitFor(() => event.acknowledged, 'an ack')
    expect(bot.accepted).toHaveLength(1)
  })

  test('of a group waits until the bot knows who it is', async () => {
    const app = world.app()
    const person = app.person()
    const group = app.group({ members: [person] })
    const lift = app.breaks('bot-info', { kind: 'status', status: 500 })
    const bot = world.starting(app)
    await app.waitFor(() => app.links.length === 1, 'a link')
    const { event } = app.says(group, person, '问', { mention: true })
    await app.waitFor(() => event.deliveries[0]?.answer?.code === 500, 'a refusal')
    app.says(app.p2p(person), person, '你好')
    await app.waitFor(() => bot.accepted.length === 1, 'the private message')
    expect(bot.platform.trouble()).toContain('飞书：还不知道机器人自己的身份，群里的消息暂不回答')
    lift()
    await app.waitFor(() => bot.platform.trouble().length === 0, 'no trouble')
    app.pass(15_000)
    await app.waitFor(() => event.acknowledged, 'an ack')
    expect(bot.accepted).toHaveLength(2)
    expect(bot.platform.channel.place()).toEqual({ calledBy: ['@持证'], seesEdits: false })
  })
})

describe('in a group', () => {
  test('a thousand lines that do not call are not stored, and each that calls is, once', async () => {
    const { app, bot, person, group } = await world.joined()
    for (let line = 0; line < 1_000; line++)
      app.says(group, person, `闲聊 ${line}`, line % 2 ? {} : { everyone: true })
    const called = app.says(group, person, '要哪些材料', { mention: true })
    await app.waitFor(() => app.unacknowledged().length === 0, 'all acknowledged')
    expect(bot.accepted).toMatchObject([{ message: called.messageId, text: '要哪些材料', addressed: true }])
    expect(bot.lines).toEqual([])
  })

  test('a reply to the bot calls it, a reply to another does not, and another bot never', async () => {
    const { app, bot, person, group } = await world.joined()
    const [sent] = await bot.say(group.id, saying('答'))
    const parent = sent?.kind === 'sent' ? sent.message : ''
    const reply = app.says(group, person, '那费用呢', { parent })
    app.says(group, person, '同上', { parent: reply.messageId })
    app.otherBotSays(group, '广告', { mention: true })
    await app.waitFor(() => app.unacknowledged().length === 0, 'all acknowledged')
    expect(bot.accepted).toMatchObject([{ message: reply.messageId, replyTo: parent }])
  })

  test('coming, going and dissolving are told', async () => {
    const { app, bot, person } = await world.joined()
    const group = app.group({ members: [person], withBot: false })
    app.addBot(group, person)
    app.removeBot(group, person)
    app.addBot(group, person)
    app.disbands(group, person)
    app.enters(person)
    await app.waitFor(() => bot.accepted.length === 5, 'five arrivals')
    const what = bot.accepted.map((one) => (one.kind === 'left' ? one.why : one.kind))
    expect(what.toSorted()).toEqual(['gone', 'joined', 'joined', 'joined', 'removed'])
  })
})

describe.each(['event', 'card'] as const)('a click that comes as a frame of type %s', (clickFrames) => {
  test('is answered with its toast, and stored with its card and topic', async () => {
    const { app, bot, person } = await world.joined({ clickFrames })
    const group = app.group({ members: [person], topics: true })
    const asked = app.says(group, person, '问', { mention: true })
    const [arrival] = await app.waitFor(() => bot.accepted.length === 1 && bot.accepted, 'the question')
    const thread = arrival?.thread ?? ''
    await bot.say(group.id, offering('帮助'), {
      replyTo: messageId(asked.messageId),
      ...(arrival?.thread && { thread: arrival.thread }),
    })
    const card = app.botMessagesIn(group)[0]
    expect(toastOf(await app.clicks(card?.id ?? '', '帮助', person))).toBe('谢谢')
    expect(bot.accepted[1]).toMatchObject({
      kind: 'pressed',
      token: pressToken(String(card?.buttons[0]?.value.press)),
      on: card?.id,
      thread,
      chat: { chat: group.id, kind: 'group' },
      from: { person: person.openId },
    })
  })

  test('in private is known to be private', async () => {
    const { app, bot, person, p2p } = await world.joined({ clickFrames })
    await bot.say(p2p.id, offering('帮助'))
    await app.clicks(app.botMessagesIn(p2p)[0]?.id ?? '', '帮助', person)
    expect(bot.accepted).toMatchObject([{ kind: 'pressed', chat: { kind: 'private' } }])
  })

  test('is answered in time when the words for it are slow', async () => {
    const { app, bot, person, p2p } = await world.joined(
      { clickFrames },
      { intake: { toast: () => new Promise(() => undefined) } },
    )
    await bot.say(p2p.id, offering('帮助'))
    const answer = await app.clicks(app.botMessagesIn(p2p)[0]?.id ?? '', '帮助', person)
    expect(answer).toMatchObject({ kind: 'answered' })
    expect(bot.accepted).toHaveLength(1)
  })

  test('on another’s card is answered and not stored', async () => {
    const { app, bot, person, p2p } = await world.joined({ clickFrames })
    await bot.say(p2p.id, offering('帮助'))
    const answer = await app.clicksOld(app.botMessagesIn(p2p)[0]?.id ?? '', { other: 'x' }, person)
    expect(answer).toMatchObject({ kind: 'answered' })
    expect(bot.accepted).toEqual([])
  })

  test('that cannot be stored is an error for the person', async () => {
    const { app, bot, person, p2p } = await world.joined(
      { clickFrames },
      { intake: { accept: () => Promise.reject(new Error('down')) } },
    )
    await bot.say(p2p.id, offering('帮助'))
    const answer = await app.clicks(app.botMessagesIn(p2p)[0]?.id ?? '', '帮助', person)
    expect(answer).toMatchObject({ kind: 'failed', code: 200341 })
  })
})
