import * as z from 'zod'
import type { Finding } from '../../ports-channel.js'
import type { Called, FeishuClient, Request } from './client.js'
import { meaningOf, namesOf } from './errors.js'

/**
 * Scopes that calls need are tried, by calls that cannot do anything; scopes for what comes in can only be looked up.
 * The list alone would not do: one scope may stand for several under another name.
 */
export async function examineScopes(client: FeishuClient): Promise<readonly Finding[]> {
  const tried = await Promise.all(
    tries.map(async ({ scope, for: use, by }) =>
      findingOfTry(`${scope}（${use}）`, await client.call(by, z.unknown())),
    ),
  )
  return [...tried, ...(await lookedUp(client))]
}

/** Well formed, so that it passes the gateway, where scopes are judged; and no chat's. */
const noChat = `oc_${'0'.repeat(32)}`

const tries: readonly { readonly scope: string; readonly for: string; readonly by: Request }[] = [
  {
    scope: 'im:message:send_as_bot',
    for: '发消息',
    by: {
      method: 'POST',
      path: '/open-apis/im/v1/messages',
      query: { receive_id_type: 'chat_id' },
      // Nothing could be sent even if there were such a chat: an empty text is refused.
      body: { receive_id: noChat, msg_type: 'text', content: '{"text":""}' },
    },
  },
  {
    scope: 'im:chat:readonly',
    for: '认群主和管理员',
    by: { method: 'GET', path: `/open-apis/im/v1/chats/${noChat}` },
  },
  {
    scope: 'im:resource',
    for: '发图片和文件',
    // Without the picture itself.
    by: { method: 'POST', path: '/open-apis/im/v1/images', body: { image_type: 'message' } },
  },
]

const remedy = (scopes: string): string =>
  `开放平台 → 权限管理：开通 ${scopes}，再到“版本管理与发布”发一版并等管理员通过`

function findingOfTry(name: string, called: Called<unknown>): Finding {
  const well: Finding = { kind: 'well', what: `权限 ${name}` }
  if (called.kind === 'done') return well
  const meaning = meaningOf(called)
  if (meaning.kind === 'wait') return { kind: 'note', what: `权限 ${name}没查成（${namesOf(called)}）` }
  const missing = meaning.kind === 'repair' && meaning.what === 'scope'
  // Any other refusal is about what was asked for: the scope let it through.
  return missing ? { kind: 'trouble', what: `缺少权限 ${name}`, remedy: remedy(name) } : well
}

/** `any`: each of these is enough. */
const incoming: readonly { readonly any: readonly string[]; readonly for: string }[] = [
  { any: ['im:message', 'im:message:readonly', 'im:message.history:readonly'], for: '读发来的表格' },
  { any: ['im:message.p2p_msg:readonly', 'im:message.p2p_msg'], for: '收单聊消息' },
  {
    any: [
      'im:message.group_at_msg:readonly',
      'im:message.group_at_msg',
      'im:message.group_at_msg.include_bot:readonly',
      'im:message.group_msg',
      'im:message.group_msg:readonly',
    ],
    for: '收群里 @它 的消息',
  },
]

const granted = 1
const list = z.object({
  data: z.object({ scopes: z.array(z.object({ scope_name: z.string(), grant_status: z.number() })) }),
})

async function lookedUp(client: FeishuClient): Promise<readonly Finding[]> {
  const called = await client.call({ method: 'GET', path: '/open-apis/application/v6/scopes' }, list)
  if (called.kind !== 'done') {
    const names = incoming.map(({ any }) => any[0]).join('、')
    return [
      { kind: 'note', what: `权限 ${names} 查不到（${namesOf(called)}）：请到开放平台的“权限管理”核对` },
    ]
  }
  const { scopes } = called.body.data
  const have = new Set(
    scopes.flatMap(({ scope_name, grant_status }) => (grant_status === granted ? [scope_name] : [])),
  )
  return [...incoming.map((one) => findingOfScope(one, have)), ...everyMessage(have)]
}

function findingOfScope({ any, for: use }: (typeof incoming)[number], have: ReadonlySet<string>): Finding {
  const [usual = ''] = any
  const name = `${any.find((scope) => have.has(scope)) ?? usual}（${use}）`
  return any.some((scope) => have.has(scope))
    ? { kind: 'well', what: `权限 ${name}` }
    : { kind: 'trouble', what: `缺少权限 ${name}`, remedy: remedy(usual) }
}

/** Optional: without it a reply to the bot calls it only with a mention. */
function everyMessage(have: ReadonlySet<string>): readonly Finding[] {
  if (have.has('im:message.group_msg') || have.has('im:message.group_msg:readonly')) return []
  return [
    {
      kind: 'note',
      what: '没有开通 im:message.group_msg：群里回复机器人的消息时也要 @它（可选的敏感权限）',
    },
  ]
}
