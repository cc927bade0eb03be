import { describe, expect, test } from 'vitest'
import { configFrom } from '../../src/app/config.js'

test('nothing set is enough', () => {
  expect(configFrom({})).toEqual({
    ok: true,
    config: {
      databaseUrl: 'file:./data/chizheng.db',
      host: '127.0.0.1',
      port: 8080,
      publicUrl: undefined,
      knowledgeDir: undefined,
      flowsDir: undefined,
      timeZone: 'Asia/Shanghai',
      logLevel: 'info',
      heartbeatUrl: undefined,
      telegram: undefined,
      feishu: undefined,
      operators: [],
      proxy: { https: undefined, except: undefined },
    },
  })
})

const token = '123456789:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr'
const feishu = { FEISHU_APP_ID: 'cli_0123456789abcdef', FEISHU_APP_SECRET: 'secret' }

describe('what may be set', () => {
  test.each([
    ['DATABASE_URL', 'file::memory:'],
    ['DATABASE_URL', 'postgres://user:secret@db/chizheng'],
    ['DATABASE_URL', 'postgresql://db/chizheng'],
    ['HOST', '0.0.0.0'],
    ['PORT', '0'],
    ['PORT', '65535'],
    ['TIMEZONE', 'UTC'],
    ['LOG_LEVEL', 'silent'],
    ['KNOWLEDGE_DIR', '/srv/knowledge'],
    ['FLOWS_DIR', '/srv/flows'],
    ['PUBLIC_URL', 'https://bot.example.com/'],
    ['TELEGRAM_BOT_TOKEN', token],
    ['TELEGRAM_API_ROOT', 'http://127.0.0.1:8081'],
    ['TELEGRAM_MODE', 'webhook'],
    ['FEISHU_DOMAIN', 'lark'],
    ['FEISHU_DOMAIN', 'http://127.0.0.1:9000'],
    ['FEISHU_MODE', 'webhook'],
    ['HTTPS_PROXY', 'http://127.0.0.1:7890'],
    ['HTTPS_PROXY', ''],
    ['OPERATOR_CHATS', 'telegram:-1001234,feishu:oc_abc'],
    ['OPERATOR_CHATS', ''],
  ])('%s %s', (name, value) => {
    expect(configFrom({ [name]: value }).ok).toBe(true)
  })
})

/** `way`: words of the remedy that an operator can copy. */
const wrong: readonly { name: string; value: string; way: string }[] = [
  { name: 'DATABASE_URL', value: 'mysql://root:hunter2@db/x', way: 'postgres://' },
  { name: 'DATABASE_URL', value: 'hunter2.db', way: 'file:' },
  { name: 'DATABASE_URL', value: '', way: 'file:' },
  { name: 'DATABASE_URL', value: 'file:', way: 'file:' },
  { name: 'PORT', value: 'http-hunter2', way: '8080' },
  { name: 'PORT', value: '-7', way: '8080' },
  { name: 'PORT', value: '65536', way: '8080' },
  { name: 'PORT', value: '80.5', way: '8080' },
  { name: 'PORT', value: '', way: '8080' },
  { name: 'PORT', value: '   ', way: '8080' },
  { name: 'PORT', value: '0x50', way: '8080' },
  { name: 'HOST', value: '', way: '127.0.0.1' },
  { name: 'KNOWLEDGE_DIR', value: '', way: 'KNOWLEDGE_DIR' },
  { name: 'FLOWS_DIR', value: '', way: 'FLOWS_DIR' },
  { name: 'TIMEZONE', value: 'Beijing-hunter2', way: 'Asia/Shanghai' },
  { name: 'TIMEZONE', value: '', way: 'Asia/Shanghai' },
  { name: 'LOG_LEVEL', value: 'hunter2', way: 'info、debug' },
  { name: 'PUBLIC_URL', value: 'hunter2.com', way: 'https://' },
  { name: 'TELEGRAM_BOT_TOKEN', value: 'hunter2', way: 'BotFather' },
  { name: 'TELEGRAM_API_ROOT', value: 'ftp://hunter2', way: 'Bot API' },
  { name: 'TELEGRAM_MODE', value: 'hunter2', way: 'webhook' },
  { name: 'TELEGRAM_WEBHOOK_SECRET', value: 'short hunter2', way: '16 到 256' },
  { name: 'FEISHU_DOMAIN', value: 'hunter2', way: 'feishu、lark' },
  { name: 'FEISHU_MODE', value: 'hunter2', way: 'websocket' },
  { name: 'OPERATOR_CHATS', value: 'hunter2', way: 'telegram:ID' },
]

test.each(wrong)(
  '$name “$value” is refused by name, with the way out and without the value',
  ({ name, value, way }) => {
    const read = configFrom({ [name]: value })
    const faults = read.ok ? [] : read.faults
    expect(faults).toHaveLength(1)
    expect(faults[0]).toContain(name)
    expect(faults[0]).toContain(way)
    if (value.trim().length > 2 && !way.startsWith(value))
      expect(faults[0]?.replace('65535', '')).not.toContain(value)
  },
)

test('every wrong setting is told at once', () => {
  const read = configFrom({ DATABASE_URL: 'x', PORT: 'x', TIMEZONE: 'x', LOG_LEVEL: 'x', HOST: '' })
  expect(read.ok ? [] : read.faults.map((fault) => fault.split(' ')[0]).sort()).toEqual([
    'DATABASE_URL',
    'HOST',
    'LOG_LEVEL',
    'PORT',
    'TIMEZONE',
  ])
})

/** What one setting needs of others. */
const lacking: readonly { set: Record<string, string>; lacks: readonly string[] }[] = [
  {
    set: { TELEGRAM_BOT_TOKEN: token, TELEGRAM_MODE: 'webhook' },
    lacks: ['TELEGRAM_WEBHOOK_SECRET', 'PUBLIC_URL'],
  },
  { set: { FEISHU_APP_ID: feishu.FEISHU_APP_ID }, lacks: ['FEISHU_APP_SECRET'] },
  { set: { FEISHU_APP_SECRET: 'secret' }, lacks: ['FEISHU_APP_ID'] },
  { set: { ...feishu, FEISHU_MODE: 'webhook' }, lacks: ['FEISHU_ENCRYPT_KEY', 'FEISHU_VERIFICATION_TOKEN'] },
  {
    set: { ...feishu, FEISHU_MODE: 'webhook', FEISHU_ENCRYPT_KEY: 'k' },
    lacks: ['FEISHU_VERIFICATION_TOKEN'],
  },
]

test.each(lacking)('$lacks is missed', ({ set, lacks }) => {
  const read = configFrom(set)
  expect(read.ok ? [] : read.faults.map((fault) => fault.split(' ')[0])).toEqual(lacks)
})

const hooked = {
  TELEGRAM_BOT_TOKEN: token,
  TELEGRAM_MODE: 'webhook',
  TELEGRAM_WEBHOOK_SECRET: 'a-secret-of-some-length',
  PUBLIC_URL: 'http://bot.example.com',
}

test('Telegram pushes to https only, a Bot API server of one’s own anywhere', () => {
  const read = configFrom(hooked)
  expect(read.ok ? [] : read.faults).toEqual(['PUBLIC_URL 的值不对：Telegram 只向 https 网址推送'])
  expect(configFrom({ ...hooked, TELEGRAM_API_ROOT: 'http://127.0.0.1:8081' }).ok).toBe(true)
})

test('a proxy is read where a platform is reached, and nowhere else', () => {
  const read = configFrom({ TELEGRAM_BOT_TOKEN: token, HTTPS_PROXY: 'socks5://hunter2' })
  expect(read.ok ? [] : read.faults).toEqual([
    'HTTPS_PROXY 的值不对：写代理的网址，例如 http://127.0.0.1:7890，或不要设置它',
  ])
  expect(configFrom({ HTTPS_PROXY: 'socks5://hunter2' }).ok).toBe(true)
})

test('what is set to nothing is not set', () => {
  const nothing = {
    TELEGRAM_BOT_TOKEN: '',
    TELEGRAM_MODE: '',
    FEISHU_APP_ID: '',
    FEISHU_DOMAIN: '',
    PUBLIC_URL: '',
  }
  expect(configFrom(nothing)).toEqual(configFrom({}))
})

test('both platforms as they are configured', () => {
  const read = configFrom({
    ...hooked,
    PUBLIC_URL: 'https://bot.example.com/',
    ...feishu,
    https_proxy: 'http://proxy:7890',
    OPERATOR_CHATS: 'telegram:-100, feishu:oc_1',
  })
  expect(read.ok ? read.config : read.faults).toMatchObject({
    telegram: {
      token,
      mode: { kind: 'webhook', secret: 'a-secret-of-some-length', publicUrl: 'https://bot.example.com' },
    },
    feishu: { appId: feishu.FEISHU_APP_ID, domain: 'https://open.feishu.cn', mode: { kind: 'websocket' } },
    proxy: { https: 'http://proxy:7890' },
    operators: [
      { channel: 'telegram', chat: '-100' },
      { channel: 'feishu', chat: 'oc_1' },
    ],
  })
})
