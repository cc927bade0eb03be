import type { Agent } from 'node:http'
import type { Channel, Intake, Platform, BytesOf } from '../../ports-channel.js'
import type { Clock, Log } from '../../ports.js'
import { chatsOf, type Chats } from './chats.js'
import { feishuClient } from './client.js'
import type { Repair } from './errors.js'
import { fetchFile } from './fetch-file.js'
import { handling } from './handle.js'
import { httpFor } from './http.js'
import { identityFrom, type Identity } from './identity.js'
import { limits, timing as usualTiming, type Timing } from './limits.js'
import { longConnection, type WayIn } from './long-connection.js'
import { render } from './render.js'
import type { SendingParts } from './placing.js'
import { send } from './send.js'
import { webhook } from './webhook.js'

export interface FeishuParts {
  readonly appId: string
  readonly appSecret: string
  /** Where the platform is, without a slash at the end. */
  readonly domain: string
  readonly mode:
    | { readonly kind: 'websocket' }
    | { readonly kind: 'webhook'; readonly encryptKey: string; readonly verificationToken: string }
  /** Through which proxy; for the kind of address that `domain` is. */
  readonly agent?: Agent
  readonly intake: Intake
  readonly clock: Clock
  readonly log: Log
  readonly bytesOf: BytesOf
  /** Tests hurry. */
  readonly timing?: Timing
}

export function feishu(parts: FeishuParts): Platform {
  const { timing = usualTiming, agent, ...rest } = parts
  const { appId, appSecret, domain, mode, clock, log, bytesOf } = rest
  const client = feishuClient({ appId, appSecret, domain, http: httpFor({ agent }), clock, log })
  const identity = identityFrom(client, timing)
  const chats = chatsOf(client)
  const handle = handling({ ...rest, identity, chats })
  const hook = mode.kind === 'webhook' ? webhook({ keys: { appId, ...mode }, handle, clock, log }) : undefined
  const wayIn: WayIn = hook
    ? { start: () => undefined, stop: () => Promise.resolve(), trouble: () => hook.trouble() }
    : longConnection({ appId, appSecret, domain, agent, handle, log, timing })

  return {
    channel: channelOf({ client, identity, chats, clock, log, bytesOf }),
    ...(hook !== undefined && { routes: hook.routes }),
    start: () => {
      identity.start()
      wayIn.start()
    },
    stop: async () => {
      identity.stop()
      await wayIn.stop()
    },
    trouble: () =>
      [
        wayIn.trouble(),
        repairWords(client.repair()),
        identity.openId === undefined ? '飞书：还不知道机器人自己的身份，群里的消息暂不回答' : undefined,
      ].filter((words) => words !== undefined),
  }
}

interface ChannelParts extends SendingParts {
  readonly identity: Identity
  readonly chats: Chats
}

function channelOf({ identity, chats, ...sending }: ChannelParts): Channel {
  return {
    name: 'feishu',
    dropsRepeatsForMs: limits.dropsRepeatsForMs,
    sendsPerSecond: limits.sendsPerSecond,
    // Edited messages do not come in again on this platform.
    place: () => ({ calledBy: identity.name === undefined ? [] : [`@${identity.name}`], seesEdits: false }),
    render,
    send: (row) => send(row, sending),
    mayManage: (person, chat) => chats.mayManage(person, chat),
    fetchFile: (file) => fetchFile(file, sending.client),
    // The platform lets the bot write to a person first.
    aloneWith: ({ person }) => ({ chat: { channel: 'feishu', chat: person } }),
  }
}

function repairWords(repair: Repair | undefined): string | undefined {
  switch (repair) {
    case undefined:
      return undefined
    case 'credentials':
      return '飞书：App ID 或 App Secret 不被接受，请到“凭证与基础信息”核对'
    case 'scope':
      return '飞书：缺少权限，请到“权限管理”开通并发布版本'
    case 'ability':
      return '飞书：机器人能力没有开启，请到“添加应用能力”开启并发布版本'
    case 'network':
      return '飞书：开放平台没有响应，正在重试'
  }
}
