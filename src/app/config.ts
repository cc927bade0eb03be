import type { ChatRef } from '../values/ids.js'
import { settingsIn, type Environment, type LogLevel, type Settings } from './environment.js'

/** Everything that can be set, from the environment. A default that suits everyone beats a setting. */
export interface Config {
  readonly databaseUrl: string
  readonly host: string
  readonly port: number
  /** Under which address the world reaches `host` and `port`, without a slash at the end: where webhooks come in. */
  readonly publicUrl: string | undefined
  /** Undefined: the knowledge shipped with the program. */
  readonly knowledgeDir: string | undefined
  /** Undefined: the interviews shipped with the program. */
  readonly flowsDir: string | undefined
  readonly timeZone: string
  readonly logLevel: LogLevel
  /** Called every minute while reminders are being looked at. */
  readonly heartbeatUrl: string | undefined
  /** Undefined: the channel is off. */
  readonly telegram: TelegramSettings | undefined
  readonly feishu: FeishuSettings | undefined
  /** Where alarms go. */
  readonly operators: readonly ChatRef[]
  readonly proxy: ProxySettings
}

export interface TelegramSettings {
  readonly token: string
  readonly apiRoot: string
  readonly mode:
    | { readonly kind: 'polling' }
    | { readonly kind: 'webhook'; readonly secret: string; readonly publicUrl: string }
}

export interface FeishuSettings {
  readonly appId: string
  readonly appSecret: string
  readonly domain: string
  readonly mode:
    | { readonly kind: 'websocket' }
    | { readonly kind: 'webhook'; readonly encryptKey: string; readonly verificationToken: string }
}

/** As the usual variables have them. */
export interface ProxySettings {
  readonly https: string | undefined
  /** Names that are reached without it, separated by commas. */
  readonly except: string | undefined
}

export type Configured =
  { readonly ok: true; readonly config: Config } | { readonly ok: false; readonly faults: readonly string[] }

/** The settings, or every wrong one by name with its remedy. Values are not repeated: some are secret. */
export function configFrom(environment: Environment): Configured {
  const read = settingsIn(environment)
  return read.ok ? { ok: true, config: configOf(read.set) } : read
}

function configOf(set: Settings): Config {
  return {
    databaseUrl: set.DATABASE_URL,
    host: set.HOST,
    port: set.PORT,
    heartbeatUrl: set.HEARTBEAT_URL,
    publicUrl: set.PUBLIC_URL,
    knowledgeDir: set.KNOWLEDGE_DIR,
    flowsDir: set.FLOWS_DIR,
    timeZone: set.TIMEZONE,
    logLevel: set.LOG_LEVEL,
    telegram: telegramOf(set),
    feishu: feishuOf(set),
    operators: set.OPERATOR_CHATS,
    proxy: { https: set.HTTPS_PROXY, except: set.NO_PROXY },
  }
}

function telegramOf(set: Settings): TelegramSettings | undefined {
  if (set.TELEGRAM_BOT_TOKEN === undefined) return undefined
  const { TELEGRAM_WEBHOOK_SECRET: secret, PUBLIC_URL: publicUrl } = set
  const hooked = set.TELEGRAM_MODE === 'webhook' && secret !== undefined && publicUrl !== undefined
  return {
    token: set.TELEGRAM_BOT_TOKEN,
    apiRoot: set.TELEGRAM_API_ROOT,
    mode: hooked ? { kind: 'webhook', secret, publicUrl } : { kind: 'polling' },
  }
}

function feishuOf(set: Settings): FeishuSettings | undefined {
  const { FEISHU_APP_ID: appId, FEISHU_APP_SECRET: appSecret, FEISHU_DOMAIN: domain } = set
  if (appId === undefined || appSecret === undefined) return undefined
  const { FEISHU_ENCRYPT_KEY: encryptKey, FEISHU_VERIFICATION_TOKEN: verificationToken } = set
  const hooked = set.FEISHU_MODE === 'webhook' && encryptKey !== undefined && verificationToken !== undefined
  return {
    appId,
    appSecret,
    domain,
    mode: hooked ? { kind: 'webhook', encryptKey, verificationToken } : { kind: 'websocket' },
  }
}
