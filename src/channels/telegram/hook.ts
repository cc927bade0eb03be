import type { Api } from 'grammy'
import type { WebhookInfo } from 'grammy/types'
import type { Clock } from '../../ports.js'
import type { Instant } from '../../values/civil-date.js'
import type { Ages } from './ages.js'
import { called } from './calls.js'
import { restAfter, troubleIn } from './failed.js'
import { allowedUpdates, type Pace } from './limits.js'
import { patience, rested } from './patience.js'
import { shortened } from './shortened.js'
import type { Troubles } from './troubles.js'
import { webhookPath } from './webhook.js'

export interface HookParts {
  readonly api: Api
  readonly publicUrl: string
  readonly secret: string
  readonly clock: Clock
  readonly ages: Ages
  readonly troubles: Troubles
  readonly pace: Pace
  readonly stop: AbortSignal
}

/**
 * Sets the webhook and looks after it until stopped. It stays set then: what people write meanwhile waits at Telegram.
 * Whatever is wrong with it, setting it again is the cure that we have.
 */
export async function keepHooked(parts: HookParts): Promise<void> {
  const { ages, pace, stop, troubles } = parts
  const waits = patience(pace)
  let sound = false
  while (!stop.aborted) {
    const info = sound ? await called(parts.api.getWebhookInfo()) : await hooked(parts)
    if (info.kind !== 'done') {
      troubles.begin('receiving', troubleIn(info))
      await rested(restAfter(info, waits, pace), stop)
      continue
    }
    waits.relieved()
    sound = await lookedAt(info.value, parts)
    await rested(ages.catchingUp() || !sound ? pace.webhookCatchUpMs : pace.webhookLookMs, stop)
  }
}

/** One connection at a time: so Telegram pushes in order. */
async function hooked({ api, publicUrl, secret }: HookParts) {
  const set = await called(
    api.setWebhook(`${publicUrl}${webhookPath}`, {
      secret_token: secret,
      allowed_updates: allowedUpdates,
      max_connections: 1,
      drop_pending_updates: false,
    }),
  )
  return set.kind === 'done' ? called(api.getWebhookInfo()) : set
}

/** Whether all is well with it. */
async function lookedAt(info: WebhookInfo, parts: HookParts): Promise<boolean> {
  const { publicUrl, ages, troubles, clock } = parts
  if (info.pending_update_count === 0) await ages.drained()
  const words =
    info.url === `${publicUrl}${webhookPath}`
      ? failingPush(info, clock.now())
      : 'webhook 被改到了别的网址，正在改回来；请确认没有别的程序用这个令牌'
  if (words === undefined) troubles.end('receiving')
  else troubles.begin('receiving', words)
  return words === undefined
}

/** Telegram keeps its last complaint: it counts while it is fresh and something waits. */
function failingPush(info: WebhookInfo, now: Instant): string | undefined {
  const { pending_update_count: waiting, last_error_message: error, last_error_date: at = 0 } = info
  if (waiting === 0 || error === undefined || now - at * 1000 > freshMs) return undefined
  return /401/.test(error)
    ? '推送的密钥不对（401），正在重新设置 webhook'
    : `Telegram 推送不过来（${shortened(error, 80)}），请检查 PUBLIC_URL 和反向代理`
}

const freshMs = 5 * 60_000
