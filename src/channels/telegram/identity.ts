import type { Api } from 'grammy'
import type { UserFromGetMe } from 'grammy/types'
import { called } from './calls.js'
import { restAfter, troubleIn } from './failed.js'
import type { Pace } from './limits.js'
import { patience, rested } from './patience.js'
import type { Troubles } from './troubles.js'

/** Who we are, asked until Telegram tells; undefined when stopped before. */
export async function whoWeAre(parts: {
  readonly api: Api
  readonly troubles: Troubles
  readonly pace: Pace
  readonly stop: AbortSignal
}): Promise<UserFromGetMe | undefined> {
  const { api, troubles, pace, stop } = parts
  const waits = patience(pace)
  while (!stop.aborted) {
    const me = await called(api.getMe())
    if (me.kind === 'done') {
      troubles.end('identity')
      return me.value
    }
    troubles.begin('identity', troubleIn(me))
    await rested(restAfter(me, waits, pace), stop)
  }
  return undefined
}
