import { serve, type ServerType } from '@hono/node-server'
import { Hono } from 'hono'
import type { Backlog, Log } from '../ports.js'
import type { Metrics } from './metrics.js'

export interface HttpParts {
  readonly routes: Hono
  readonly metrics: Metrics
  readonly backlog: () => Promise<Backlog>
  readonly log: Log
  /** What is not ready, by name; empty when all is well. */
  readonly unready: () => readonly string[]
  /** What operators should know although all is ready. */
  readonly notes: () => readonly string[]
}

/** The one listener: the channels' pages, and what operators ask. */
export function httpRoutes({ routes, metrics, backlog, log, unready, notes }: HttpParts): Hono {
  const http = new Hono()
  // Hono's own handler prints the error whole, and a driver's message may quote what people wrote.
  http.onError((error, c) => {
    log.error('request failed', { method: c.req.method }, error)
    return c.text('抱歉，我这边出错了，请稍后再试。', 500)
  })
  http.get('/healthz', (c) => c.json({ ok: true }))
  http.get('/readyz', async (c) => {
    const waiting = [...unready(), ...(await storeTrouble(backlog))]
    return c.json({ ready: waiting.length === 0, waiting, notes: notes() }, waiting.length === 0 ? 200 : 503)
  })
  http.get('/metrics', async (c) => {
    c.header('Content-Type', 'text/plain; version=0.0.4')
    return c.body(await metrics.text(await backlog()))
  })
  http.route('/', routes)
  return http
}

async function storeTrouble(backlog: () => Promise<Backlog>): Promise<readonly string[]> {
  try {
    await backlog()
    return []
  } catch {
    return ['store']
  }
}

export interface Listening {
  readonly port: number
  close(): Promise<void>
}

export type Listened =
  { readonly ok: true; readonly listening: Listening } | { readonly ok: false; readonly code: string }

/** Listens, or says why not: a taken port is the operator's to mend, not a crash. */
export function listen(http: Hono, host: string, port: number): Promise<Listened> {
  return new Promise((resolve) => {
    const server: ServerType = serve({ fetch: http.fetch, hostname: host, port }, (info) => {
      resolve({ ok: true, listening: { port: info.port, close: () => closed(server) } })
    })
    server.once('error', (error: NodeJS.ErrnoException) => {
      resolve({ ok: false, code: error.code ?? error.name })
    })
  })
}

const graceMs = 2_000

/** Requests under way may end. Whoever is connected after that, such as a browser's spare connection, is cut off. */
function closed(server: ServerType): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => {
      if ('closeAllConnections' in server) server.closeAllConnections()
    }, graceMs)
    server.close(() => {
      clearTimeout(cut)
      resolve()
    })
    if ('closeIdleConnections' in server) server.closeIdleConnections()
  })
}
