import type { DeadlinePress } from '../../reply/deadline-press.js'
import type { DeadlinePresses } from '../pressed/deadline-handling.js'
import { holderText } from './deadline.js'

/** What a press about a deadline does, as a button of its own says it after an outage. */
export const deadlinePressLabel = (press: DeadlinePress): string => labelOf(press.kind, press)

function labelOf<Kind extends keyof DeadlinePresses>(kind: Kind, press: DeadlinePresses[Kind]): string {
  const label = labels[kind]
  return typeof label === 'string' ? label : label(press)
}

type Labels = {
  readonly [Kind in keyof DeadlinePresses]: string | ((press: DeadlinePresses[Kind]) => string)
}

const markLabels = { seen: '已看到', preparing: '准备中', 'given-up': '确认不办' } as const
const bulkLabels = { ask: '一起记下', do: '确认一起记下', undo: '全部撤销' } as const
const calendarLabels = { renew: '重新生成日历链接', stop: '停用日历链接', file: '发日历文件' } as const

const labels: Labels = {
  review: ({ stated }) => `登记：${holderText(stated.holder).slice(0, 20)}`,
  register: ({ stated }) => `设置提醒：${holderText(stated.holder).slice(0, 20)}`,
  report: '登记进度',
  note: ({ report: { on } }) => `确认记下${on === undefined ? '' : `：${on}`}`,
  'take-back': '撤销',
  trait: '登记公司情况',
  describe: '登记公司情况',
  matter: ({ view }) => (view === 'whole' ? '看证照' : '停止提醒'),
  mend: '改登记的名字或编号',
  stop: '确认停止',
  adjust: '改提醒',
  monthly: ({ wanted }) => (wanted ? '每月报平安' : '不用每月报平安'),
  drop: '取消',

  lines: '看期限',
  mark: ({ mark }) => markLabels[mark],
  'see-all': '全部已看到',
  'put-off': ({ until }) => `延后到 ${until}`,
  submit: '登记办完',

  keepers: '负责人',
  release: '负责人',
  keep: '我来负责',
  reached: '我来负责',
  elsewhere: '再提醒另一个群',
  'stand-in': '接收提醒',
  'stand-down': '不再接收',
  'take-over': '在这里提醒我',

  bulk: ({ step }) => bulkLabels[step],
  due: '看期限',
  plan: '看提醒',
  month: '月报',
  leave: '停止服务',
  import: '导入表格',
  'import-undo': '撤销导入',
  doubts: ({ as }) => (as === 'arrived' ? '都送到了' : '再发一次'),

  calendar: ({ then }) => calendarLabels[then],
  draw: ({ matter }) => (matter === undefined ? '画全年' : '画时间线'),
  proof: '证据',
}
