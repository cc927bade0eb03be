import * as z from 'zod'
import type { Clock, Log } from '../../ports.js'
import type { Finding } from '../../ports-channel.js'
import { isPerson } from './chats.js'
import { feishuClient, type FeishuClient } from './client.js'
import { examineScopes } from './doctor-scopes.js'
import { isAboutAbility, troubleOf } from './doctor-trouble.js'
import { examineWayIn, type WayInExamined } from './doctor-way-in.js'
import { meaningOf, namesOf } from './errors.js'
import { httpFor } from './http.js'
import type { FeishuParts } from './start.js'

export interface FeishuExamined extends WayInExamined {
  /** Through which proxy. */
  readonly agent?: NonNullable<FeishuParts['agent']>
  /** Chats to which alarms go. */
  readonly operators: readonly string[]
  readonly clock: Clock
  readonly log: Log
}

/** Asks the open platform about the app without changing anything or opening a long connection. */
export async function examineFeishu(parts: FeishuExamined): Promise<readonly Finding[]> {
  const { appId, appSecret, domain, agent, operators, clock, log } = parts
  const http = httpFor({ agent })
  const client = feishuClient({ appId, appSecret, domain, http, clock, log })
  const bot = await client.call({ method: 'GET', path: '/open-apis/bot/v3/info' }, botInfo)
  if (bot.kind !== 'done') {
    const trouble = troubleOf(bot)
    // Without a token nothing more can be asked.
    if (!isAboutAbility(bot)) return [trouble]
    return [trouble, ...(await examineWayIn(parts, http))]
  }
  return [
    { kind: 'well', what: `App ID 和 App Secret 被接受（${new URL(domain).host}）` },
    identity(bot.body.bot),
    ...(await examineScopes(client)),
    ...(await examineWayIn(parts, http)),
    ...(await Promise.all(operators.map((chat) => operatorChat(client, chat)))),
  ]
}

const botInfo = z.object({
  bot: z.object({
    open_id: z.string().min(1),
    app_name: z.string().default(''),
    activate_status: z.number().default(2),
  }),
})

/** Installed and switched on in this company. */
const activated = 2

function identity({ app_name: name, activate_status: status }: z.output<typeof botInfo>['bot']): Finding {
  if (status === activated) return { kind: 'well', what: `机器人是“${name}”，已启用` }
  return {
    kind: 'trouble',
    what: `机器人“${name}”还没有启用（状态 ${status}）`,
    remedy: '开放平台 → 版本管理与发布：创建版本、提交，请企业管理员在管理后台通过并启用',
  }
}

const chatInfo = z.object({ data: z.object({ chat_mode: z.string().optional() }) })

async function operatorChat(client: FeishuClient, chat: string): Promise<Finding> {
  const name = `OPERATOR_CHATS 里的 feishu:${chat}`
  if (isPerson(chat)) return { kind: 'note', what: `${name} 是一个人：要发了才知道收不收得到` }
  const path = `/open-apis/im/v1/chats/${encodeURIComponent(chat)}`
  const called = await client.call({ method: 'GET', path }, chatInfo)
  if (called.kind === 'done' && called.body.data.chat_mode !== undefined)
    return { kind: 'well', what: `${name} 找得到` }
  const meaning = called.kind === 'done' ? undefined : meaningOf(called).kind
  // About the app and not about this chat: the other findings say what.
  if (called.kind !== 'done' && (meaning === 'wait' || meaning === 'repair'))
    return { kind: 'note', what: `${name} 没查成（${namesOf(called)}）` }
  return {
    kind: 'trouble',
    what: `${name} 找不到，或机器人不在里面`,
    remedy: '把机器人拉进那个群，在那里 @它 发一次 /start，再运行 chizheng doctor 看列出的 ID',
  }
}
