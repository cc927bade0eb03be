import { expect, test } from 'vitest'
import { clientOf } from '../fakes/telegram/client.js'
import {
  answering,
  examined,
  expectFound,
  freePort,
  hookedTelegram,
  nobodysUrl,
  nothing,
  siteOfEachTest,
  type Planted,
  type Site,
} from './doctoring.js'

const { site, ends } = siteOfEachTest()

const planted: readonly Planted[] = [
  {
    trouble: 'the token of nobody',
    plant: () => ({ TELEGRAM_BOT_TOKEN: '123456789:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr' }),
    line: '令牌不对或已被撤销（401）',
    remedy: '/token',
  },
  {
    trouble: 'a token that was revoked',
    plant: ({ bot }) => (bot.fault({ kind: 'unauthorized' }), nothing),
    line: '令牌不对或已被撤销（401）',
    remedy: '@BotFather',
  },
  {
    trouble: 'a server that is down',
    plant: async ({ telegram }) => (await telegram.down(), nothing),
    line: '连不上 Bot API（ECONNREFUSED）',
    remedy: 'HTTPS_PROXY',
  },
  {
    trouble: 'a gateway that is broken',
    plant: ({ bot }) => (bot.fault({ kind: 'html' }), nothing),
    line: '连不上 Bot API（HTTP 502）',
    remedy: 'TELEGRAM_API_ROOT',
  },
  {
    trouble: 'too many calls',
    plant: ({ bot }) => (bot.fault({ kind: 'flood', retryAfterSeconds: 7 }), nothing),
    line: 'Bot API 出错（429）',
    remedy: '过 7 秒',
  },
  {
    trouble: 'a webhook that another program set while we poll',
    plant: async ({ telegram, bot }) => {
      await clientOf(telegram, bot).setWebhook(`https://other.example/bot${bot.token}`)
      return nothing
    },
    line: '设着 webhook（other.example）',
    remedy: '/revoke',
  },
  {
    trouble: 'a webhook that is not set',
    plant: async () => ({ ...hookedTelegram, ...(await nobodysUrl()) }),
    line: 'webhook 还没有设上',
    remedy: '启动 chizheng serve',
  },
  {
    trouble: 'a webhook that leads elsewhere',
    plant: async ({ telegram, bot }) => {
      await clientOf(telegram, bot).setWebhook('https://other.example/hook')
      return { ...hookedTelegram, ...(await nobodysUrl()) }
    },
    line: 'webhook 设在别处（other.example）',
    remedy: '用同一个令牌',
  },
  {
    trouble: 'pushes that fail',
    plant: async ({ telegram, bot }) => {
      const { PUBLIC_URL = '' } = await nobodysUrl()
      const { alone } = bot.person()
      await clientOf(telegram, bot).setWebhook(`${PUBLIC_URL}/telegram/webhook`)
      bot.says(alone, { id: alone.id, name: '甲' }, '你好')
      await bot.waitFor(() => bot.pending() === 1, 'the update')
      await pushFailed({ telegram, bot })
      return { ...hookedTelegram, PUBLIC_URL }
    },
    line: 'Telegram 推送失败过（0 分钟前：Connection refused）',
    remedy: '443、80、88 或 8443',
  },
  {
    trouble: 'a public address where nobody answers',
    plant: async () => ({ ...hookedTelegram, ...(await nobodysUrl()) }),
    line: 'PUBLIC_URL 从这台机器打不开',
    remedy: '反向代理',
  },
  {
    trouble: 'a public address where somebody else answers',
    plant: async () => ({ ...hookedTelegram, PUBLIC_URL: `http://127.0.0.1:${await answering(ends, 200)}` }),
    line: 'PUBLIC_URL 的 /telegram/webhook 答了 200',
    remedy: 'POST /telegram/webhook',
  },
  {
    trouble: 'an operators’ chat that the bot cannot find',
    plant: () => ({ OPERATOR_CHATS: 'telegram:-100123' }),
    line: 'OPERATOR_CHATS 里的 telegram:-100123 找不到（400',
    remedy: '/start',
  },
  {
    trouble: 'an operators’ group that became a supergroup',
    plant: ({ bot }) => {
      const group = bot.group()
      bot.migrate(group)
      return { OPERATOR_CHATS: `telegram:${group.id}` }
    },
    line: '升级成了超级群',
    remedy: '换成 telegram:-100',
  },
  {
    trouble: 'an operators’ chat in which the bot may not speak',
    plant: ({ bot }) => ({
      OPERATOR_CHATS: `telegram:${bot.group({ kind: 'supergroup', bot: 'restricted' }).id}`,
    }),
    line: '里机器人不能说话',
    remedy: '限制',
  },
  {
    trouble: 'an operators’ chat of a channel that is off',
    plant: () => ({ OPERATOR_CHATS: 'feishu:oc_abc' }),
    line: 'feishu:oc_abc 发不出去，这个渠道没有开',
    remedy: 'FEISHU_APP_ID',
  },
  {
    trouble: 'a proxy that is down',
    plant: async () => ({
      HTTPS_PROXY: `http://user:canary-password-4711@127.0.0.1:${await freePort()}`,
      NO_PROXY: '',
    }),
    line: '代理：127.0.0.1:',
    remedy: 'HTTPS_PROXY',
  },
  {
    trouble: 'a database that cannot be opened',
    plant: () => ({ DATABASE_URL: `file:${process.execPath}/bot.db` }),
    line: '数据库：打不开',
    remedy: 'DATABASE_URL',
  },
  {
    trouble: 'a database behind a password',
    plant: () => ({ DATABASE_URL: 'postgres://nobody:canary-password-4711@127.0.0.1:1/none' }),
    line: '数据库：打不开',
    remedy: 'DATABASE_URL',
  },
  {
    trouble: 'privacy mode, which is on',
    plant: ({ telegram }) => ({ TELEGRAM_BOT_TOKEN: telegram.bot({ privacy: true }).token }),
    line: '隐私模式开着',
    remedy: '/setprivacy',
    harmless: true,
  },
  {
    trouble: 'a menu that is not there yet',
    plant: () => nothing,
    line: '命令菜单还没有登记',
    remedy: 'chizheng serve',
    harmless: true,
  },
  {
    trouble: 'no service running',
    plant: () => nothing,
    line: '没有 chizheng serve 在运行',
    remedy: '收发状态看不到',
    harmless: true,
  },
]

test.each(planted)('$trouble', (row) => expectFound(row, site(), site().onTelegram))

async function pushFailed({ telegram, bot }: Pick<Site, 'telegram' | 'bot'>): Promise<void> {
  const client = clientOf(telegram, bot)
  for (;;) if ((await client.getWebhookInfo()).last_error_message !== undefined) return
}

test('it never asks for updates: the slot belongs to the running bot', async () => {
  await examined(site(), site().onTelegram)
  expect(site().bot.callsOf('getMe')).toHaveLength(1)
  expect(site().bot.callsOf('getUpdates')).toEqual([])
})
