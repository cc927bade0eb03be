import { expect, test } from 'vitest'
import type { Matter, Noted } from '../../src/deadlines/matter.js'
import { eventKind, matterId } from '../../src/values/ids.js'
import { day } from '../chat/shipped.js'
import { peopleOnPaper, type People } from './people-on-paper.js'
import { chatNamed } from './watching.js'

const people = peopleOnPaper()
const hourMs = 3_600_000

/** An application whose correction is due on Tuesday, 2026-03-24; it is 09:30 on that day. */
async function lastDay(): Promise<People> {
  const here = await people({ date: '2026-03-24', time: '09:30' })
  const at = here.clock.now()
  const event = (kind: string, on: string): Noted => {
    return { kind: 'event', event: eventKind(kind), on: day(on), at }
  }
  const matter: Matter = {
    id: matterId('a1'),
    kind: 'application',
    holder: '甲公司',
    has: [],
    log: [
      event('submitted', '2026-03-10'),
      event('correction-notice', '2026-03-17'),
      event('correction-due', '2026-03-24'),
    ],
  }
  await here.store.change([{ kind: 'matter-registered', matter, chat: chatNamed('小林') }], at)
  await here.say('小林', '小林', '/start')
  await here.pass(0)
  here.news('小林')
  return here
}

test('on the last day of a correction it is told at ten and at three', async () => {
  const here = await lastDay()
  await here.pass(hourMs / 2)
  expect(here.news('小林')).toEqual([
    expect.stringMatching(/今天是通知书上的最后一日[^]*提交补正材料，存好回执/),
  ])
  await here.press('小林', '小林', '已看到')
  here.news('小林')
  await here.pass(4 * hourMs)
  expect(here.news('小林')).toEqual([])
  await here.pass(hourMs)
  expect(here.news('小林')).toEqual([
    expect.stringMatching(/今天是通知书上的最后一日[^]*还没提交的，现在就提交/),
  ])
})

test('what was handed in by then is not asked for again', async () => {
  const here = await lastDay()
  await here.pass(hourMs / 2)
  await here.say('小林', '小林', '今天已补正')
  await here.press('小林', '小林', '确认记下')
  here.news('小林')
  await here.pass(6 * hourMs)
  expect(here.news('小林').filter((text) => text.includes('补正材料：今天'))).toEqual([])
})
