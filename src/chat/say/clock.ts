import type { Reply } from '../../reply/reply.js'
import { note, verdict } from './deadline.js'

/** A step of the machine's clock that no time explains. */
export interface ClockJump {
  readonly to: 'forward' | 'back'
  readonly milliseconds: number
  /** What the step made due is not said yet. */
  readonly held: boolean
}

/** To operators: the clock was moved, and what that does to reminders. */
export function clockJumpReply({ to, milliseconds, held }: ClockJump): Reply {
  const length = lengthText(milliseconds)
  const step = verdict(`这台机器的时钟突然${to === 'forward' ? '快' : '慢'}了 ${length}。`)
  if (held)
    return {
      blocks: [
        step,
        note(
          '跳过的这段时间里到期的提醒先不发：时钟错了就改回来，什么都不会补发；时钟没错，一小时后自己继续，不想等就重启服务。',
          'warning',
        ),
      ],
    }
  const what =
    to === 'forward'
      ? '期限的日期都按这个钟算：错了就改回来，说过的不会重发。'
      : '说过的提醒不会重发。请打开系统的自动对时。'
  return { blocks: [step, note(what)] }
}

const minuteMs = 60_000

/** In the largest unit of which there is one. */
function lengthText(milliseconds: number): string {
  const minutes = Math.round(milliseconds / minuteMs)
  if (minutes >= 48 * 60) return `${Math.round(minutes / 60 / 24)} 天`
  return minutes >= 120 ? `${Math.round(minutes / 60)} 小时` : `${minutes} 分钟`
}
