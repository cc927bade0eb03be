import { createCipheriv, createHash, randomBytes } from 'node:crypto'
import type { HttpInstance } from '@larksuiteoapi/node-sdk'
import * as z from 'zod'
import type { Finding } from '../../ports-channel.js'
import { troubleOf } from './doctor-trouble.js'
import { failureOf } from './failure.js'
import type { FeishuParts } from './start.js'
import type { App } from './token.js'

export interface WayInExamined extends App {
  readonly mode: FeishuParts['mode']
  /** Where the world reaches this process, without a slash at the end. */
  readonly publicUrl?: string
}

/** Whether events can come in: by the long connection, or by the webhook at PUBLIC_URL. */
export async function examineWayIn(parts: WayInExamined, http: HttpInstance): Promise<readonly Finding[]> {
  const { mode, publicUrl } = parts
  const clicks: Finding = {
    kind: 'note',
    what: '按钮的回调（card.action.trigger）从这里看不到：运行 chizheng doctor --card 试一次',
  }
  if (mode.kind === 'websocket') return [await endpoint(parts, http), clicks]
  if (publicUrl !== undefined) return [await door(`${publicUrl}${eventsPath}`, mode), clicks]
  return [
    {
      kind: 'note',
      what: `没有设置 PUBLIC_URL，不能从这里试 ${eventsPath}；请到“事件与回调”核对两处请求地址`,
    },
    clicks,
  ]
}

const answered = z.object({ code: z.number() })

/** Asks where a long connection would go, which takes no place among them. */
async function endpoint({ appId, appSecret, domain }: WayInExamined, http: HttpInstance): Promise<Finding> {
  try {
    const asked = { AppID: appId, AppSecret: appSecret }
    const said = await http.post<unknown, unknown>(`${domain}/callback/ws/endpoint`, asked, {
      headers: { locale: 'zh' },
    })
    return findingOfCode(answered.parse(said).code)
  } catch (error) {
    return troubleOf(failureOf(error))
  }
}

function findingOfCode(code: number): Finding {
  if (code === 0) return { kind: 'well', what: '长连接可以建立' }
  const known = refusals[code]
  return known === undefined
    ? troubleOf({ kind: 'refused', code })
    : { kind: 'trouble', what: `长连接：${known.what}（${code}）`, remedy: known.remedy }
}

const busy = { what: '开放平台繁忙', remedy: '过几分钟再查；chizheng serve 会自己重试' }
const refusals: Readonly<Partial<Record<number, { readonly what: string; readonly remedy: string }>>> = {
  1: busy,
  1000040343: busy,
  1000040350: {
    what: '连接数已满（一个应用最多 50 条）',
    remedy: '停掉多余的 chizheng serve 和用同一个应用的别的程序',
  },
  403: {
    what: '被拒绝',
    remedy: '确认是企业自建应用，并在“事件与回调 → 事件配置”选了“使用长连接接收事件”',
  },
}

const eventsPath = '/feishu/events'
const patienceMs = 5_000

interface Keys {
  readonly encryptKey: string
  readonly verificationToken: string
}

/**
 * Asks what the console asks when an address is saved. Its echo proves more than a refusal of an unsigned request would:
 * that the address leads to a bot with the same keys; and refusals would count as trouble of the running service.
 */
async function door(url: string, keys: Keys): Promise<Finding> {
  const challenge = randomBytes(16).toString('hex')
  const asked = { type: 'url_verification', token: keys.verificationToken, challenge }
  const heard = await posted(url, JSON.stringify({ encrypt: sealed(JSON.stringify(asked), keys) }))
  if (heard === undefined)
    return {
      kind: 'trouble',
      what: `PUBLIC_URL 的 ${eventsPath} 从这台机器打不开`,
      remedy: '确认 chizheng serve 和反向代理在运行，检查域名解析和证书',
    }
  if (heard.status === 200 && heard.text.includes(challenge))
    return { kind: 'well', what: `PUBLIC_URL 的 ${eventsPath} 打得开，两个密钥对得上` }
  return heard.status === 401
    ? {
        kind: 'trouble',
        what: `${eventsPath} 打得开，但不认这里的密钥（401）`,
        remedy:
          '正在运行的 chizheng serve 和这里的 FEISHU_ENCRYPT_KEY、FEISHU_VERIFICATION_TOKEN 要一样：照抄“事件与回调 → 加密策略”，再重启服务',
      }
    : {
        kind: 'trouble',
        what: `${eventsPath} 答了 ${heard.status}，没有答出验证`,
        remedy: `检查反向代理：要把 POST ${eventsPath} 原样转给这个 chizheng serve 的 HOST:PORT`,
      }
}

/** AES-256-CBC under the key's SHA-256, as the platform encrypts. */
function sealed(text: string, { encryptKey }: Keys): string {
  const start = randomBytes(16)
  const cipher = createCipheriv('aes-256-cbc', createHash('sha256').update(encryptKey).digest(), start)
  return Buffer.concat([start, cipher.update(text, 'utf8'), cipher.final()]).toString('base64')
}

async function posted(
  url: string,
  body: string,
): Promise<{ readonly status: number; readonly text: string } | undefined> {
  const signal = AbortSignal.timeout(patienceMs)
  const headers = { 'content-type': 'application/json' }
  try {
    const answer = await fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal })
    return { status: answer.status, text: await answer.text() }
  } catch {
    return undefined
  }
}
