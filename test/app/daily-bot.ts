import { clockJumps } from '../../src/app/clock-jumps.js'
import { daily } from '../../src/app/daily/daily.js'
import type { Rules } from '../../src/deadlines/rules.js'
import type { ChatRef } from '../../src/values/ids.js'
import { botsOnPaper, type OnPaper } from './bot-on-paper.js'
import { chatNamed, clockAt, settled, shippedContent, zone } from './watching.js'
import { silentLog } from '../../src/app/log.js'

export const operators: ChatRef = chatNamed('operators')

/** A bot on paper with what the calendar says beside it: rounds go when the test says so. */
export interface DailyBot extends OnPaper {
  /** As after a restart: nothing of before is remembered, but what is stored. The files may be others by then. */
  restart(rules?: Rules): void
  /** One round, and all that it sends. */
  round(): Promise<void>
  serve(rules: Rules): void
  /** What the chat shows: of an edited message the newest text. */
  shown(chat: string): readonly string[]
}

/** Makes such bots; they end after the test. */
export function dailyBots(): (date: string, time: string) => Promise<DailyBot> {
  const bots = botsOnPaper()
  return async (date, time) => {
    const clock = clockAt(date, time)
    let content = shippedContent()
    const bot = await bots({
      characters: 4_000,
      bot: { content: () => content, clock, operators: [operators] },
    })
    const { app, store } = bot
    const fresh = (): (() => Promise<number>) =>
      daily({
        store,
        clock,
        timeZone: zone,
        log: silentLog,
        content: () => content,
        tellOperators: app.tellOperators,
        tellChat: app.tellChat,
        readyFor: app.readyFor,
        isHeld: clockJumps(clock).isHeld,
      })
    let running = fresh()
    return {
      ...bot,
      restart: (rules = content.rules) => {
        content = { ...content, rules }
        running = fresh()
      },
      round: async () => {
        await running()
        await settled(bot)
      },
      serve: (rules) => {
        content = { ...content, rules }
      },
      shown: (chat) => shownIn(bot, chat),
    }
  }
}

function shownIn({ paper }: OnPaper, chat: string): readonly string[] {
  const shown = new Map<string, string>()
  for (const line of paper.read()) if (line.chat === chat) shown.set(line.edits ?? line.key, line.text)
  return [...shown.values()]
}
