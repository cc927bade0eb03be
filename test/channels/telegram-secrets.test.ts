import { expect, test, vi } from 'vitest'
import { apiOn, called } from '../../src/channels/telegram/calls.js'
import type { Fault } from '../fakes/telegram/telegram.js'
import { paragraph } from './telegram-parts.js'
import { heard, telegramWorld } from './telegram-world.js'

const telegram = telegramWorld()

const faults: readonly Fault[] = [
  { kind: 'unauthorized' },
  { kind: 'reset' },
  { kind: 'hang' },
  { kind: 'html' },
  { kind: 'lost-answer' },
  { kind: 'error', code: 400, description: 'Bad Request: no' },
  { kind: 'flood', retryAfterSeconds: 0 },
]

test.each(faults)('the token and what people write are in no log, trouble or error: $kind', async (fault) => {
  const { bot, boss, says } = telegram.asked()
  const printed: string[] = []
  const spies = (['log', 'warn', 'error'] as const).map((name) =>
    vi.spyOn(console, name).mockImplementation((...what) => void printed.push(what.join(' '))),
  )
  const lift = bot.fault(fault)
  const channel = telegram.starting(bot)
  says('这是秘密')
  const outcomes = await channel.say(boss.alone.id, paragraph('这也是秘密'))
  const rights = await channel.platform.channel
    .mayManage?.({ channel: 'telegram', person: '5' }, { channel: 'telegram', chat: '-5' })
    .catch((error: unknown) => (error instanceof Error ? `${error.message} ${error.stack}` : ''))
  await expect.poll(() => channel.platform.trouble().length).toBeGreaterThan(0)
  const trouble = channel.platform.trouble()
  lift()
  await heard(bot, channel, '这是秘密')
  for (const spy of spies) spy.mockRestore()
  const seen = JSON.stringify([channel.lines, printed, outcomes, trouble, rights])
  expect(seen).not.toContain(bot.token)
  expect(seen).not.toContain(bot.token.split(':')[1])
  expect(seen).not.toContain('秘密')
})

test('what a failed call throws holds no address', async () => {
  const api = apiOn({ token: '1:canary', apiRoot: 'http://127.0.0.1:1', timeoutMs: 1_000 })
  const thrown: unknown = await api.getMe().catch((error: unknown) => error)
  expect(JSON.stringify(thrown, Object.getOwnPropertyNames(thrown))).not.toContain('canary')
  expect(await called(api.getMe())).toEqual({ kind: 'unreached', why: 'ECONNREFUSED' })
})
