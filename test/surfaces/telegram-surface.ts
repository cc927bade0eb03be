import { Hono } from 'hono'
import type { PlatformMaker, Served } from '../../src/app/build.js'
import { telegram, type TelegramMode } from '../../src/channels/telegram/start.js'
import { commands } from '../../src/chat/commands.js'
import {
  fakeTelegram,
  type FakeBot,
  type FakeChat,
  type FakeTelegram,
  type Person,
} from '../fakes/telegram/telegram.js'
import { surfaceOver } from './surface-over.js'
import { operatorsSeat, type Seat, type Surface, type SurfaceOptions } from './surface.js'
import { castOf } from './telegram-cast.js'
import { driverFor } from './telegram-driver.js'
import { clockFromBeginning, openDoor, startWhole, type Door } from './whole.js'

export interface TelegramSurface extends Surface {
  readonly server: FakeTelegram
  readonly bot: FakeBot
  readonly personNamed: (name: string) => Person
  readonly chatOf: (seat: Seat) => FakeChat
  readonly threadOf: (seat: Seat) => string | undefined
  /** Cuts the way in; what is returned mends it. */
  readonly cut: () => Promise<() => Promise<void>>
}

const secret = 'a-secret-of-the-webhook-0123456789'

/** Short rests: what takes seconds in the wild takes a moment here. */
const pace = {
  firstRestMs: 20,
  longestRestMs: 100,
  webhookLookMs: 50,
  webhookCatchUpMs: 20,
  sendAgainMs: 50,
}

export async function openTelegram(
  mode: 'polling' | 'webhook',
  { forums = [], ...options }: SurfaceOptions,
): Promise<TelegramSurface> {
  const clock = clockFromBeginning()
  const server = await fakeTelegram()
  const bot = server.bot({ privacy: false, now: () => new Date(clock.now()) })
  const door = mode === 'webhook' ? await openDoor() : undefined
  const cast = castOf(bot, forums)
  const operators = [{ channel: 'telegram' as const, chat: String(cast.chatOf(operatorsSeat).id) }]
  const whole = await startWhole({ ...options, clock, operators, makers: [makerFor(server, bot, door)] })
  const start = async (served: Served): Promise<void> => {
    const asked = bot.callsOf('getWebhookInfo').length
    const menus = bot.callsOf('setMyCommands').length
    door?.leadTo(served.routes)
    served.start()
    await bot.waitFor(() => bot.callsOf('setMyCommands').length >= menus + 8, 'the menus')
    await bot.waitFor(
      () => (door === undefined ? bot.polling() : bot.callsOf('getWebhookInfo').length > asked),
      'a way in',
    )
  }
  await start(whole.served())
  const restart = async () => start(await whole.anew())
  const driver = driverFor({ bot, cast, secret, now: () => clock.now(), end: () => ended(server, door) })
  return {
    ...surfaceOver({ name: `telegram ${mode}`, driver, whole, clock, restart }),
    server,
    bot,
    personNamed: cast.personNamed,
    chatOf: cast.chatOf,
    threadOf: (seat) => cast.thread(seat)?.toString(),
    cut: () => cutOff(server, door, whole.served().routes),
  }
}

function makerFor({ url }: FakeTelegram, { token }: FakeBot, door: Door | undefined): PlatformMaker {
  const mode: TelegramMode =
    door === undefined ? { kind: 'polling' } : { kind: 'webhook', secret, publicUrl: door.url }
  return (parts) => telegram({ token, apiRoot: url, mode, commands, pace, ...parts })
}

/** Who polls finds nobody; who is pushed to is not found. */
async function cutOff(
  server: FakeTelegram,
  door: Door | undefined,
  routes: Hono,
): Promise<() => Promise<void>> {
  if (door === undefined) {
    await server.down()
    return () => server.up()
  }
  door.leadTo(new Hono())
  return () => {
    door.leadTo(routes)
    return Promise.resolve()
  }
}

async function ended(server: FakeTelegram, door: Door | undefined): Promise<void> {
  await server.close()
  await door?.close()
}
