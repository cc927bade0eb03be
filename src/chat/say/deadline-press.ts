import type { DeadlinePress } from '../../reply/deadline-press.js'
import { holderText } from './deadline.js'

/** What a press about a deadline does, as a button of its own says it after an outage. */
export function deadlinePressLabel(press: DeadlinePress): string {
  switch (press.kind) {
    case 'review':
      return `登记：${holderText(press.stated.holder).slice(0, 20)}`
    case 'register':
      return `设置提醒：${holderText(press.stated.holder).slice(0, 20)}`
    case 'report':
      return '登记进度'
    case 'note':
      return `确认记下${press.report.on === undefined ? '' : `：${press.report.on}`}`
    case 'take-back':
      return '撤销'
    case 'trait':
    case 'describe':
      return '登记公司情况'
    case 'keepers':
    case 'release':
      return '负责人'
    case 'keep':
    case 'reached':
      return '我来负责'
    case 'drop':
      return '取消'
    case 'submit':
      return '登记办完'
    case 'lines':
      return '看期限'
    case 'mark':
      return markLabels[press.mark]
    case 'see-all':
      return '全部已看到'
    case 'put-off':
      return `延后到 ${press.until}`
    case 'matter':
      return press.view === 'whole' ? '看证照' : '停止提醒'
    case 'stop':
      return '确认停止'
    case 'adjust':
      return '改提醒'
    case 'mend':
      return '改登记的名字或编号'
    case 'calendar':
      return press.then === 'renew' ? '重新生成日历链接' : '停用日历链接'
  }
}

const markLabels = { seen: '已看到', preparing: '准备中', 'given-up': '确认不办' } as const
