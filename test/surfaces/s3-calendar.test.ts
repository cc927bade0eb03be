import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { address, pathIn, shownAt } from '../app/calendar-bot.js'
import { shipped } from '../chat/shipped.js'
import { groupSurfaceNames } from './group-surfaces.js'
import { endOf, storyOn, type Story } from './story.js'
import type { Seat } from './surface.js'

const knowledge = await shipped()
const adviser: Seat = { person: '李顾问' }

describe.each(groupSurfaceNames)('S3.10: the calendar on %s', (name) => {
  let story: Story

  beforeEach(async () => {
    story = await storyOn(name, '2026-11-21T10:00', { knowledge, publicUrl: address })
    await story.says(adviser, '甲公司的证2027年3月2日到期')
    await story.presses(adviser, '设置提醒')
  })
  afterEach(async () => {
    expect(await endOf(story)).toEqual([])
  })

  test('moves an event with its date, and dies with another link', async () => {
    const { here, says, presses } = story
    const path = pathIn(await says(adviser, '/calendar'))
    const lastDay = async (at: string) =>
      (await shownAt(here.routes(), at)).filter(({ summary }) => summary.includes('许可证续期申请'))
    const [event, ...others] = await lastDay(path)
    expect([event?.on, others]).toEqual(['2026-12-02', []])

    await says(adviser, '/licence')
    await presses(adviser, '1. 甲公司的许可证')
    await presses(adviser, '改到期日')
    await says(adviser, '2027年4月6日')
    await presses(adviser, '确认记下')
    const [moved, ...more] = await lastDay(path)
    expect([moved?.on, more]).toEqual(['2027-01-06', []])
    expect(moved?.uid).toBe(event?.uid)
    expect(moved?.sequence).toBeGreaterThan(event?.sequence ?? 0)

    await says(adviser, '/calendar')
    const renewed = pathIn(await presses(adviser, '重新生成'))
    expect((await here.routes().request(path)).status).toBe(404)
    expect((await lastDay(renewed)).map(({ uid, on }) => [uid, on])).toEqual([[event?.uid, '2027-01-06']])
  })
})
