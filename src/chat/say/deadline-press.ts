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
    case 'elsewhere':
      return '再提醒另一个群'
    case 'stand-in':
      return '接收提醒'
    case 'stand-down':
      return '不再接收'
    case 'take-over':
      return '在这里提醒我'
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
    case 'monthly':
      return press.wanted ? '每月报平安' : '不用每月报平安'
    case 'mend':
      return '改登记的名字或编号'
    case 'import':
      return '导入表格'
    case 'import-undo':
      return '撤销导入'
    case 'doubts':
      return press.as === 'arrived' ? '都送到了' : '再发一次'
    case 'due':
      return '看期限'
    case 'month':
      return '月报'
    case 'leave':
      return '停止服务'
    case 'bulk':
      return bulkLabels[press.step]
    case 'calendar':
      return calendarLabels[press.then]
    case 'draw':
      return press.matter === undefined ? '画全年' : '画时间线'
    case 'proof':
      return '证据'
  }
}

const bulkLabels = { ask: '一起记下', do: '确认一起记下', undo: '全部撤销' } as const
const calendarLabels = { renew: '重新生成日历链接', stop: '停用日历链接', file: '发日历文件' } as const
const markLabels = { seen: '已看到', preparing: '准备中', 'given-up': '确认不办' } as const
