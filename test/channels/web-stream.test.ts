import { afterEach, describe, expect, test, vi } from 'vitest'
import { limits } from '../../src/channels/web/limits.js'
import { instant } from '../../src/values/civil-date.js'
import { messageId, pressToken } from '../../src/values/ids.js'
import { fakeWeb, fullReply } from '../fakes/web-parts.js'
import { ask, browserAt, chatOf, echoing, linesIn, said } from '../fakes/web-visitor.js'

describe('the stream', () => {
  afterEach(() => {
    vi.useRealTimers()
  })

  test('gives each line with its cursor, and goes on after the last one seen', async () => {
    const web = echoing()
    const browser = await browserAt(web)
    await browser.postJson('/messages', ask('第一问'))
    const seen = await linesIn(await browser.events(), 2)
    expect(seen.map(({ data }) => /"by":"(\w+)"/.exec(data)?.[1])).toEqual(['person', 'bot'])
    await browser.postJson('/messages', ask('第二问'))
    const last = seen.at(-1)?.id ?? ''
    const byHeader = await linesIn(await browser.events('?after=0', { 'last-event-id': last }), 2)
    const byQuery = await linesIn(await browser.events(`?after=${last}`), 2)
    expect(byHeader.map(({ data }) => data).join()).not.toContain('第一问')
    expect(byQuery).toEqual(byHeader)
  })

  test('wakes when a line is written, long before its heartbeat', { timeout: 5_000 }, async () => {
    const web = echoing()
    const browser = await browserAt(web)
    await browser.postJson('/messages', ask('在吗'))
    const reading = linesIn(await browser.events(), 3)
    // A stream that began later has read by now, so this one has too.
    await linesIn(await browser.events(), 2)
    await web.say(chatOf(web), said('还有一句'))
    expect((await reading).at(-1)?.data).toContain('还有一句')
  })

  test('reads again at each heartbeat, since another process may have written', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const web = echoing()
    const browser = await browserAt(web)
    await browser.postJson('/messages', ask('在吗'))
    const reading = linesIn(await browser.events(), 3)
    // A stream that began later has read by now, so this one has too.
    await linesIn(await browser.events(), 2)
    await web.restarted().say(chatOf(web), said('另一个进程说的'))
    await vi.advanceTimersByTimeAsync(limits.heartbeatMs)
    expect((await reading).at(-1)?.data).toContain('另一个进程说的')
  })

  test('ends when the server stops, also for those who come later', async () => {
    const web = fakeWeb()
    const browser = await browserAt(web)
    const open = (await browser.events()).text()
    web.chat.stop()
    expect(await open).toBe(`retry: ${limits.reconnectMs}\n\n`)
    expect(await (await browser.events()).text()).toBe(`retry: ${limits.reconnectMs}\n\n`)
  })
})

describe('sending', () => {
  test('twice under one key shows one line', async () => {
    const web = echoing()
    const browser = await browserAt(web)
    await browser.postJson('/messages', ask('在吗'))
    for (const repeated of [false, true])
      await web.say(chatOf(web), said('提醒一次'), { key: 'send-7', repeated })
    expect((await browser.page()).match(/提醒一次/g)).toHaveLength(1)
  })

  test('an edit replaces the line where it stands, on the page and in the stream', async () => {
    const web = echoing()
    const browser = await browserAt(web)
    await browser.postJson('/messages', ask('第一问'))
    await web.say(chatOf(web), said('旧卡片'), { key: 'card' })
    await browser.postJson('/messages', ask('第二问'))
    const after = (await linesIn(await browser.events(), 5)).at(-1)
    await web.say(chatOf(web), said('新卡片'), { edits: messageId('card') })
    const page = await browser.page()
    expect(page).not.toContain('旧卡片')
    expect(page.indexOf('新卡片')).toBeLessThan(page.indexOf('第二问'))
    const cursors = (await linesIn(await browser.events(), 5)).map(({ id }) => Number(id))
    expect(cursors).toEqual(cursors.toSorted((a, b) => a - b))
    const [change] = await linesIn(await browser.events(`?after=${after?.id ?? ''}`), 1)
    expect(change?.data).toContain('{"id":"card","by":"bot"')
  })

  test('an edit of a line that is gone asks for a fresh one', async () => {
    const { channel } = fakeWeb().chat
    const [call = null] = channel.render(fullReply, () => pressToken('t'))
    const to = { channel: 'web', chat: 'c' } as const
    const outcome = await channel.send({
      id: 1,
      key: 'k',
      to,
      call,
      edits: messageId('gone'),
      repeated: false,
      queuedAt: instant(0),
    })
    expect(outcome.kind).toBe('cannot-edit')
  })

  test('refuses a call that is none of ours', async () => {
    const { channel } = fakeWeb().chat
    const to = { channel: 'web', chat: 'c' } as const
    expect(
      (
        await channel.send({
          id: 1,
          key: 'k',
          to,
          call: { text: 'x' },
          repeated: false,
          queuedAt: instant(0),
        })
      ).kind,
    ).toBe('refused')
  })
})
