import type { Matter } from '../../deadlines/matter.js'
import type { Button, Reply } from '../../reply/reply.js'
import type { CivilDate } from '../../values/civil-date.js'
import { matterText } from './deadline.js'
import type { DueItem } from './due.js'
import { dueItemText } from './due-item.js'
import { said } from './trouble.js'

const holdersShown = 3

const stop: Button = { label: '不用每月报平安', press: { kind: 'monthly', wanted: false } }
const again: Button = { label: '每月报平安', press: { kind: 'monthly', wanted: true } }

/** To a chat that heard nothing for a while: what is watched there, and the next day that counts. */
export function stillWatchingReply(
  matters: readonly [Matter, ...Matter[]],
  next: DueItem | undefined,
  today: CivilDate,
): Reply {
  const named = matters.slice(0, holdersShown).map(matterText).join('、')
  const more = matters.length > holdersShown ? ` 等 ${matters.length} 件` : ''
  const day =
    next === undefined ? '接下来 400 天没有法定的日子。' : `下一个日子是 ${dueItemText(next, today)}。`
  return { ...said(`还在看着：${named}${more}。${day}`), buttons: [[stop]] }
}

/** One switch for all that a chat is told once a month. */
export const noReports: Button = { label: '不用每月发月报', press: { kind: 'monthly', wanted: false } }
const reportsAgain: Button = { label: '每月发月报', press: { kind: 'monthly', wanted: true } }

/** To who looks after several clients. */
export const reportsSetReply = (wanted: boolean): Reply =>
  wanted
    ? {
        ...said('好，每月第一个工作日发上个月的月报；上个月没有提醒的，说一声还在看着、下一个日子是哪天。'),
        buttons: [[noReports]],
      }
    : {
        ...said('好，以后不主动发月报了。期限照样提醒；要看随时发“月报”，想恢复，发“每月发月报”。'),
        buttons: [[reportsAgain]],
      }

/** How it is from now on, and the way back. */
export const monthlySetReply = (wanted: boolean): Reply =>
  wanted
    ? {
        ...said('好，每月第一个工作日，如果前后没有别的提醒，我说一声还在看着、下一个日子是哪天。'),
        buttons: [[stop]],
      }
    : {
        ...said('好，以后不每月报平安了。期限照样提醒；想恢复，发“每月报平安”。'),
        buttons: [[again]],
      }
