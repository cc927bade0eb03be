import type { WebhookInfo } from 'grammy/types'
import type { Finding } from '../../ports-channel.js'
import type { Instant } from '../../values/civil-date.js'
import { shortened } from './shortened.js'
import type { TelegramMode } from './start.js'
import { webhookPath } from './webhook.js'

/** What Telegram says of the webhook, and what answers where it should lead. */
export async function findingsOfWebhook(
  info: WebhookInfo,
  mode: TelegramMode,
  now: Instant,
): Promise<readonly Finding[]> {
  if (mode.kind === 'polling') return [...unhooked(info), ...waiting(info, '启动 chizheng serve 后会补收')]
  const { publicUrl } = mode
  const backlog = waiting(info, '等推送通了会补来')
  return [hookedTo(info, publicUrl), ...complaint(info, now), ...backlog, await doorOf(publicUrl)]
}

function unhooked({ url }: WebhookInfo): readonly Finding[] {
  if (!url) return [{ kind: 'well', what: '收消息用 polling，没有设 webhook' }]
  return [
    {
      kind: 'trouble',
      what: `设着 webhook（${hostOf(url)}），polling 收不到消息`,
      remedy:
        '启动 chizheng serve 时会自动移除；服务已经在运行还这样，是别的程序用同一个令牌设的：停掉它，或给 @BotFather 发 /revoke 换令牌',
    },
  ]
}

/** The address itself may hold a secret: many programs put their token into it. */
const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : '别处')

function hookedTo({ url }: WebhookInfo, publicUrl: string): Finding {
  if (url === `${publicUrl}${webhookPath}`) return { kind: 'well', what: 'webhook 已设到 PUBLIC_URL' }
  return url
    ? {
        kind: 'trouble',
        what: `webhook 设在别处（${hostOf(url)}），不是 PUBLIC_URL 的 ${webhookPath}`,
        remedy: '重启 chizheng serve 会改回来；又变走的话，停掉用同一个令牌的别的程序',
      }
    : {
        kind: 'trouble',
        what: 'webhook 还没有设上',
        remedy: '启动 chizheng serve，它会自动设；已经在运行就看服务的日志',
      }
}

/** Telegram keeps its last complaint for ever: without anything waiting it is over. */
function complaint(info: WebhookInfo, now: Instant): readonly Finding[] {
  const { last_error_message: error, last_error_date: at, pending_update_count: count } = info
  if (error === undefined || at === undefined) return []
  const minutes = Math.max(0, Math.round((now - at * 1000) / 60_000))
  const what = `Telegram 推送失败过（${minutes} 分钟前：${shortened(error, 80)}）`
  if (count === 0) return [{ kind: 'note', what: `${what}，现在没有积压` }]
  return [{ kind: 'trouble', what, remedy: remedyFor(error) }]
}

function remedyFor(error: string): string {
  return (
    remedies.find(({ says }) => says.test(error))?.remedy ??
    `检查反向代理：要把 POST ${webhookPath} 原样转给 HOST:PORT`
  )
}

const remedies: readonly { readonly says: RegExp; readonly remedy: string }[] = [
  {
    says: /\b401\b/,
    remedy: '推送带的密钥和 TELEGRAM_WEBHOOK_SECRET 不一样：重启 chizheng serve 会重新登记',
  },
  { says: /SSL|certificate/i, remedy: '检查 PUBLIC_URL 的证书：要由公认的机构签发，中间证书也要装上' },
  {
    says: /refused|timed? ?out|timeout|resolve|unreachable|failed/i,
    remedy: '确认 chizheng serve 在运行，PUBLIC_URL 从外面打得开，端口是 443、80、88 或 8443',
  },
]

const many = 100

function waiting({ pending_update_count: count }: WebhookInfo, then: string): readonly Finding[] {
  return count < many ? [] : [{ kind: 'note', what: `Telegram 那边积压 ${count} 条，${then}` }]
}

const patienceMs = 5_000

/** A push without the secret changes nothing: ours refuses it before reading. */
async function doorOf(publicUrl: string): Promise<Finding> {
  const status = await knocked(`${publicUrl}${webhookPath}`)
  if (status === 401) return { kind: 'well', what: 'PUBLIC_URL 打得开，不带密钥的推送被拒绝' }
  if (status === undefined)
    return {
      kind: 'trouble',
      what: 'PUBLIC_URL 从这台机器打不开',
      remedy: '确认 chizheng serve 和反向代理在运行，检查域名解析和证书',
    }
  return {
    kind: 'trouble',
    what: `PUBLIC_URL 的 ${webhookPath} 答了 ${status}，本来应当是 401`,
    remedy: `检查反向代理：要把 POST ${webhookPath} 原样转给这个 chizheng serve 的 HOST:PORT`,
  }
}

async function knocked(url: string): Promise<number | undefined> {
  try {
    const signal = AbortSignal.timeout(patienceMs)
    const { status } = await fetch(url, { method: 'POST', body: '{}', redirect: 'manual', signal })
    return status
  } catch {
    return undefined
  }
}
