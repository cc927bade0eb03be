import type { Agent } from 'node:http'
import { EventDispatcher, type WSClient } from '@larksuiteoapi/node-sdk'
import * as z from 'zod'
import type { Log } from '../../ports.js'
import type { Answer, Handle } from './handle.js'
import { httpFor } from './http.js'
import type { Timing } from './limits.js'
import { pausesOf } from './pauses.js'
import { sdkLogLevel, silentLogger } from './sdk-log.js'
import type { App } from './token.js'
import { within } from './within.js'
import { ListeningClient } from './ws-client.js'

/** A way in: the platform's events, from a start to a stop. */
export interface WayIn {
  start(): void
  stop(): Promise<void>
  /** What keeps events from coming, for operators. */
  trouble(): string | undefined
}

export interface LongConnectionParts extends App {
  readonly agent: Agent | undefined
  readonly handle: Handle
  readonly log: Log
  readonly timing: Timing
}

/**
 * One link at a time, for ever: the SDK gives up on a busy system, a wrong secret and a full house, and comes back from
 * a lost link after up to 30 s and then every 120. So it may not reconnect; this does.
 */
export function longConnection(parts: LongConnectionParts): WayIn {
  const pauses = pausesOf(parts.timing)
  const { watchMs, longestPauseMs } = parts.timing
  const dispatcher = new Handling(parts.handle, parts.log)
  let state: State = 'connecting'
  let link: Link | undefined
  let supervising = Promise.resolve()

  /** Resolves when the link is down or we stop, with how long it held at the least. */
  const lost = async (link: Link): Promise<number> => {
    let heldMs = 0
    for (; link.isUp() && !pauses.isStopped(); heldMs += watchMs) await pauses.for(watchMs)
    return heldMs
  }

  const supervise = async (): Promise<void> => {
    for (let failures = 0; !pauses.isStopped(); failures++) {
      link = openLink(parts, dispatcher)
      state = await link.opened
      if (state === 'open') {
        const heldMs = await lost(link)
        // A link that is opened and dropped at once is a failure like others.
        if (heldMs >= longestPauseMs) failures = 0
        state = 'lost'
      }
      // Before the next one opens: a leftover link would swallow a share of all events.
      link.close()
      if (!pauses.isStopped()) parts.log.warn('feishu long connection down', { state, failures })
      await pauses.afterFailure(failures)
    }
  }

  return {
    start: () => {
      if (isAppId(parts.appId)) supervising = supervise()
      else state = 'wrong-id'
    },
    stop: async () => {
      pauses.stop()
      link?.close()
      await supervising
      await dispatcher.idle()
    },
    trouble: () => troubles[state],
  }
}

type State = keyof typeof troubles

const troubles = {
  open: undefined,
  connecting: '飞书：长连接正在建立',
  lost: '飞书：长连接断开，正在重连',
  unreachable: '飞书：连不上开放平台，正在重试',
  busy: '飞书：开放平台繁忙，正在重试',
  'wrong-secret': '飞书：App ID 或 App Secret 不对，长连接被拒绝',
  full: '飞书：长连接数已满（上限 50），请停掉多余的实例',
  refused: '飞书：长连接被拒绝，请确认是企业自建应用并已选择长连接方式',
  'wrong-id': '飞书：App ID 格式不对，应是 cli_ 加 16 位十六进制字符',
} as const

/** Any other the SDK only logs, and then does nothing. */
const isAppId = (id: string): boolean => /^cli_[0-9a-fA-F]{16}$/.test(id)

/** The SDK's own dispatcher flattens events and answers what it has no handler for: this one hands on what came. */
class Handling extends EventDispatcher {
  readonly #handle: Handle
  readonly #running = new Set<Promise<Answer>>()

  constructor(handle: Handle, log: Log) {
    super({ logger: silentLogger(log), loggerLevel: sdkLogLevel })
    this.#handle = handle
  }

  override async invoke(pushed: unknown): Promise<Answer> {
    const running = this.#handle(pushed)
    this.#running.add(running)
    try {
      return await running
    } finally {
      this.#running.delete(running)
    }
  }

  async idle(): Promise<void> {
    await Promise.allSettled(this.#running)
  }
}

interface Link {
  readonly opened: Promise<State>
  isUp(): boolean
  close(): void
}

function openLink(parts: LongConnectionParts, eventDispatcher: EventDispatcher): Link {
  const { appId, appSecret, domain, agent, log, timing } = parts
  // The SDK tells of a refusal in prose, or not at all; the code is what an operator needs.
  let code: number | undefined
  const hears = (body: unknown): void => {
    code = endpointAnswer.safeParse(body).data?.code
  }
  let settle: (state: State) => void = () => undefined
  const opening = new Promise<State>((resolve) => {
    settle = resolve
  })
  const client: WSClient = new ListeningClient({
    appId,
    appSecret,
    domain,
    agent,
    httpInstance: httpFor({ agent, hears }),
    logger: silentLogger(log),
    loggerLevel: sdkLogLevel,
    autoReconnect: false,
    handshakeTimeoutMs: timing.handshakeMs,
    wsConfig: { pingTimeout: timing.pongMs / 1_000 },
    onReady: () => {
      settle('open')
    },
    onError: () => {
      settle(stateAt(code))
    },
  })
  void client.start({ eventDispatcher })
  return {
    opened: within(endpointMs + timing.handshakeMs, opening, 'unreachable'),
    isUp: () => client.getConnectionStatus().state === 'connected',
    close: () => {
      settle('lost')
      client.close({ force: true })
    },
  }
}

/** The SDK waits 15 s for the address of the link. */
const endpointMs = 16_000

function stateAt(code: number | undefined): State {
  if (code === undefined || code === 0) return 'unreachable'
  return codes.get(code) ?? 'refused'
}

const codes: ReadonlyMap<number, State> = new Map([
  [1, 'busy'],
  [1000040343, 'busy'],
  [514, 'wrong-secret'],
  [1000040350, 'full'],
])

const endpointAnswer = z.object({ code: z.number() })
