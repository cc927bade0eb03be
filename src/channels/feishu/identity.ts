import * as z from 'zod'
import type { FeishuClient } from './client.js'
import type { Timing } from './limits.js'
import { pausesOf } from './pauses.js'
import { within } from './within.js'

/** Who the bot is on the platform: without that nobody can tell whether a group called it. */
export interface Identity {
  readonly openId: string | undefined
  readonly name: string | undefined
  /** Our open_id, waiting for it up to `ms`. */
  openIdWithin(ms: number): Promise<string | undefined>
  start(): void
  stop(): void
}

const botInfo = z.object({ bot: z.object({ open_id: z.string().min(1), app_name: z.string().default('') }) })

/** Asks until the platform answers. */
export function identityFrom(client: FeishuClient, timing: Timing): Identity {
  const pauses = pausesOf(timing)
  let bot: z.output<typeof botInfo>['bot'] | undefined
  let learned = (): void => undefined
  const learning = new Promise<void>((resolve) => {
    learned = resolve
  })

  const learn = async (): Promise<void> => {
    for (let failures = 0; bot === undefined && !pauses.isStopped(); failures++) {
      if (failures > 0) await pauses.afterFailure(failures)
      const called = await client.call({ method: 'GET', path: '/open-apis/bot/v3/info' }, botInfo)
      if (called.kind === 'done') bot = called.body.bot
    }
    learned()
  }

  return {
    get openId() {
      return bot?.open_id
    },
    get name() {
      return bot?.app_name
    },
    openIdWithin: async (ms) => {
      if (bot === undefined) await within(ms, learning, undefined)
      return bot?.open_id
    },
    start: () => void learn(),
    stop: () => {
      pauses.stop()
    },
  }
}
