import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rateLimited, type Fault } from './feishu/faults.js'
import { startFeishu, type AppOptions, type FakeFeishu } from './feishu/feishu.js'
import { card, clientOf, markdown } from './feishu-parts.js'

let feishu: FakeFeishu
beforeAll(async () => {
  feishu = await startFeishu()
})
afterAll(() => feishu.close())

const day = 86_400_000
const minute = 60_000

function world(options: AppOptions = {}) {
  const app = feishu.app(options)
  const person = app.person('小王')
  const chat = app.p2p(person)
  return { app, person, chat, ...clientOf(feishu, app) }
}

describe('tokens', () => {
  test('a wrong secret is refused', async () => {
    const { app } = world()
    const { call } = clientOf(feishu, app, 'wrong')
    expect(await call('GET', 'bot/v3/info')).toBeUndefined()
    expect(app.calls.map(({ operation, code }) => [operation, code])).toEqual([['token', 10014]])
  })

  test('a refused token stays refused until a new one is fetched: the SDK never fetches one', async () => {
    const { app, call } = world()
    expect(await call('GET', 'bot/v3/info')).toMatchObject({ code: 0, bot: { open_id: app.botOpenId } })
    app.expireTokens()
    expect(await call('GET', 'bot/v3/info')).toMatchObject({ code: 99991663 })
    expect(app.calls.at(-1)?.status).toBe(400)
    expect(app.tokenRequests()).toBe(1)
    expect(await clientOf(feishu, app).call('GET', 'bot/v3/info')).toMatchObject({ code: 0 })
  })

  test('the same token comes again while half an hour is left, and lives two hours', async () => {
    const { app, call } = world()
    await call('GET', 'bot/v3/info')
    app.pass(80 * minute)
    expect(await clientOf(feishu, app).call('GET', 'bot/v3/info')).toMatchObject({ code: 0 })
    app.pass(41 * minute)
    expect(await call('GET', 'bot/v3/info')).toMatchObject({ code: 99991663 })
  })

  test('apps do not see each other', async () => {
    const one = world()
    const two = world()
    await one.sentTo(one.chat.id, '甲')
    expect(await two.send(one.chat.id, '乙')).toMatchObject({ code: 230001 })
    expect(one.app.botMessages().map(({ text }) => text)).toEqual(['甲'])
    expect(two.app.botMessages()).toEqual([])
  })
})

describe('sending', () => {
  test('an open_id opens the private chat, and its chat_id is in the answer', async () => {
    const { app, call } = world()
    const person = app.person()
    const body = { receive_id: person.openId, msg_type: 'text', content: '{"text":"你好"}' }
    const answer = await call('POST', 'im/v1/messages', body, { receive_id_type: 'open_id' })
    expect(answer).toMatchObject({ code: 0, data: { chat_id: app.p2p(person).id } })
    expect(app.messagesIn(app.p2p(person)).map(({ text }) => text)).toEqual(['你好'])
  })

  test('a uuid gives the first message again for one hour', async () => {
    const { app, chat, sentTo } = world()
    const first = await sentTo(chat.id, '一', { uuid: 'row-1' })
    app.pass(59 * minute)
    expect(await sentTo(chat.id, '一', { uuid: 'row-1' })).toBe(first)
    app.pass(minute)
    expect(await sentTo(chat.id, '一', { uuid: 'row-1' })).not.toBe(first)
    expect(app.botMessagesIn(chat)).toHaveLength(2)
    expect(app.violations).toEqual([])
  })

  test('replies stay in the thread; a plain create in a topic group opens a new one', async () => {
    const { app, person, reply, sentTo } = world()
    const group = app.group({ members: [person], topics: true })
    const said = app.says(group, person, '问题')
    await reply(said.messageId, '答')
    await sentTo(group.id, '新话题')
    const [, answer, other] = app.messagesIn(group)
    expect(answer).toMatchObject({ parent: said.messageId, thread: said.threadId })
    expect(other?.thread).not.toBe(said.threadId)
  })

  test('cards are patched for 14 days, texts are put', async () => {
    const { app, chat, call, sentTo, patch } = world()
    const id = await sentTo(chat.id, card(markdown('旧')))
    expect(await patch(id, card(markdown('新')))).toMatchObject({ code: 0 })
    app.pass(15 * day)
    const { patch: later } = clientOf(feishu, app)
    expect(await later(id, card(markdown('更新')))).toMatchObject({ code: 230031 })
    expect(app.message(id)).toMatchObject({ text: '新', edits: 1 })
    const { call: put, sentTo: again } = clientOf(feishu, app)
    const text = await again(chat.id, '旧')
    expect(
      await put('PUT', `im/v1/messages/${text}`, { msg_type: 'text', content: '{"text":"新"}' }),
    ).toMatchObject({ code: 0 })
    expect(app.message(text).text).toBe('新')
    expect(await call('GET', `im/v1/messages/${id}`)).toBeDefined()
    expect(app.violations).toEqual([])
  })

  type W = ReturnType<typeof world>
  const refusals: readonly (readonly [string, number, (w: W) => unknown])[] = [
    ['the bot is not in the group', 230002, ({ app, chat, person }) => app.removeBot(chat, person)],
    ['the group is disbanded', 232009, ({ app, chat, person }) => app.disbands(chat, person)],
    [
      'bot ability is off',
      230006,
      ({ app }) => {
        app.setBotAbility(false)
      },
    ],
    [
      'the person is outside the availability',
      230013,
      ({ app, person }) => {
        app.setUnavailable(person, true)
      },
    ],
    [
      'the group is muted',
      230018,
      ({ app, chat }) => {
        app.setMuted(chat, true)
      },
    ],
    [
      'a scope is missing',
      99991672,
      ({ app }) => {
        app.revokeScope('im:message:send_as_bot')
      },
    ],
    ['an error is injected', 230022, ({ app }) => app.breaks('send', { kind: 'code', code: 230022 })],
    ['the rate limit is reached', 99991400, ({ app }) => app.breaks('send', rateLimited(2))],
  ]
  test.each(refusals)('is refused when %s', async (_, code, arrange) => {
    const w = world()
    arrange(w)
    expect(await w.send(w.chat.id, '你好')).toMatchObject({ code })
    expect(w.app.botMessages()).toEqual([])
    expect(w.app.violations).toEqual([])
  })

  test('a chat takes so many a second', async () => {
    const { app, chat, send } = world({ chatQps: 2, now: () => 1_800_000_000_000 })
    const codes = [await send(chat.id, '1'), await send(chat.id, '2'), await send(chat.id, '3')]
    app.pass(1000)
    codes.push(await send(chat.id, '4'))
    expect(codes.map((one) => one?.code)).toEqual([0, 0, 230020, 0])
  })

  test('a recalled or deleted message is edited no more', async () => {
    const { app, chat, sentTo, patch } = world()
    const ids = [
      await sentTo(chat.id, card(markdown('一'))),
      await sentTo(chat.id, card(markdown('二'))),
    ] as const
    app.recalls(ids[0])
    app.deletes(ids[1])
    expect(await patch(ids[0], card(markdown('新')))).toMatchObject({ code: 230011 })
    expect(await patch(ids[1], card(markdown('新')))).toMatchObject({ code: 231003 })
  })
})

describe('reading', () => {
  test('a group tells its owner and administrators while the bot is in it', async () => {
    const { app, call } = world()
    const [owner, admin] = [app.person(), app.person()]
    const group = app.group({ owner, admins: [admin] })
    const path = `im/v1/chats/${group.id}`
    expect(await call('GET', path)).toMatchObject({
      data: { owner_id: owner.openId, user_manager_id_list: [admin.openId] },
    })
    expect(await call('GET', `${path}/members`)).toMatchObject({ data: { member_total: 2 } })
    app.removeBot(group, owner)
    expect((await call('GET', path))?.['data']).not.toHaveProperty('owner_id')
  })

  test('scopes are listed, and what it does not know is 404', async () => {
    const { app, call } = world()
    app.revokeScope('im:chat:readonly')
    expect(await call('GET', 'application/v6/scopes')).toMatchObject({
      data: {
        scopes: expect.arrayContaining([{ scope_name: 'im:chat:readonly', grant_status: 2 }]) as unknown,
      },
    })
    expect(await call('GET', 'im/v1/nonsense')).toMatchObject({ code: 404 })
    expect(app.violations).toHaveLength(1)
  })
})

describe('faults', () => {
  const cases: readonly (readonly [string, Fault, number])[] = [
    ['a gateway page', { kind: 'status', status: 502 }, 0],
    ['a reset before anything was done', { kind: 'reset' }, 0],
    ['an answer lost after it was done', { kind: 'answer-lost' }, 1],
    ['200 with an error code', { kind: 'code', code: 230027 }, 0],
  ]
  test.each(cases)('%s, once', async (_, fault, arrived) => {
    const { app, chat, send } = world()
    app.breaks('send', fault, 1)
    expect((await send(chat.id, '一'))?.code ?? -1).not.toBe(0)
    expect(app.botMessages()).toHaveLength(arrived)
    expect(await send(chat.id, '二')).toMatchObject({ code: 0 })
  })

  test.each(['hang', 'answer-hangs'] as const)('%s, until lifted', async (kind) => {
    const { app, chat, send } = world()
    const lift = app.breaks('send', { kind })
    const hanging = send(chat.id, '一')
    await app.waitFor(() => app.calls.some(({ operation }) => operation === 'send'))
    expect(app.botMessages()).toHaveLength(kind === 'hang' ? 0 : 1)
    lift()
    expect(await hanging).toBeUndefined()
    expect(await send(chat.id, '二')).toMatchObject({ code: 0 })
  })

  test('connection refused, and back on the same port', async () => {
    const own = await startFeishu()
    const app = own.app()
    const chat = app.p2p(app.person())
    const { send } = clientOf(own, app)
    await own.refuseConnections()
    expect(await send(chat.id, '一')).toBeUndefined()
    await own.listenAgain()
    expect(await send(chat.id, '二')).toMatchObject({ code: 0 })
    await own.close()
  })
})
