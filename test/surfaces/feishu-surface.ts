import { randomBytes } from 'node:crypto'
import { Hono } from 'hono'
import type { PlatformMaker, Served } from '../../src/app/build.js'
import { feishu } from '../../src/channels/feishu/start.js'
import type { Timing } from '../../src/channels/feishu/limits.js'
import { startFeishu, type FakeApp, type FakeFeishu } from '../fakes/feishu/feishu.js'
import type { Chat, Person } from '../fakes/feishu/people.js'
import type { WebhookKeys } from '../fakes/feishu/webhook.js'
import { castOf, threadKey } from './feishu-cast.js'
import { driverFor } from './feishu-driver.js'
import { surfaceOver } from './surface-over.js'
import { operatorsSeat, type Seat, type Surface, type SurfaceOptions } from './surface.js'
import { clockFromBeginning, openDoor, startWhole, type Door } from './whole.js'

export interface FeishuSurface extends Surface {
  readonly server: FakeFeishu
  readonly app: FakeApp
  readonly personNamed: (name: string) => Person
  readonly chatOf: (seat: Seat) => Chat
  readonly threadOf: (seat: Seat) => string | undefined
  /** Cuts the way in; what is returned mends it. */
  readonly cut: () => Promise<() => Promise<void>>
}

/** The rhythm of the wild takes seconds. */
const timing: Timing = {
  pongMs: 5_000,
  handshakeMs: 5_000,
  watchMs: 20,
  shortestPauseMs: 20,
  longestPauseMs: 100,
}

export async function openFeishu(
  mode: 'long connection' | 'webhook',
  { forums = [], ...options }: SurfaceOptions,
): Promise<FeishuSurface> {
  const clock = clockFromBeginning()
  const server = await startFeishu()
  const late = { byMs: 0 }
  const app = server.app({ now: () => clock.now() - late.byMs })
  const door = mode === 'webhook' ? await openDoor() : undefined
  const keys = { encryptKey: randomBytes(16).toString('hex'), verificationToken: app.verificationToken }
  const cast = castOf(app, forums)
  const operators = [{ channel: 'feishu' as const, chat: cast.chatOf(operatorsSeat).id }]
  const makers = [makerFor(server, app, door && keys)]
  const whole = await startWhole({ ...options, clock, operators, makers })
  if (door !== undefined) app.pushTo(`${door.url}/feishu/events`, keys)
  const start = async (served: Served): Promise<void> => {
    const told = app.calls.length
    door?.leadTo(served.routes)
    served.start()
    await app.waitFor(
      () =>
        app.calls.slice(told).some(({ operation, code }) => operation === 'bot-info' && code === 0) &&
        (door !== undefined || app.links.length > 0),
      'a way in',
    )
  }
  await start(whole.served())
  const restart = async () => start(await whole.anew())
  const end = () => ended(server, door)
  const driver = driverFor({ app, cast, keys, late, end })
  return {
    ...surfaceOver({ name: `feishu ${mode}`, driver, whole, clock, restart }),
    server,
    app,
    personNamed: cast.personNamed,
    chatOf: cast.chatOf,
    threadOf: (seat) => cast.threads.get(threadKey(seat)),
    cut: () => cutOff(server, app, door, whole.served().routes),
  }
}

function makerFor(
  { domain }: FakeFeishu,
  { id: appId, secret: appSecret }: FakeApp,
  keys: WebhookKeys | undefined,
): PlatformMaker {
  const mode = keys === undefined ? ({ kind: 'websocket' } as const) : ({ kind: 'webhook', ...keys } as const)
  return (parts) => feishu({ appId, appSecret, domain, mode, timing, ...parts })
}

/** Who keeps a link finds nobody; who is pushed to is not found. */
async function cutOff(
  server: FakeFeishu,
  app: FakeApp,
  door: Door | undefined,
  routes: Hono,
): Promise<() => Promise<void>> {
  if (door === undefined) {
    await server.refuseConnections()
    await app.waitFor(() => app.links.length === 0, 'the end of the link')
    return async () => {
      await server.listenAgain()
      await app.waitFor(() => app.links.length > 0, 'a link')
    }
  }
  door.leadTo(new Hono())
  return () => {
    door.leadTo(routes)
    return Promise.resolve()
  }
}

async function ended(server: FakeFeishu, door: Door | undefined): Promise<void> {
  await server.close()
  await door?.close()
}
