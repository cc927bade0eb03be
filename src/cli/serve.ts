import { buildServed, type Served } from '../app/build.js'
import { clockJumps, type ClockJumps } from '../app/clock-jumps.js'
import type { Config } from '../app/config.js'
import { startDaily } from '../app/daily/daily.js'
import { diskRoom, freeBytesFor } from '../app/disk-room.js'
import { holdLease, type HeldLease } from '../app/serve-lease.js'
import { httpRoutes, listen } from '../app/http.js'
import { pinoLog } from '../app/log.js'
import { systemClock, systemDice } from '../app/outside.js'
import { platformMakers } from '../app/platforms.js'
import { lookEveryMs, Reloading } from '../app/reload/reload.js'
import type { Log, Store, Transcript } from '../ports.js'
import { openStoreAt } from '../storage/open-store.js'
import { complain, print, type Console } from './console.js'
import { foldersOf, settings, soundContent } from './settings.js'

/** Runs until it is told to stop. Exit code 1 if it cannot start or loses its place. */
export async function serve(console: Console): Promise<number> {
  const config = settings(console)
  if (config === undefined) return 1
  const log = pinoLog(config.logLevel)
  const reloading = await readKnowledge(console, config, log)
  if (reloading === undefined) return 1
  const store = await openedStore(console, config)
  if (store === undefined) return 1
  const jumps = clockJumps(systemClock)
  const served = buildServed(
    {
      store,
      content: reloading.content,
      clock: systemClock,
      dice: systemDice,
      log,
      timeZone: config.timeZone,
      operators: config.operators,
      jumps,
      disk: diskRoom(() => freeBytesFor(config.databaseUrl)),
      ...(config.heartbeatUrl !== undefined && { heartbeatUrl: config.heartbeatUrl }),
      ...(config.publicUrl !== undefined && { publicUrl: config.publicUrl }),
    },
    await platformMakers(config),
  )
  try {
    return await leased(console, config, { served, reloading, store, log, jumps })
  } finally {
    await store.close()
  }
}

/**
 * Not a part of `serve`: an async function that waits keeps every value it has named, and what was read first would stay
 * in memory beside each version that comes after it.
 */
async function readKnowledge(console: Console, config: Config, log: Log): Promise<Reloading | undefined> {
  const first = await soundContent(console, config)
  if (first === undefined) return undefined
  const folders = foldersOf(config)
  return new Reloading({ folders, first, clock: systemClock, timeZone: config.timeZone, log, lookEveryMs })
}

interface Running {
  readonly served: Served
  readonly reloading: Reloading
  readonly store: Store
  readonly log: Log
  readonly jumps: ClockJumps
}

async function openedStore(console: Console, config: Config): Promise<(Store & Transcript) | undefined> {
  try {
    return await openStoreAt(config.databaseUrl)
  } catch (error) {
    const why = error instanceof Error ? error.message : ''
    complain(console, `打不开数据库：${why}。请检查 DATABASE_URL、文件夹权限和磁盘空间。`)
    return undefined
  }
}

async function leased(console: Console, config: Config, running: Running): Promise<number> {
  const { served, store, log } = running
  const lease = await holdLease({ store, owner: served.app.owner, clock: systemClock, log })
  if (lease === undefined) {
    complain(console, '这个数据库已经有一个 chizheng serve 在用。先停掉那一个，或换一个 DATABASE_URL。')
    return 1
  }
  try {
    await store.recover(systemClock.now())
    return await listening(console, config, running, lease)
  } finally {
    await lease.release()
  }
}

async function listening(
  console: Console,
  config: Config,
  { served, reloading, store, log, jumps }: Running,
  lease: HeldLease,
): Promise<number> {
  let ready = false
  const unready = (): readonly string[] => [
    ...(ready ? [] : ['starting']),
    ...(lease.lost.aborted ? ['lease'] : []),
    ...served.trouble(),
  ]
  const http = httpRoutes({
    routes: served.routes,
    metrics: served.app.metrics,
    backlog: () => store.backlog(),
    log,
    unready,
    notes: () => reloading.notes(),
  })
  const listened = await listen(http, config.host, config.port)
  if (!listened.ok) {
    complain(console, listenTrouble(listened.code, config))
    return 1
  }
  served.start()
  const { tellOperators, tellChat, readyFor } = served.app
  const days = startDaily({
    store,
    content: reloading.content,
    clock: systemClock,
    timeZone: config.timeZone,
    log,
    tellOperators,
    tellChat,
    readyFor,
    isHeld: jumps.isHeld,
  })
  reloading.start(tellOperators, () => {
    days.changed()
  })
  ready = true
  print(console, `持证已启动：${addressOf(config.host, listened.listening.port)} （按 Ctrl+C 停止）`)
  log.info('serving', { port: listened.listening.port })
  await aborted(console.stopping, lease.lost)
  ready = false
  log.info('stopping')
  // First: it may be telling operators something.
  await reloading.stop()
  await days.stop()
  await Promise.all([served.stop(), listened.listening.close()])
  return lease.lost.aborted ? 1 : 0
}

function listenTrouble(code: string, { host, port }: Config): string {
  if (code === 'EADDRINUSE') return `端口 ${port} 已被占用：换一个 PORT，或停掉占用它的程序。`
  if (code === 'EACCES') return `没有权限用端口 ${port}：换一个大于 1024 的 PORT。`
  return `不能在 ${host}:${port} 上监听（${code}）：检查 HOST 和 PORT。`
}

function addressOf(host: string, port: number): string {
  const shown = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host
  return `http://${shown.includes(':') ? `[${shown}]` : shown}:${port}/`
}

function aborted(...signals: readonly AbortSignal[]): Promise<void> {
  return new Promise((resolve) => {
    const any = AbortSignal.any([...signals])
    if (any.aborted) resolve()
    any.addEventListener('abort', () => {
      resolve()
    })
  })
}
