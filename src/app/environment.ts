import * as z from 'zod'
import { channelNames, type ChatRef } from '../values/ids.js'

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
export type LogLevel = (typeof logLevels)[number]

const botApi = 'https://api.telegram.org'
const feishuDomains = { feishu: 'https://open.feishu.cn', lark: 'https://open.larksuite.com' } as const

const settings = z.object({
  DATABASE_URL: z
    .string()
    .regex(/^(?:file:.+|postgres(?:ql)?:\/\/.+)$/, '写成 file:路径 或 postgres://用户:密码@主机/库名')
    .default('file:./data/chizheng.db'),
  HOST: z.string().min(1, '写一个地址，例如 127.0.0.1').default('127.0.0.1'),
  PORT: z
    .string()
    .refine((text) => /^\d{1,5}$/.test(text) && Number(text) <= 65535, '写 0 到 65535 的整数，例如 8080')
    .transform(Number)
    .default(8080),
  KNOWLEDGE_DIR: z.string().min(1, '写知识文件夹的路径，或不要设置它').optional(),
  FLOWS_DIR: z.string().min(1, '写面谈文件夹的路径，或不要设置它').optional(),
  TIMEZONE: z.string().refine(isTimeZone, '写成 IANA 时区名，例如 Asia/Shanghai').default('Asia/Shanghai'),
  HEARTBEAT_URL: webAddress('写一个网址，例如 https://hc.example.com/ping/ID，或不要设置它').optional(),
  LOG_LEVEL: z.enum(logLevels, `只能是 ${logLevels.join('、')}`).default('info'),
  PUBLIC_URL: webAddress('写对外的网址，例如 https://bot.example.com').optional(),
  TELEGRAM_BOT_TOKEN: z
    .string()
    .regex(/^\d+:[\w-]{20,}$/, '照抄 BotFather 给的令牌，形如 123456:ABC…，或不要设置它')
    .optional(),
  TELEGRAM_API_ROOT: webAddress('写 Bot API 服务器的网址，或不要设置它').default(botApi),
  TELEGRAM_MODE: z.enum(['polling', 'webhook'], '只能是 polling、webhook').default('polling'),
  TELEGRAM_WEBHOOK_SECRET: z
    .string()
    .regex(/^[\w-]{16,256}$/, '写 16 到 256 个字母、数字、下划线或连字符')
    .optional(),
  FEISHU_APP_ID: z
    .string()
    .regex(/^cli_[0-9a-f]{16}$/, '照抄开放平台“凭证与基础信息”里的 App ID，形如 cli_ 加 16 位，或不要设置它')
    .optional(),
  FEISHU_APP_SECRET: z
    .string()
    .min(1, '照抄开放平台“凭证与基础信息”里的 App Secret，或不要设置它')
    .optional(),
  FEISHU_DOMAIN: z
    .union(
      [z.enum(['feishu', 'lark']).transform((name) => feishuDomains[name]), webAddress('')],
      '只能是 feishu、lark 或一个网址',
    )
    .default(feishuDomains.feishu),
  FEISHU_MODE: z.enum(['websocket', 'webhook'], '只能是 websocket、webhook').default('websocket'),
  FEISHU_ENCRYPT_KEY: z.string().min(1, '照抄“事件与回调”里的 Encrypt Key').optional(),
  FEISHU_VERIFICATION_TOKEN: z.string().min(1, '照抄“事件与回调”里的 Verification Token').optional(),
  HTTPS_PROXY: webAddress('写代理的网址，例如 http://127.0.0.1:7890，或不要设置它').optional(),
  NO_PROXY: z.string().optional(),
  OPERATOR_CHATS: z
    .string()
    .transform((text) =>
      text
        .split(/[,，]/)
        .map((part) => part.trim())
        .filter(Boolean),
    )
    .refine(
      (parts) => parts.every((part) => chatNamed(part) !== undefined),
      '写成 telegram:ID,feishu:ID；ID 用 chizheng doctor 看',
    )
    .transform((parts) => [...new Set(parts)].flatMap((part) => chatNamed(part) ?? []))
    .default([]),
})

export type Settings = z.output<typeof settings>

/** An address of the web without a slash at the end. */
function webAddress(remedy: string) {
  return z
    .string()
    .refine((text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol), remedy)
    .transform((text) => text.replace(/\/+$/, ''))
}

function chatNamed(text: string): ChatRef | undefined {
  const [name, ...rest] = text.split(':')
  const channel = channelNames.find((one) => one === name)
  const chat = rest.join(':')
  return channel === undefined || chat === '' ? undefined : { channel, chat }
}

export type Environment = Readonly<Record<string, string | undefined>>

export type Read =
  { readonly ok: true; readonly set: Settings } | { readonly ok: false; readonly faults: readonly string[] }

/** The variables, checked one by one and against each other; or every fault by name with its remedy. */
export function settingsIn(environment: Environment): Read {
  const read = settings.safeParse(withoutEmpty(environment))
  if (!read.success)
    return {
      ok: false,
      faults: read.error.issues.map((issue) => `${issue.path.join('.')} 的值不对：${issue.message}`),
    }
  const faults = missing(read.data)
  return faults.length > 0 ? { ok: false, faults } : { ok: true, set: read.data }
}

/** What one setting needs of others: a webhook without its secret would let anybody in. */
const needed: readonly {
  readonly when: (set: Settings) => boolean
  readonly because: string
  readonly names: readonly (keyof Settings)[]
}[] = [
  {
    when: (set) => set.TELEGRAM_BOT_TOKEN !== undefined && set.TELEGRAM_MODE === 'webhook',
    because: 'TELEGRAM_MODE=webhook',
    names: ['TELEGRAM_WEBHOOK_SECRET', 'PUBLIC_URL'],
  },
  {
    when: (set) => set.FEISHU_APP_ID !== undefined,
    because: '设了 FEISHU_APP_ID',
    names: ['FEISHU_APP_SECRET'],
  },
  {
    when: (set) => set.FEISHU_APP_SECRET !== undefined,
    because: '设了 FEISHU_APP_SECRET',
    names: ['FEISHU_APP_ID'],
  },
  {
    when: (set) => set.FEISHU_APP_ID !== undefined && set.FEISHU_MODE === 'webhook',
    because: 'FEISHU_MODE=webhook',
    names: ['FEISHU_ENCRYPT_KEY', 'FEISHU_VERIFICATION_TOKEN'],
  },
]

function missing(set: Settings): readonly string[] {
  const faults = needed
    .filter(({ when }) => when(set))
    .flatMap(({ names, because }) =>
      names
        .filter((name) => set[name] === undefined)
        .map((name) => `${name} 没有设置：${because} 时必须有它`),
    )
  const { TELEGRAM_MODE: mode, TELEGRAM_BOT_TOKEN: token, PUBLIC_URL: url } = set
  // A Bot API server of one's own may push to a plain address.
  const own = set.TELEGRAM_API_ROOT !== botApi
  const plain = token !== undefined && mode === 'webhook' && url?.startsWith('http:') === true && !own
  return plain ? [...faults, 'PUBLIC_URL 的值不对：Telegram 只向 https 网址推送'] : faults
}

const platformVariables = /^(?:TELEGRAM|FEISHU)_|^(?:PUBLIC|HEARTBEAT)_URL$/

/**
 * Compose files and shells set what they leave out to nothing. Proxies may be written in lower case, and matter only
 * where something is reached: `ask` and `chat` need no network.
 */
function withoutEmpty(environment: Environment): Environment {
  const set = Object.fromEntries(
    Object.entries(environment).filter(([name, value]) => value !== '' || !platformVariables.test(name)),
  )
  const reaches = set['TELEGRAM_BOT_TOKEN'] !== undefined || set['FEISHU_APP_ID'] !== undefined
  const proxy = (name: string): string | undefined =>
    [set[name], set[name.toLowerCase()]].find((value) => value !== undefined && value !== '')
  return { ...set, HTTPS_PROXY: reaches ? proxy('HTTPS_PROXY') : undefined, NO_PROXY: proxy('NO_PROXY') }
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
