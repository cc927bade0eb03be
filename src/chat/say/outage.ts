import type { Reply } from '../../reply/reply.js'
import type { Instant } from '../../values/civil-date.js'
import type { ChannelName } from '../../values/ids.js'
import { momentText } from './day.js'
import { note, verdict } from './deadline.js'

/** A channel on which nothing got through since then; `over`: it does again. */
export interface OutageNews {
  readonly channel: ChannelName
  readonly since: Instant
  readonly over: boolean
}

const names: Readonly<Record<ChannelName, string>> = {
  telegram: 'Telegram',
  feishu: '飞书',
  web: '网页',
  terminal: '终端',
}

/** To operators. `waiting`: what is to be sent still, on all channels. */
export function outageReply({ channel, since, over }: OutageNews, waiting: number): Reply {
  const name = names[channel]
  if (over)
    return {
      blocks: [
        verdict(`${name}恢复了：${momentText(since)} 起发不出去的消息正在发，还有 ${waiting} 条在等。`),
      ],
    }
  return {
    blocks: [
      verdict(`${name}从 ${momentText(since)} 起发不出消息，现在有 ${waiting} 条在等。`),
      note('会一直试，恢复后最急的先发，别的平台照常。运行 chizheng doctor 可以看原因。', 'warning'),
    ],
  }
}
