import { test } from 'vitest'
import {
  answering,
  expectFound,
  hookedFeishu,
  nobodysUrl,
  nothing,
  siteOfEachTest,
  type Planted,
} from './doctoring.js'

const { site, ends } = siteOfEachTest()

const code = (number: number) => ({ kind: 'code' as const, code: number })

const planted: readonly Planted[] = [
  {
    trouble: 'an app id of nobody',
    plant: () => ({ FEISHU_APP_ID: 'cli_0123456789abcdef' }),
    line: 'App ID 不对（10003）',
    remedy: '凭证与基础信息',
  },
  {
    trouble: 'a wrong secret',
    plant: () => ({ FEISHU_APP_SECRET: 'canary-password-4711' }),
    line: 'App Secret 不对（10014）',
    remedy: 'FEISHU_APP_SECRET',
  },
  {
    trouble: 'a bot ability that is off',
    plant: ({ app }) => (app.breaks('bot-info', code(11205)), nothing),
    line: '机器人能力没有开启（11205）',
    remedy: '添加应用能力 → 机器人',
  },
  {
    trouble: 'a platform that cannot be reached',
    plant: async ({ feishu }) => (await feishu.refuseConnections(), nothing),
    line: '连不上开放平台（not reached）',
    remedy: 'FEISHU_DOMAIN',
  },
  {
    trouble: 'a platform that stumbles',
    plant: ({ app }) => (app.breaks('bot-info', { kind: 'status', status: 502 }), nothing),
    line: '开放平台暂时不应（code 0, http 502）',
    remedy: '过几分钟',
  },
  {
    trouble: 'no scope for sending',
    plant: ({ app }) => (app.revokeScope('im:message:send_as_bot'), nothing),
    line: '缺少权限 im:message:send_as_bot',
    remedy: '版本管理与发布',
  },
  {
    trouble: 'no scope for chats',
    plant: ({ app }) => (app.revokeScope('im:chat:readonly'), nothing),
    line: '缺少权限 im:chat:readonly',
    remedy: '权限管理',
  },
  {
    trouble: 'no scope for pictures and files',
    plant: ({ app }) => (app.revokeScope('im:resource'), nothing),
    line: '缺少权限 im:resource（发图片和文件）',
    remedy: '权限管理',
  },
  {
    trouble: 'no scope for private messages',
    plant: ({ app }) => (app.revokeScope('im:message.p2p_msg:readonly'), nothing),
    line: '缺少权限 im:message.p2p_msg:readonly',
    remedy: '权限管理',
  },
  {
    trouble: 'no scope for mentions',
    plant: ({ app }) => {
      app.revokeScope('im:message.group_at_msg:readonly')
      app.revokeScope('im:message.group_msg')
      return nothing
    },
    line: '缺少权限 im:message.group_at_msg:readonly',
    remedy: '权限管理',
  },
  {
    trouble: 'no scope for all messages of groups',
    plant: ({ app }) => (app.revokeScope('im:message.group_msg'), nothing),
    line: '没有开通 im:message.group_msg',
    remedy: '可选',
    harmless: true,
  },
  {
    trouble: 'a list of scopes that is not given',
    plant: ({ app }) => (app.breaks('scopes', code(99991672)), nothing),
    line: 'im:message.group_at_msg:readonly 查不到',
    remedy: '“权限管理”核对',
    harmless: true,
  },
  {
    trouble: 'no place for a long connection',
    plant: ({ app }) => (app.breaks('ws-endpoint', code(1000040350)), nothing),
    line: '连接数已满（一个应用最多 50 条）（1000040350）',
    remedy: '停掉多余的',
  },
  {
    trouble: 'a busy long connection',
    plant: ({ app }) => (app.breaks('ws-endpoint', code(1000040343)), nothing),
    line: '开放平台繁忙',
    remedy: '过几分钟',
  },
  {
    trouble: 'a long connection that takes another secret',
    plant: ({ app }) => (app.breaks('ws-endpoint', code(514)), nothing),
    line: 'App Secret 不对（514）',
    remedy: 'FEISHU_APP_SECRET',
  },
  {
    trouble: 'a webhook without a public address',
    plant: () => hookedFeishu,
    line: '没有设置 PUBLIC_URL',
    remedy: '事件与回调',
    harmless: true,
  },
  {
    trouble: 'a webhook where nobody answers',
    plant: async () => ({ ...hookedFeishu, ...(await nobodysUrl()) }),
    line: '/feishu/events 从这台机器打不开',
    remedy: '反向代理',
  },
  {
    trouble: 'a webhook where anything is answered with 200',
    plant: async () => ({ ...hookedFeishu, PUBLIC_URL: `http://127.0.0.1:${await answering(ends, 200)}` }),
    line: '/feishu/events 答了 200，没有答出验证',
    remedy: 'POST /feishu/events',
  },
  {
    trouble: 'a webhook that knows other keys',
    plant: async () => ({ ...hookedFeishu, PUBLIC_URL: `http://127.0.0.1:${await answering(ends, 401)}` }),
    line: '不认这里的密钥（401）',
    remedy: 'FEISHU_ENCRYPT_KEY',
  },
  {
    trouble: 'an operators’ chat without the bot',
    plant: ({ app }) => ({ OPERATOR_CHATS: `feishu:${app.group({ withBot: false }).id}` }),
    line: '找不到，或机器人不在里面',
    remedy: '/start',
  },
  {
    trouble: 'an operators’ chat that is no chat',
    plant: () => ({ OPERATOR_CHATS: 'feishu:oc_nobody' }),
    line: 'feishu:oc_nobody 找不到',
    remedy: '/start',
  },
  {
    trouble: 'an operators’ chat of a channel that is off',
    plant: () => ({ OPERATOR_CHATS: 'telegram:77,terminal:1' }),
    line: 'telegram:77 发不出去，这个渠道没有开',
    remedy: 'TELEGRAM_BOT_TOKEN',
  },
  {
    trouble: 'clicks, which cannot be seen from here',
    plant: () => nothing,
    line: 'card.action.trigger',
    remedy: 'chizheng doctor --card',
    harmless: true,
  },
]

test.each(planted)('$trouble', (row) => expectFound(row, site(), site().onFeishu))
