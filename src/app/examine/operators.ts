import type { Finding } from '../../ports-channel.js'
import type { ChannelName } from '../../values/ids.js'
import type { Config } from '../config.js'

/** Whether alarms have somewhere to go. Whether the chats exist is asked of their platforms. */
export function examineOperators(config: Config): readonly Finding[] {
  const { operators } = config
  if (operators.length === 0)
    return [{ kind: 'note', what: '告警：没有设置 OPERATOR_CHATS，被踢出群之类的事没有人会知道' }]
  return operators
    .filter(({ channel }) => switchesOf(config)[channel] !== 'on')
    .map(({ channel, chat }) => ({
      kind: 'trouble',
      what: `告警：OPERATOR_CHATS 里的 ${channel}:${chat} 发不出去，这个渠道没有开`,
      remedy: remedies[channel],
    }))
}

function switchesOf({ telegram, feishu }: Config): Readonly<Record<ChannelName, 'on' | 'off'>> {
  return {
    telegram: telegram === undefined ? 'off' : 'on',
    feishu: feishu === undefined ? 'off' : 'on',
    web: 'on',
    terminal: 'off',
  }
}

const another = '换成 telegram:ID 或 feishu:ID'
const remedies: Readonly<Record<ChannelName, string>> = {
  telegram: '设置 TELEGRAM_BOT_TOKEN，或从 OPERATOR_CHATS 里去掉它',
  feishu: '设置 FEISHU_APP_ID 和 FEISHU_APP_SECRET，或从 OPERATOR_CHATS 里去掉它',
  web: another,
  terminal: another,
}
