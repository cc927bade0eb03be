import { readFaces } from '../../src/app/picture.js'
import type { Deadline, Reminder } from '../../src/deadlines/deadline.js'
import type { Matter } from '../../src/deadlines/matter.js'
import type { Rule, Tone } from '../../src/deadlines/rule.js'
import type { HolidayYear } from '../../src/deadlines/working-days.js'
import type { Said } from '../../src/deadlines/watch.js'
import { workingDaysOf } from '../../src/deadlines/working-days.js'
import type { Drawing, ShownDeadline, ShownMatter } from '../../src/draw/shown.js'
import { civilDate, daysAfter, instant, type CivilDate } from '../../src/values/civil-date.js'
import { cycleId, eventKind, matterId, ruleId, rungId, sourceId } from '../../src/values/ids.js'

export function day(text: string): CivilDate {
  const date = civilDate(text)
  if (date === undefined) throw new Error(`no day: ${text}`)
  return date
}

export const at = (text: string) => instant(Date.parse(text))

const faces = readFaces()
const expiry = eventKind('expires')

const known: HolidayYear = {
  year: 2026,
  notice: '放假通知',
  days: new Map([[day('2026-10-01'), 'off'] as const]),
}

export function drawing(today: string): Drawing {
  const event = {
    kind: expiry,
    matter: 'licence',
    name: '许可证到期',
    says: [],
    asks: '到期日',
    ahead: true,
  } as const
  return {
    today: day(today),
    rules: {
      all: new Map(),
      events: new Map([[expiry, event]]),
      days: workingDaysOf([known]),
      years: [known],
      traits: new Map(),
    },
    figures: new Map(),
    faces,
  }
}

export const renewal: Rule = {
  id: ruleId('renewal-filing'),
  name: '许可证续期申请',
  matter: 'licence',
  hardness: 'hard-legal',
  due: { kind: 'counted', from: expiry, span: { unit: 'day', amount: -90 } },
  safe: -1,
  done: eventKind('renewal-filed'),
  owner: '资质负责人',
  ladder: [],
  citations: [
    { source: sourceId('s'), authority: 'ministry-rule', evidence: 'B', checkedOn: day('2026-11-01') },
  ],
}

export function licence(holder: string, expires: string, number = 1): Matter {
  return {
    id: matterId(`m-${number}`),
    kind: 'licence',
    holder,
    number: 'B2-20220001',
    has: [],
    log: [{ kind: 'event', event: expiry, on: day(expires), at: at('2026-01-05T01:00:00Z') }],
  }
}

const rungs: readonly (readonly [days: number, tone: Tone, says: string])[] = [
  [-120, 'info', '核对到期日、通知负责人、查是否已有“已开通业务”的证明'],
  [-90, 'info', '启动准备：开通证明、近年年报、社保、场地、变更是否都办过'],
  [-60, 'info', '材料齐套检查；有未办变更先办变更'],
  [-30, 'warn', '未提交则升级给部门经理'],
  [-15, 'warn', '未提交则升级给公司负责人'],
  [-7, 'urgent', '材料要盖章签字了'],
  [-3, 'urgent', '今天就可以提交'],
  [-1, 'urgent', '今天提交最稳妥'],
  [0, 'critical', '法定最后一日'],
]

export interface Sample {
  readonly expires: string
  readonly rule?: Rule
  readonly sent?: readonly number[]
  readonly missed?: readonly number[]
  readonly number?: number
  readonly provisional?: true
  readonly state?: Deadline['state']
}

/** A renewal with its ladder, of which the rungs so many days before the last day were sent or missed. */
export function shown({
  expires,
  rule = renewal,
  sent = [],
  missed = [],
  number = 1,
  ...more
}: Sample): ShownDeadline {
  const due = daysAfter(day(expires), -90)
  const deadline: Deadline = {
    matter: matterId(`m-${number}`),
    rule,
    cycle: cycleId(expires),
    due: { kind: 'day', on: due },
    safeLastDay: daysAfter(due, -1),
    provisional: more.provisional === true,
    state: more.state ?? { kind: 'open' },
  }
  const reminders = rungs.map(([days, tone, says]) =>
    reminder(deadline, { rung: `d${days}`, tone, says, on: daysAfter(due, days) }),
  )
  const daily = Array.from({ length: 30 }, (_, days) => daysAfter(due, days + 1)).map((on) =>
    reminder(deadline, {
      rung: `overdue-daily@${on}`,
      tone: 'critical',
      says: '已过申请日，立即联系发证机关',
      on,
    }),
  )
  return {
    deadline,
    reminders: [...reminders, ...daily],
    said: [
      ...sent.map((days) => saidLine(deadline, days, 'sent')),
      ...missed.map((days) => saidLine(deadline, days, 'missed')),
    ],
  }
}

interface Planned {
  readonly rung: string
  readonly tone: Tone
  readonly says: string
  readonly on: CivilDate
}

function reminder(deadline: Deadline, { rung, tone, says, on }: Planned): Reminder {
  const { provisional } = deadline
  return { deadline, rung: rungId(rung), tone, do: says, on, provisional, anyHour: false }
}

function saidLine(deadline: Deadline, days: number, state: Said['state']): Said {
  const on = deadline.due.kind === 'day' ? daysAfter(deadline.due.on, days) : day('2026-01-01')
  const { matter, rule, cycle } = deadline
  const chat = { channel: 'telegram', chat: '1' } as const
  return { matter, rule: rule.id, cycle, rung: rungId(`d${days}`), chat, on, state }
}

export function shownMatter(holder: string, sample: Sample): ShownMatter {
  return { matter: licence(holder, sample.expires, sample.number), deadlines: [shown(sample)] }
}
