import { afterAll, beforeAll, expect, test } from 'vitest'
import { startFeishu, type FakeFeishu } from '../fakes/feishu/feishu.js'
import { connected } from './feishu-parts.js'

let server: FakeFeishu
beforeAll(async () => {
  server = await startFeishu()
})
afterAll(() => server.close())

test('links that are dropped as soon as they open are opened ever more slowly', async () => {
  const app = server.app()
  const bot = await connected(server, app, { timing: { longestPauseMs: 5_000 } })
  const downs = (): readonly string[] => bot.lines.filter((line) => line.includes('long connection down'))
  for (let dropped = 1; dropped <= 4; dropped += 1) {
    await app.waitFor(() => app.links.length === 1, 'a link')
    app.links[0]?.cut()
    await expect.poll(() => downs().length).toBe(dropped)
  }
  expect(downs().map((line) => /"failures":(\d)/.exec(line)?.[1])).toEqual(['0', '1', '2', '3'])
  await bot.stop()
})
