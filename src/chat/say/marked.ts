import type { Mark } from '../../deadlines/matter.js'
import type { CivilDate } from '../../values/civil-date.js'
import { shortDay } from './day.js'

export const goneText = '这一项已经不在这里了。'
export const anonymousText = '匿名身份不能确认越过最后一日，请用自己的身份按。'

export const pastText = (lastDay: string, due: CivilDate): string =>
  `没有延后：会越过${lastDay} ${due.slice(5)}。`

export const allSeenText = '已记下：全部已看到。到下一次提醒还没有进展，会再提醒。'
export const nothingUnseenText = '都有人看过了。'
export const dayOverText = '这个日子已经过了，请重新选。'

/** The answer to a press that was noted. */
export function markedText(mark: Mark, today: CivilDate): string {
  switch (mark.kind) {
    case 'seen':
      return '已记下：已看到。到下一次提醒还没有进展，会再提醒。'
    case 'preparing':
      return '已记下：准备中。下一次提醒照常。'
    case 'given-up':
      return '已记下：不办了，这一次不再提醒。'
    case 'snoozed':
      return `已记下：${shortDay(mark.until, today)} 再提醒。`
  }
}
