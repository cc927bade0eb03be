import { afterEach, describe, expect, test } from 'vitest'
import { shipped } from '../chat/shipped.js'
import { onTelegram } from './telegram-group.js'
import { openTelegram, type TelegramSurface } from './telegram-surface.js'
import type { GroupSurface } from './group-surface.js'
import { groupSurfaceNames, openGroups } from './group-surfaces.js'
import type { Seat, Surface } from './surface.js'

const knowledge = await shipped()
const group = '合规群'
const manager: Seat = { person: '王经理', group }
const dayMs = 24 * 3_600_000

let open: Surface | undefined

afterEach(async () => {
  expect(open?.violations()).toEqual([])
  expect(open?.leaks()).toEqual([])
  await open?.end()
  open = undefined
})

/** A group whose licence is watched, of which there is something to be said in the days that follow. */
async function watchedIn(here: GroupSurface): Promise<GroupSurface> {
  open = here
  await here.appoint(manager, [manager.person])
  await here.say(manager, '我们的证2027年3月2日到期')
  await here.settle()
  await here.press(manager, '设置提醒')
  await here.settle()
  return here
}

/** How often the last days are told of, day by day at the hour at which it begins. */
async function toldOn(here: Surface, days: number): Promise<readonly number[]> {
  const told: number[] = []
  const count = (): number =>
    here.shown(manager).filter(({ text }) => text.includes('许可证续期申请：')).length
  for (let day = 0; day < days; day += 1) {
    const before = count()
    await here.pass(dayMs)
    await here.settle()
    told.push(count() - before)
  }
  return told
}

/** From Saturday 2026-11-21 on: 25 and 27 November, 1 and 2 December. */
const asPlanned = [0, 0, 0, 1, 0, 1, 0, 0, 0, 1, 1]

describe('S2.10: on every surface with groups', () => {
  test.each(groupSurfaceNames)('%s says which days are provisional', async (name) => {
    const here = await watchedIn(await openGroups[name]({ knowledge }))
    // The plan shows what comes first: with the renewal filed that is January.
    await here.say(manager, '今天续期交了')
    await here.settle()
    await here.press(manager, '确认记下')
    await here.settle()
    await here.say(manager, '/plan')
    await here.settle()
    const plan = here.shown(manager).at(-1)?.text ?? ''
    expect(plan).toMatch(/2027-01-\d\d 周. 你们 电信业务经营信息年报（[^）]*暂定[^）]*）/)
    expect(plan).not.toMatch(/\n[^\n]*11-\d\d 周.[^\n]*暂定/)
    expect(plan).toContain('要等那一年的放假安排公布后才能定，定了会告诉你')
  })
})

describe('S2.11: reminders keep arriving', () => {
  test.each(['telegram polling', 'telegram webhook'] as const)(
    'on %s in a group that gets another name, and then becomes a supergroup',
    async (name) => {
      const telegram: TelegramSurface = await openTelegram(
        name === 'telegram polling' ? 'polling' : 'webhook',
        { knowledge },
      )
      const here = await watchedIn(onTelegram(telegram))
      const first = await toldOn(here, 4)
      const { id } = telegram.chatOf(manager)
      const by = telegram.personNamed(manager.person)
      telegram.bot.raw({
        message: {
          message_id: 9_001,
          date: Math.floor(here.clock.now() / 1000),
          chat: { id, type: 'group', title: '法务与合规' },
          from: { id: by.id, is_bot: false, first_name: by.name },
          new_chat_title: '法务与合规',
        },
      })
      await here.settle()
      const second = await toldOn(here, 2)
      await here.migrate(manager)
      await here.settle()
      const third = await toldOn(here, 5)
      expect([...first, ...second, ...third]).toEqual(asPlanned)
      // What was said before the move is still a card whose buttons work.
      await here.press(manager, '准备中')
      await here.settle()
      expect(here.shown(manager).at(-1)?.text).toContain('标记准备中')
    },
  )
})
