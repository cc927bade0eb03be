import { describe, expect, test } from 'vitest'
import type { SendOutcome } from '../../src/ports-sending.js'
import type { Operation } from '../fakes/feishu/calls.js'
import type { Fault } from '../fakes/feishu/faults.js'
import type { FakeApp } from '../fakes/feishu/feishu.js'
import { kinds, saying } from './feishu-parts.js'
import { feishuWorld } from './feishu-world.js'

const world = feishuWorld()

describe('the access token', () => {
  test('is asked once for ten calls at once', async () => {
    const { app, bot, p2p } = world.sender()
    await Promise.all(Array.from({ length: 10 }, () => bot.say(p2p.id, saying('答'))))
    expect(app.tokenRequests()).toBe(1)
  })

  test('that is refused is replaced, once, and the message arrives', async () => {
    const { app, bot, p2p } = world.sender()
    await bot.say(p2p.id, saying('一'))
    app.expireTokens()
    const outcomes = await Promise.all([bot.say(p2p.id, saying('二')), bot.say(p2p.id, saying('三'))])
    expect(outcomes.flatMap(kinds)).toEqual(['sent', 'sent'])
    expect(app.tokenRequests()).toBe(2)
  })

  test('is renewed before its end', async () => {
    const { app, bot, p2p } = world.sender()
    await bot.say(p2p.id, saying('一'))
    app.pass(2 * 3_600_000)
    expect(kinds(await bot.say(p2p.id, saying('二')))).toEqual(['sent'])
    expect(callsOf(app, 'send').map((call) => call.code)).toEqual([0, 0])
  })

  test('that is never given makes the message wait, and operators hear why', async () => {
    const app = world.app()
    const bot = world.on(app, { secret: 'wrong' })
    expect(await bot.say(app.p2p(app.person()).id, saying('答'))).toMatchObject([
      { kind: 'not-before', why: 'code 10014' },
    ])
    expect(bot.platform.trouble()).toContain('飞书：App ID 或 App Secret 不被接受，请到“凭证与基础信息”核对')
  })
})

describe('a token that is not given', () => {
  test.each<{ fault: Fault; outcome: Partial<SendOutcome>; trouble: RegExp }>([
    { fault: { kind: 'code', code: 10013 }, outcome: { why: 'code 10013' }, trouble: /App Secret/ },
    { fault: { kind: 'status', status: 403 }, outcome: { why: 'code 0, http 403' }, trouble: /没有响应/ },
    { fault: { kind: 'status', status: 502 }, outcome: { why: 'code 0, http 502' }, trouble: /没有响应/ },
  ])(
    'is nothing about the message, which was never sent: $outcome.why',
    async ({ fault, outcome, trouble }) => {
      const { app, bot, p2p } = world.sender()
      app.breaks('token', fault)
      const [became] = await bot.say(p2p.id, saying('答'))
      expect(became).toMatchObject({ kind: 'not-before', ...outcome })
      expect(became).not.toHaveProperty('doubtful')
      expect(bot.platform.trouble()).toContainEqual(expect.stringMatching(trouble))
    },
  )
})

function callsOf(app: FakeApp, operation: Operation) {
  return app.calls.filter((call) => call.operation === operation)
}
