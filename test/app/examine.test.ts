import { Agent } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { examineClock } from '../../src/app/examine/clock.js'
import { examineDisk, examineProxy } from '../../src/app/examine/machine.js'
import { examineOperators } from '../../src/app/examine/operators.js'
import { examineService, examineStore } from '../../src/app/examine/service.js'
import { configFrom } from '../../src/app/config.js'
import { findingsOfWebhook } from '../../src/channels/telegram/doctor-webhook.js'
import type { Clock } from '../../src/ports.js'
import type { Finding } from '../../src/ports-channel.js'
import { instant } from '../../src/values/civil-date.js'
import { openStoreAt } from '../../src/storage/open-store.js'
import { eventId } from '../../src/values/ids.js'
import { freePort } from '../cli/doctoring.js'
import { fakeTelegram, type FakeTelegram } from '../fakes/telegram/telegram.js'

let server: FakeTelegram

beforeAll(async () => {
  server = await fakeTelegram()
})

afterAll(() => server.close())

const wordsOf = (findings: readonly Finding[]): string =>
  findings
    .map((one) => `${one.kind}: ${one.what}${one.kind === 'trouble' ? ` → ${one.remedy}` : ''}`)
    .join('\n')

describe('the clock against a platform’s Date header', () => {
  const agent = new Agent()
  const ahead = (ms: number): Clock => ({ now: () => instant(Date.now() + ms) })

  test.each([
    ['agrees', 0, /^well: 时钟：和平台一致$/],
    ['differs by less than a minute', -50_000, /^well/],
    ['is three minutes fast', 180_000, /^trouble: 时钟：这台机器快了 18\d 秒 → .*timedatectl/],
    ['is an hour slow', -3_600_000, /^trouble: 时钟：这台机器慢了 (3600|3599) 秒/],
  ])('%s', async (_, ms, words) => {
    expect(wordsOf(await examineClock({ address: server.url, agent }, ahead(ms)))).toMatch(words)
  })

  test('says nothing where nobody answers: others say that', async () => {
    const address = `http://127.0.0.1:${await freePort()}`
    expect(await examineClock({ address, agent }, ahead(0))).toEqual([])
  })
})

describe('what Telegram says of a webhook', () => {
  const now = instant(Date.parse('2026-11-21T02:00:00Z'))
  const mode = async () =>
    ({
      kind: 'webhook',
      secret: 'a-secret-of-some-length',
      publicUrl: `http://127.0.0.1:${await freePort()}`,
    }) as const
  const failing = { pending_update_count: 3, last_error_date: now / 1000 - 120 }

  test.each([
    ['Wrong response from the webhook: 401 Unauthorized', '重启 chizheng serve 会重新登记'],
    ['SSL error {error:0A000086:SSL routines::certificate verify failed}', '证书'],
    ['Connection timed out', '443、80、88 或 8443'],
    ['Failed to resolve host: Name or service not known', '443、80、88 或 8443'],
    ['Wrong response from the webhook: 404 Not Found', 'POST /telegram/webhook'],
    ['Wrong response from the webhook: 502 Bad Gateway', 'POST /telegram/webhook'],
  ])('%s', async (error, remedy) => {
    const hooked = await mode()
    const info = {
      url: `${hooked.publicUrl}/telegram/webhook`,
      has_custom_certificate: false,
      last_error_message: error,
      ...failing,
    }
    const words = wordsOf(await findingsOfWebhook(info, hooked, now))
    expect(words).toContain('well: webhook 已设到 PUBLIC_URL')
    expect(words).toMatch(new RegExp(`trouble: Telegram 推送失败过（2 分钟前：.*${remedy}`))
  })

  test('an old complaint with nothing waiting is only worth knowing, much waiting too', async () => {
    const info = { url: '', has_custom_certificate: false, last_error_message: 'Connection refused' }
    const hooked = await mode()
    const over = { ...info, last_error_date: 0, pending_update_count: 0 }
    expect(wordsOf(await findingsOfWebhook(over, hooked, now))).toContain('note: Telegram 推送失败过')
    const polled = await findingsOfWebhook({ ...info, pending_update_count: 500 }, { kind: 'polling' }, now)
    expect(wordsOf(polled)).toBe(
      'well: 收消息用 polling，没有设 webhook\nnote: Telegram 那边积压 500 条，启动 chizheng serve 后会补收',
    )
  })
})

describe('the machine', () => {
  test.each([
    ['file:./bot.db', /^well: 磁盘：还有 \d+ MB$/],
    ['file::memory:', /^well/],
    ['file:/nowhere/at/all/bot.db', /^$/],
    ['postgres://db/x', /^$/],
  ])('the disk under %s', async (url, words) => {
    expect(wordsOf(await examineDisk(url))).toMatch(words)
  })

  test('a proxy: none, one that listens, one that does not; never its password', async () => {
    const { port } = new URL(server.url)
    const open = await examineProxy({ https: `http://user:hunter2@127.0.0.1:${port}`, except: undefined })
    const dead = await examineProxy({
      https: `http://user:hunter2@[::1]:${await freePort()}`,
      except: undefined,
    })
    expect(wordsOf(open)).toBe(`well: 代理：127.0.0.1:${port} 能连上，Telegram 和飞书走它`)
    expect(wordsOf(dead)).toMatch(/^trouble: 代理：\[::1\]:\d+ 连不上/)
    expect(wordsOf(await examineProxy({ https: undefined, except: undefined }))).toMatch(/^note/)
  })

  test('no service where none listens', async () => {
    expect(wordsOf(await examineService('0.0.0.0', await freePort()))).toMatch(/^note: 服务：0\.0\.0\.0:/)
  })
})

test('the store names the chats that an operator may choose, the newest first', async () => {
  const store = await openStoreAt('file::memory:')
  const started = async (chat: string, kind: 'private' | 'group', at: number): Promise<void> => {
    const id = eventId(chat)
    const from = { channel: 'telegram', person: '7' } as const
    const where = { channel: 'telegram', chat, kind } as const
    const now = instant(at)
    const arrival = { id, at: now, chat: where, from, kind: 'said', text: '/start', addressed: true } as const
    await store.accept([arrival], now)
    await store.takeArrivals({ owner: 'test', until: instant(at + 1_000) }, now, 1)
    const effects = [{ kind: 'started', chat: { channel: 'telegram', chat } }] as const
    await store.finish({ arrival: id, messages: [], sessions: [], effects }, 'test', now)
  }
  await started('7', 'private', 1_000)
  await started('-100', 'group', 2_000)
  const notes = (await examineStore(store)).slice(1).map(({ what }) => what)
  expect(notes).toEqual([
    '最近发过 /start 的群：telegram:-100（可写进 OPERATOR_CHATS）',
    '最近发过 /start 的私聊：telegram:7（可写进 OPERATOR_CHATS）',
  ])
  await store.close()
})

test.each([
  ['telegram:7', /telegram:7 发不出去.*TELEGRAM_BOT_TOKEN/],
  ['feishu:oc_7', /feishu:oc_7 发不出去.*FEISHU_APP_ID/],
  ['terminal:7', /terminal:7 发不出去.*换成/],
  ['web:7', /^$/],
])('alarms for %s on a bot with no platform', (chats, words) => {
  const read = configFrom({ OPERATOR_CHATS: chats })
  expect(read.ok && wordsOf(examineOperators(read.config))).toMatch(words)
})
