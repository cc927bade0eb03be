import { expect, test } from 'vitest'
import { instantAt } from '../../src/deadlines/hours.js'
import type { Matter, Noted } from '../../src/deadlines/matter.js'
import { usualSettings, type Ladders } from '../../src/deadlines/watch.js'
import type { MatterEffect } from '../../src/ports-watch.js'
import { cycleId, eventKind, matterId, ruleId } from '../../src/values/ids.js'
import { day } from '../chat/shipped.js'
import { address, feeding, minuteMs, pathIn, shownAt, type Feeding, type Shown } from './calendar-bot.js'
import { chatNamed, licence, registered, zone } from './watching.js'

const matter = ({ clock }: Feeding, id = 'm1', expires = '2027-03-02'): Matter =>
  licence({ id, issued: '2022-03-02', expires }, clock.now())

const at = instantAt(day('2026-11-22'), '10:30', zone)

const noted = (...entries: readonly Noted[]): MatterEffect => {
  return { kind: 'matter-noted', matter: matterId('m1'), entries }
}

const expiry = (on: string): Noted => ({ at, kind: 'event', event: eventKind('expires'), on: day(on) })

const renewal = (events: readonly Shown[]): Shown | undefined =>
  events.find(({ summary }) => summary.includes('续期申请'))

test('a chat’s link opens a calendar of its deadlines, with alarms', async () => {
  const bot = await feeding()
  await bot.change(registered(matter(bot)))
  const path = pathIn(await bot.say('/calendar'))
  const response = await bot.http.request(path)
  expect(response.headers.get('content-type')).toBe('text/calendar; charset=utf-8')
  expect(response.headers.get('cache-control')).toBe('private, no-cache')
  expect(await response.text()).toContain('X-WR-CALNAME:持证：m1公司\r\n')
  const found = renewal(await shownAt(bot.http, path))
  expect(found).toMatchObject({ on: '2026-12-02', summary: '许可证续期申请，法定最后一日（m1公司）' })
  // A week, three days and one day before, and on the day: those before are over.
  expect(found?.alarms).toBe(4)
})

test('nothing of another chat stands in it; what both watch stands in both', async () => {
  const bot = await feeding()
  await bot.change(
    registered(matter(bot)),
    registered(matter(bot, 'm2'), 'c2'),
    registered(matter(bot, 'm3')),
  )
  await bot.change({
    kind: 'watch-changed',
    matter: matterId('m3'),
    chat: chatNamed('c2'),
    watch: { keepers: [], ladders: {} },
  })
  const ofFirst = pathIn(await bot.say('/calendar', 'c1'))
  const ofSecond = pathIn(await bot.say('/calendar', 'c2'))
  const holders = async (path: string) => {
    const summaries = (await shownAt(bot.http, path)).map(({ summary }) => summary)
    return ['m1公司', 'm2公司', 'm3公司'].filter((holder) => summaries.some((one) => one.includes(holder)))
  }
  expect(await holders(ofFirst)).toEqual(['m1公司', 'm3公司'])
  expect(await holders(ofSecond)).toEqual(['m2公司', 'm3公司'])
  const third = pathIn(await bot.say('/calendar', 'c3'))
  expect(await shownAt(bot.http, third)).toEqual([])
})

test('one calendar holds the events of all matters, and is named after whose they are', async () => {
  const bot = await feeding()
  await bot.change(...['m1', 'm2', 'm3'].map((id) => registered(matter(bot, id))))
  const path = pathIn(await bot.say('/calendar'))
  const lines = (await (await bot.http.request(path)).text()).split('\r\n')
  const count = (line: string) => lines.filter((one) => one === line).length
  expect([lines[0], ...lines.slice(-2)]).toEqual(['BEGIN:VCALENDAR', 'END:VCALENDAR', ''])
  expect(lines).toContain('X-WR-CALNAME:持证：m1公司等 3 家')
  expect([count('BEGIN:VCALENDAR'), count('END:VCALENDAR')]).toEqual([1, 1])
  expect(count('BEGIN:VEVENT')).toBe(count('END:VEVENT'))
  const renewals = (await shownAt(bot.http, path)).filter(({ uid }) => uid.includes('renewal-filing'))
  expect(renewals.map(({ uid }) => uid.slice(0, 2))).toEqual(['m1', 'm2', 'm3'])
})

test('two chats that watch the same see it each in its own way', async () => {
  const bot = await feeding()
  await bot.change(
    registered(matter(bot)),
    {
      kind: 'watch-changed',
      matter: matterId('m1'),
      chat: chatNamed('c2'),
      watch: { keepers: [], ladders: {} },
    },
    { kind: 'chat-set', chat: chatNamed('c1'), settings: { ...usualSettings, ladders: off } },
  )
  const alarmsIn = async (chat: string) =>
    renewal(await shownAt(bot.http, pathIn(await bot.say('/calendar', chat))))?.alarms
  expect(await alarmsIn('c1')).toBe(0)
  expect(await alarmsIn('c2')).toBe(4)
})

test('a date that is corrected moves the same event', async () => {
  const bot = await feeding()
  await bot.change(registered(matter(bot)))
  const path = pathIn(await bot.say('/calendar'))
  const before = renewal(await shownAt(bot.http, path))
  await bot.change(noted({ at, kind: 'taken-back', entry: 1 }, expiry('2027-04-02')))
  const after = renewal(await shownAt(bot.http, path))
  expect(after).toMatchObject({ uid: before?.uid, on: '2027-01-02' })
  expect(after?.sequence).toBeGreaterThan(before?.sequence ?? 0)
})

test('what is unchanged is not sent again: not before a change or another day', async () => {
  const bot = await feeding()
  await bot.change(registered(matter(bot)))
  const path = pathIn(await bot.say('/calendar'))
  const tagNow = async () => (await bot.http.request(path)).headers.get('etag') ?? ''
  const asked = async (tag: string) => {
    const response = await bot.http.request(path, { headers: { 'if-none-match': tag } })
    return [response.status, (await response.text()).length > 0]
  }
  const first = await tagNow()
  expect(first).toMatch(/^W\/"[\w-]{22}"$/)
  const text = async () => (await bot.http.request(path)).text()
  const before = await text()
  bot.clock.move(10 * minuteMs)
  expect(await text()).toBe(before)
  for (const tag of [first, `"other", ${first}`, first.slice(2), '*'])
    expect(await asked(tag)).toEqual([304, false])
  for (const tag of ['"other"', first.slice(3), '']) expect(await asked(tag)).toEqual([200, true])
  await bot.change(noted(expiry('2027-04-02')))
  const second = await tagNow()
  expect(await asked(first)).toEqual([200, true])
  expect(await asked(second)).toEqual([304, false])
  bot.clock.move(24 * 60 * minuteMs)
  expect(await asked(second)).toEqual([200, true])
})

test('HEAD tells the same without the calendar', async () => {
  const bot = await feeding()
  const path = pathIn(await bot.say('/calendar'))
  const [got, head] = [await bot.http.request(path), await bot.http.request(path, { method: 'HEAD' })]
  expect([head.status, await head.text()]).toEqual([200, ''])
  expect(Object.fromEntries(head.headers)).toEqual(Object.fromEntries(got.headers))
})

test('a new link kills the old one at once, and ended it opens nothing', async () => {
  const bot = await feeding()
  const status = async (path: string) => (await bot.http.request(path)).status
  const first = pathIn(await bot.say('/calendar'))
  expect(await bot.say('日历')).not.toContain('https')
  expect(await status(first)).toBe(200)
  const second = pathIn(await bot.press('重新生成'))
  expect(second).not.toBe(first)
  expect([await status(first), await status(second)]).toEqual([404, 200])
  await bot.press('停用')
  expect([await status(first), await status(second)]).toEqual([404, 404])
  const third = pathIn(await bot.say('/calendar'))
  expect([await status(second), await status(third)]).toEqual([404, 200])
})

test('what opens nothing looks the same, whatever it is', async () => {
  const bot = await feeding()
  const dead = pathIn(await bot.say('/calendar'))
  await bot.say('/calendar')
  const live = pathIn(await bot.press('重新生成'))
  const paths = [
    dead,
    '/calendar/',
    '/calendar/.ics',
    '/calendar/short.ics',
    `/calendar/${'a'.repeat(24)}.ics`,
    `/calendar/${'a'.repeat(5_000)}.ics`,
    live.slice(0, -4),
    `${live}x`,
    live.replace('.ics', '.ICS'),
    `${live}/`,
    live.replace('/calendar/', '/calendar//'),
    `/calendar/%00${live.slice(10)}`,
  ]
  for (const path of paths) {
    const response = await bot.http.request(path)
    const shape = [response.status, await response.text(), Object.fromEntries(response.headers)]
    const headers = {
      'cache-control': 'private, no-cache',
      'content-type': 'text/plain; charset=UTF-8',
      'x-content-type-options': 'nosniff',
      'x-robots-tag': 'noindex',
    }
    expect(shape, path).toEqual([404, '没有这个日历。', headers])
  }
  expect((await bot.http.request(live)).status).toBe(200)
  expect((await bot.http.request(live, { method: 'POST' })).status).toBe(404)
})

test('without PUBLIC_URL there is no link: what it would bring comes as a file', async () => {
  const bot = await feeding({})
  await bot.change(registered(matter(bot)))
  expect(await bot.say('/calendar')).toBe('[期限日历-2026-11-22.ics]')
  expect(await bot.store.feedMadeAt(chatNamed('c1'))).toBeUndefined()
})

test('the token stands in no log, not even where the store breaks', async () => {
  let broken = false
  const bot = await feeding({
    publicUrl: address,
    through: (store) => ({
      chatOfFeed: (token) => (broken ? Promise.reject(new Error('store is down')) : store.chatOfFeed(token)),
    }),
  })
  const path = pathIn(await bot.say('/calendar'))
  await bot.http.request(path)
  broken = true
  expect((await bot.http.request(path)).status).toBe(500)
  expect(bot.logged.some((line) => line.includes('request failed'))).toBe(true)
  expect(bot.logged.join('\n')).not.toContain(path.slice(10, -4))
})

test('what was over before we were told, and what nobody switched on, is not in it', async () => {
  const bot = await feeding()
  await bot.change(registered(matter(bot)))
  const path = pathIn(await bot.say('/calendar'))
  const before = await shownAt(bot.http, path)
  expect(before.filter(({ on }) => on < '2026-11-22')).toEqual([])
  const spotChecks = (events: readonly Shown[]) =>
    events.filter(({ uid }) => uid.includes('annual-spot-check'))
  expect(spotChecks(before)).toEqual([])
  const ladders: Ladders = { [ruleId('annual-spot-check')]: { kind: 'on' } }
  await bot.change({ kind: 'chat-set', chat: chatNamed('c1'), settings: { ...usualSettings, ladders } })
  expect(spotChecks(await shownAt(bot.http, path))).not.toEqual([])
})

const off: Ladders = { [ruleId('renewal-filing')]: { kind: 'off' } }

test.each<[string, MatterEffect, string | undefined]>([
  [
    'was handed in',
    noted({ at, kind: 'event', event: eventKind('renewal-filed'), on: day('2026-11-20') }),
    '已办：许可证续期申请',
  ],
  [
    'was given up',
    noted({
      at,
      kind: 'marked',
      rule: ruleId('renewal-filing'),
      cycle: cycleId('2027-03-02'),
      mark: { kind: 'given-up' },
    }),
    '已放弃：许可证续期申请',
  ],
  [
    'is not spoken of in this chat',
    { kind: 'chat-set', chat: chatNamed('c1'), settings: { ...usualSettings, ladders: off } },
    '许可证续期申请，法定最后一日',
  ],
  ['is of a matter that is closed', noted({ at, kind: 'closed' }), undefined],
  [
    'is watched here no more',
    { kind: 'watch-ended', matter: matterId('m1'), chat: chatNamed('c1') },
    undefined,
  ],
])('a deadline that %s rings no more', async (_, effect, summary) => {
  const bot = await feeding()
  await bot.change(registered(matter(bot)))
  const path = pathIn(await bot.say('/calendar'))
  await bot.change(effect)
  const found = renewal(await shownAt(bot.http, path))
  expect(found?.summary.slice(0, summary?.length)).toBe(summary)
  expect(found?.alarms ?? 0).toBe(0)
  const named = (await (await bot.http.request(path)).text()).includes('X-WR-CALNAME:持证：m1公司\r\n')
  expect(named).toBe(summary !== undefined)
})
