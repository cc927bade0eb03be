import { afterAll, afterEach, beforeAll } from 'vitest'
import type { ClickAnswer } from '../fakes/feishu/click.js'
import { startFeishu, type AppOptions, type FakeApp, type FakeFeishu } from '../fakes/feishu/feishu.js'
import { connected, running, type RunOptions, type Running } from './feishu-parts.js'

/** One fake platform for a file of tests; bots on it are stopped after each test. */
export function feishuWorld() {
  let server: FakeFeishu
  const bots: Running[] = []
  beforeAll(async () => {
    server = await startFeishu()
  })
  afterEach(async () => {
    await Promise.all(bots.splice(0).map((bot) => bot.stop()))
  })
  afterAll(() => server.close())

  const kept = (bot: Running): Running => {
    bots.push(bot)
    return bot
  }
  const on = (app: FakeApp, run?: RunOptions): Running => kept(running(server, app, run))
  const joining = async (app: FakeApp, run?: RunOptions): Promise<Running> =>
    kept(await connected(server, app, run))
  return {
    app: (options?: AppOptions) => server.app(options),
    /** A bot that is not started: sending needs no connection. */
    on,
    /** A bot whose connection is open. */
    joining,
    joined: async (options?: AppOptions, run?: RunOptions) => {
      const app = server.app(options)
      const person = app.person('张三')
      const bot = await joining(app, run)
      return { app, bot, person, p2p: app.p2p(person), group: app.group({ members: [person] }) }
    },
    /** Starts a bot that will not connect yet. */
    starting: (app: FakeApp, run?: RunOptions): Running => {
      const bot = on(app, run)
      bot.platform.start()
      return bot
    },
    sender: (options?: AppOptions) => {
      const app = server.app(options)
      const person = app.person('张三')
      return { app, bot: on(app), person, p2p: app.p2p(person) }
    },
  }
}

export const toastOf = (answer: ClickAnswer): string | undefined =>
  answer.kind === 'answered' ? answer.toast : answer.why
