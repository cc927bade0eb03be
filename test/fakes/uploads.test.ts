import { InputFile } from 'grammy'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pngOf } from '../../src/app/picture.js'
import { drawn } from '../channels/attached.js'
import { startFeishu, type FakeApp, type FakeFeishu } from './feishu/feishu.js'
import { clientOf, outcomeOf } from './telegram/client.js'
import { fakeTelegram, type FakeTelegram } from './telegram/telegram.js'

let telegram: FakeTelegram
let feishu: FakeFeishu
beforeAll(async () => {
  telegram = await fakeTelegram()
  feishu = await startFeishu()
})
afterAll(async () => {
  await telegram.close()
  await feishu.close()
})

describe('Telegram takes a photo', () => {
  const text = new TextEncoder().encode('甲')
  test.each([
    ['that is a PNG of fair size', async () => pngOf(drawn()), 'fine'],
    ['but none that is no picture', () => text, '400 Bad Request: IMAGE_PROCESS_FAILED'],
    ['nor a strip', async () => pngOf(drawn(30, 700)), '400 Bad Request: PHOTO_INVALID_DIMENSIONS'],
    ['nor nothing', () => new Uint8Array(), '400 Bad Request: file must be non-empty'],
  ] as const)('%s', async (_, bytes, outcome) => {
    const bot = telegram.bot()
    const boss = bot.person()
    bot.starts(boss)
    const photo = new InputFile(await bytes(), 'x.png')
    expect(await outcomeOf(clientOf(telegram, bot).sendPhoto(boss.id, photo))).toBe(outcome)
    expect(bot.violations.length === 0).toBe(outcome === 'fine')
  })
})

describe('Feishu takes an upload', () => {
  async function tokenOf(app: FakeApp): Promise<string> {
    const response = await fetch(`${feishu.domain}/open-apis/auth/v3/tenant_access_token/internal`, {
      method: 'POST',
      body: JSON.stringify({ app_id: app.id, app_secret: app.secret }),
    })
    const { tenant_access_token: token } = (await response.json()) as { tenant_access_token: string }
    return token
  }

  const png = async () => new Blob([new Uint8Array(await pngOf(drawn()))])
  test.each([
    ['that is whole', 'images', { image_type: 'message' }, 0],
    ['but not without its type', 'images', {}, 234001],
    ['nor a file without a name', 'files', { file_type: 'stream' }, 234001],
    ['nor of a kind that is none', 'files', { file_type: 'csv', file_name: 'x' }, 234001],
  ] as const)('%s', async (_, path, fields, code) => {
    const app = feishu.app()
    const body = new FormData()
    for (const [name, value] of Object.entries(fields)) body.set(name, value)
    body.set(path === 'images' ? 'image' : 'file', await png(), 'x')
    const headers = { Authorization: `Bearer ${await tokenOf(app)}` }
    const response = await fetch(`${feishu.domain}/open-apis/im/v1/${path}`, {
      method: 'POST',
      headers,
      body,
    })
    expect(((await response.json()) as { code: number }).code).toBe(code)
    expect(app.violations.length === 0).toBe(code === 0)
  })
})
