import type { PlatformMaker } from '../../src/app/build.js'
import type { Timing } from '../../src/channels/feishu/limits.js'
import { commands } from '../../src/chat/commands.js'

/** How a bot reaches its account: what an operator would set. */
export type Way =
  | { readonly kind: 'telegram'; readonly token: string; readonly apiRoot: string }
  | {
      readonly kind: 'feishu'
      readonly appId: string
      readonly appSecret: string
      readonly domain: string
      readonly mode:
        | { readonly kind: 'websocket' }
        | { readonly kind: 'webhook'; readonly encryptKey: string; readonly verificationToken: string }
    }

/** Patient where a busy machine makes it slow, and quick where it would only rest. */
const timing: Timing = {
  pongMs: 60_000,
  handshakeMs: 60_000,
  watchMs: 200,
  shortestPauseMs: 50,
  longestPauseMs: 200,
}
const pace = { firstRestMs: 50, longestRestMs: 200 }

/** The platform's package is loaded only when it is used, as in `serve`. */
export async function platformOf(way: Way): Promise<PlatformMaker> {
  if (way.kind === 'telegram') {
    const { telegram } = await import('../../src/channels/telegram/start.js')
    const { token, apiRoot } = way
    return (parts) => telegram({ ...parts, token, apiRoot, mode: { kind: 'polling' }, commands, pace })
  }
  const { feishu } = await import('../../src/channels/feishu/start.js')
  const { appId, appSecret, domain, mode } = way
  return (parts) => feishu({ ...parts, appId, appSecret, domain, mode, timing })
}
