import type { Agent } from 'node:http'
import type { Api } from 'grammy'
import type { ChatMember, UserFromGetMe } from 'grammy/types'
import type { Clock } from '../../ports.js'
import type { Finding } from '../../ports-channel.js'
import { apiOn, called, type Called } from './calls.js'
import type { ListedCommand } from './commands.js'
import { findingsOfWebhook } from './doctor-webhook.js'
import { usualPace } from './limits.js'
import { shortened } from './shortened.js'
import type { TelegramMode } from './start.js'

export interface TelegramExamined {
  readonly token: string
  /** Without a slash at the end. */
  readonly apiRoot: string
  readonly mode: TelegramMode
  readonly agent: Agent
  readonly commands: readonly ListedCommand[]
  /** Chats to which alarms go. */
  readonly operators: readonly string[]
  readonly clock: Clock
}

/** Asks Telegram about the bot without changing anything; never for updates: a running `serve` holds that slot. */
export async function examineTelegram(parts: TelegramExamined): Promise<readonly Finding[]> {
  const { token, apiRoot, agent, commands, operators } = parts
  const api = apiOn({ token, apiRoot, agent, timeoutMs: usualPace.callMs })
  const me = await called(api.getMe())
  if (me.kind !== 'done') return [troubleOf(me)]
  const chats = await Promise.all(operators.map((chat) => operatorChat(api, chat, me.value.id)))
  return [...identity(me.value), ...(await receiving(api, parts)), await menu(api, commands), ...chats]
}

type Failed = Exclude<Called<unknown>, { kind: 'done' }>

function troubleOf(failed: Failed): Finding {
  if (failed.kind !== 'no')
    return {
      kind: 'trouble',
      what: `连不上 Bot API（${failed.why}）`,
      remedy: '检查网络；在中国大陆要设 HTTPS_PROXY；用自建服务器时检查 TELEGRAM_API_ROOT',
    }
  if (failed.code === 401 || failed.code === 404)
    return {
      kind: 'trouble',
      what: `令牌不对或已被撤销（${failed.code}）`,
      remedy:
        '在 Telegram 里给 @BotFather 发 /token，选这个机器人，把它给的令牌填进 TELEGRAM_BOT_TOKEN，再重启服务',
    }
  return {
    kind: 'trouble',
    what: `Bot API 出错（${failed.code}）`,
    remedy: failed.code === 429 ? `过 ${failed.retryAfterSeconds ?? 60} 秒再查` : '过几分钟再查',
  }
}

function identity({
  username,
  can_join_groups: joins,
  can_read_all_group_messages: readsAll,
}: UserFromGetMe) {
  const findings: Finding[] = [{ kind: 'well', what: `令牌有效，机器人是 @${username}` }]
  if (!joins)
    findings.push({
      kind: 'note',
      what: '不能被拉进群；要在群里用，给 @BotFather 发 /setjoingroups，选这个机器人，选 Enable',
    })
  findings.push(
    readsAll
      ? { kind: 'well', what: '隐私模式已关，群里 @它 收得到' }
      : {
          kind: 'note',
          what: '隐私模式开着：群里只有 /ask 和回复它的消息一定收得到。要让 @它 也可靠，给 @BotFather 发 /setprivacy，选这个机器人，选 Disable，再把机器人移出群、重新拉进去（或设为群管理员）',
        },
  )
  return findings
}

async function receiving(api: Api, { mode, clock }: TelegramExamined): Promise<readonly Finding[]> {
  const info = await called(api.getWebhookInfo())
  return info.kind === 'done' ? findingsOfWebhook(info.value, mode, clock.now()) : [troubleOf(info)]
}

async function menu(api: Api, commands: readonly ListedCommand[]): Promise<Finding> {
  const listed = await called(api.getMyCommands())
  if (listed.kind !== 'done') return troubleOf(listed)
  const names = new Set(listed.value.map(({ command }) => command))
  return commands.every(({ name }) => names.has(name))
    ? { kind: 'well', what: '命令菜单已登记' }
    : { kind: 'note', what: '命令菜单还没有登记；启动 chizheng serve 时会自动登记' }
}

async function operatorChat(api: Api, chat: string, us: number): Promise<Finding> {
  const name = `OPERATOR_CHATS 里的 telegram:${chat}`
  const found = await called(api.getChat(chat))
  if (found.kind !== 'done') return unreachable(name, found)
  const member = found.value.type === 'private' ? undefined : await called(api.getChatMember(chat, us))
  if (member !== undefined && member.kind !== 'done') return unreachable(name, member)
  return member === undefined || maySpeak(member.value)
    ? { kind: 'well', what: `${name} 找得到` }
    : { kind: 'trouble', what: `${name} 里机器人不能说话`, remedy: '把机器人拉回这个群，或解除对它的限制' }
}

function unreachable(name: string, failed: Failed): Finding {
  if (failed.kind !== 'no' || failed.code === 429 || failed.code >= 500) return troubleOf(failed)
  if (failed.migrateTo !== undefined)
    return {
      kind: 'trouble',
      what: `${name} 升级成了超级群，换了 ID`,
      remedy: `在 OPERATOR_CHATS 里换成 telegram:${failed.migrateTo}`,
    }
  return {
    kind: 'trouble',
    what: `${name} 找不到（${failed.code} ${shortened(failed.description, 60)}）`,
    remedy: '核对 ID：把机器人拉进那个群，在那里发一次 /start，再运行 chizheng doctor 看列出的 ID',
  }
}

/** In a channel only administrators may; nobody sends alarms there. */
function maySpeak(member: ChatMember): boolean {
  if (member.status === 'left' || member.status === 'kicked') return false
  return member.status !== 'restricted' || member.can_send_messages
}
