import type { Agent } from 'node:http'
import type { Api } from 'grammy'
import type { Clock, Log } from '../../ports.js'
import type { Intake, Platform, BytesOf } from '../../ports-channel.js'
import { agesSince, type Ages } from './ages.js'
import type { Us } from './called-us.js'
import { apiOn } from './calls.js'
import { channelOn } from './channel.js'
import { registerCommands, type ListedCommand } from './commands.js'
import type { FetchingParts } from './fetch-file.js'
import { keepHooked } from './hook.js'
import { whoWeAre } from './identity.js'
import { usualPace, type Pace } from './limits.js'
import { keepGoing } from './patience.js'
import { poll, type ApiWithin } from './poll.js'
import { troubles, type Troubles } from './troubles.js'
import { webhookRoutes, type Ready } from './webhook.js'

export interface TelegramParts {
  readonly token: string
  /** Of the Bot API server, without a slash at the end. */
  readonly apiRoot: string
  readonly mode: TelegramMode
  /** Through which connections; Node's own if absent. */
  readonly agent?: Agent
  /** For the menu; in groups a bare '/name' counts only if it is one of these. */
  readonly commands: readonly ListedCommand[]
  readonly intake: Intake
  readonly clock: Clock
  readonly log: Log
  readonly bytesOf: BytesOf
  readonly pace?: Partial<Pace>
}

export type TelegramMode =
  | { readonly kind: 'polling' }
  /** `publicUrl`, without a slash at the end, is where Telegram reaches this process. */
  | { readonly kind: 'webhook'; readonly secret: string; readonly publicUrl: string }

export function telegram(parts: TelegramParts): Platform {
  const { mode, log, clock, bytesOf } = parts
  const line = connection(parts)
  const wrong = troubles(log)
  const stopping = new AbortController()
  const known: Known = {}
  let running: Promise<unknown> = Promise.resolve()

  return {
    channel: channelOn({
      ...line,
      clock,
      bytesOf,
      troubles: wrong,
      fetching: fetchingOf(parts, line),
      username: () => known.us?.username,
    }),
    ...(mode.kind === 'webhook' && {
      routes: webhookRoutes({ secret: mode.secret, log, ready: () => readiness(known, line, parts) }),
    }),
    start: () => {
      const { signal: stop } = stopping
      const kept = { ...parts, ...line, troubles: wrong, stop }
      running = keepGoing(() => run(kept, known), kept)
    },
    stop: async () => {
      stopping.abort()
      await running
    },
    trouble: () => wrong.now(),
  }
}

function fetchingOf({ token, apiRoot, agent }: TelegramParts, line: Connection): FetchingParts {
  const { fetchMs: timeoutMs } = line.pace
  return { api: line.apiWithin({ timeoutMs }), token, apiRoot, agent, timeoutMs }
}

/** What only Telegram and the store can tell. */
interface Known {
  us?: Us
  ages?: Ages
}

interface Running extends TelegramParts, Connection {
  readonly pace: Pace
  readonly troubles: Troubles
  readonly stop: AbortSignal
}

async function run(parts: Running, known: Known): Promise<void> {
  const { apiWithin, pace, stop, mode, commands } = parts
  const looking = { ...parts, api: apiWithin({ timeoutMs: pace.callMs, stop }) }
  const me = await whoWeAre(looking)
  if (me === undefined) return
  const us: Us = { id: me.id, username: me.username, commands: commands.map(({ name }) => name) }
  known.us = us
  const ages = await agesSince(parts)
  if (ages === undefined) return
  known.ages = ages
  const receiving = (): Promise<void> =>
    mode.kind === 'polling' ? poll({ ...parts, us, ages }) : keepHooked({ ...looking, ...mode, ages })
  // Not among the troubles that are shown: without a menu everything still comes in.
  const listing = { ...looking, troubles: troubles(parts.log) }
  // Each begins anew by itself: with the other still going, two would poll.
  await Promise.all([
    keepGoing(() => registerCommands(commands, listing), parts),
    keepGoing(receiving, parts),
  ])
}

/** What taking a pushed update needs; undefined until it is known: then Telegram pushes it again. */
function readiness(
  { us, ages }: Known,
  { api }: Connection,
  { intake, log }: TelegramParts,
): Ready | undefined {
  return us && ages && { api, intake, log, us, pressedAt: ages.pressedAt() }
}

interface Connection {
  readonly api: Api
  readonly uploading: Api
  readonly apiWithin: ApiWithin
  readonly pace: Pace
}

function connection({ token, apiRoot, agent, pace }: TelegramParts): Connection {
  const full: Pace = { ...usualPace, ...pace }
  const apiWithin: ApiWithin = (limit) => apiOn({ token, apiRoot, agent, ...limit })
  return {
    apiWithin,
    pace: full,
    api: apiWithin({ timeoutMs: full.callMs }),
    uploading: apiWithin({ timeoutMs: full.uploadMs }),
  }
}
