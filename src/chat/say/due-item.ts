import type { CivilDate } from '../../values/civil-date.js'
import { leftText, shortDay } from './day.js'
import { deadlineText } from './deadline.js'
import type { DueItem } from './due.js'

/** 12-02 周三 甲公司 许可证续期申请，还有 7 天 */
export const dueItemText = ({ matter, deadline, day }: DueItem, today: CivilDate): string =>
  `${shortDay(day, today)} ${deadlineText(matter, deadline)}，${leftText(day, today)}`
