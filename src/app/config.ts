import * as z from 'zod'

/** Everything that can be set, from the environment. A default that suits everyone beats a setting. */
export interface Config {
  readonly databaseUrl: string
  readonly host: string
  readonly port: number
  /** Undefined: the knowledge shipped with the program. */
  readonly knowledgeDir: string | undefined
  readonly timeZone: string
  readonly logLevel: LogLevel
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
export type LogLevel = (typeof logLevels)[number]

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
  TIMEZONE: z.string().refine(isTimeZone, '写成 IANA 时区名，例如 Asia/Shanghai').default('Asia/Shanghai'),
  LOG_LEVEL: z.enum(logLevels, `只能是 ${logLevels.join('、')}`).default('info'),
})

export type Environment = Readonly<Record<string, string | undefined>>

export type Configured =
  { readonly ok: true; readonly config: Config } | { readonly ok: false; readonly faults: readonly string[] }

/** The settings, or every wrong one by name with its remedy. Values are not repeated: some are secret. */
export function configFrom(environment: Environment): Configured {
  const read = settings.safeParse(environment)
  if (!read.success)
    return {
      ok: false,
      faults: read.error.issues.map((issue) => `${issue.path.join('.')} 的值不对：${issue.message}`),
    }
  const { DATABASE_URL, HOST, PORT, KNOWLEDGE_DIR, TIMEZONE, LOG_LEVEL } = read.data
  return {
    ok: true,
    config: {
      databaseUrl: DATABASE_URL,
      host: HOST,
      port: PORT,
      knowledgeDir: KNOWLEDGE_DIR,
      timeZone: TIMEZONE,
      logLevel: LOG_LEVEL,
    },
  }
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
