import { movableClock } from '../../src/app/outside.js'
import { openStoreAt } from '../../src/storage/open-store.js'
import { instantAt } from '../../src/deadlines/hours.js'
import type { Clock } from '../../src/ports.js'
import { smallRules } from '../deadlines/small-rules.js'
import { day, matter } from '../deadlines/small.js'
import { small } from '../knowledge/small.js'
import { pressToken, type PressToken } from '../../src/values/ids.js'
import type { Paper } from '../fakes/paper-channel.js'
import { contentOf } from './content.js'
import { pressed } from './arrivals.js'
import { onPaper, shown, type World } from './script.js'
import type { Step } from './stepped.js'

/** A Tuesday at the hour at which chats are told. */
const now = instantAt(day('2026-12-01'), '09:00', 'Asia/Shanghai')

/** The licences whose renewal is to be handed in today, and a week from now. */
export const expiries = { 'last day': '2027-03-01', 'week before': '2027-03-08' } as const

const c1 = { channel: 'terminal', chat: 'c1' } as const
const c2 = { channel: 'terminal', chat: 'c2' } as const

/** Two chats that watch one licence, before anything was said of it. */
export async function watchedByTwo({ database }: World, expires: string): Promise<void> {
  const store = await openStoreAt(database)
  const licence = matter(`@2026-12-01 expires ${expires}`)
  const watch = { keepers: [], ladders: {} }
  await store.change(
    [
      { kind: 'matter-registered', matter: licence, chat: c1 },
      { kind: 'watch-changed', matter: licence.id, chat: c2, watch },
    ],
    now,
  )
  await store.close()
}

interface Pressing {
  readonly chat: string
  /** Under a message that has this one too: it shows what was pressed before. */
  readonly beside: string
  readonly label: string
}

/** One after the other: somebody has seen it, and somebody who reads that elsewhere says that it is done. */
const presses: readonly Pressing[] = [
  { chat: 'c1', beside: '准备中', label: '已看到' },
  { chat: 'c2', beside: '✓ 已看到', label: '已提交' },
  { chat: 'c2', beside: '今天 12-01', label: '今天 12-01' },
  { chat: 'c2', beside: '确认记下', label: '确认记下' },
]

/** Both chats are reminded, and what is pressed in one of them is shown in both. */
export async function pressedOnLastDay(world: World, step: Step, minutesLater: number): Promise<void> {
  const clock = clockOf(minutesLater)
  await onPaper(world, { ...setting, step, clock }, async ({ intake }, paper) => {
    for (const { chat, beside, label } of presses) {
      const token = await shown(() => buttonBeside(paper, { chat, beside, label }))
      if (token === undefined) return
      await intake.accept([{ ...pressed(label, token, { chat }), at: clock.now() }])
    }
  })
}

function buttonBeside(paper: Paper, { chat, beside, label }: Pressing): PressToken | undefined {
  const message = paper
    .read()
    .find((line) => line.chat === chat && line.buttons.some((button) => button.label === beside))
  const token = message?.buttons.find((button) => button.label === label)?.token
  return token === undefined ? undefined : pressToken(token)
}

export function remindedAWeekBefore(world: World, step: Step, minutesLater: number): Promise<void> {
  return onPaper(world, { ...setting, step, clock: clockOf(minutesLater) }, () => Promise.resolve())
}

const setting = { content: () => contentOf(small, smallRules), characters: 4_000 }

function clockOf(minutesLater: number): Clock {
  const clock = movableClock({ now: () => now })
  clock.move(minutesLater * 60_000)
  return clock
}
