import { normalise } from '../../knowledge/words/normalise.js'

/** What falls due here, asked in words; `rest` as it would stand behind /due. */
export interface DueRequest {
  readonly kind: 'due'
  readonly rest: string
}

const which =
  '(?:看看|查一下|查|看)?(?:我们|这里|手上|现在|最近|目前)*(?:有|还有)?(?:哪些|哪几家|哪几个|哪家|谁家|什么)'
const whose = '(?:客户|公司|家|证照|许可证|证|期限)?(?:的)?(?:证照|许可证|证|期限)?'
const over = new RegExp(`^${which}${whose}(?:已经?)?(?:过期|逾期|超期)(?:了|的)?$`)
const near = new RegExp(
  `^${which}${whose}(?:在)?(\\d{1,3}天内?)?(?:快要?|就要|要|即将|马上|将)(?:到期|过期)(?:了|的)?$`,
)
const within = new RegExp(
  `^(\\d{1,3})天(?:之?内|以内|里)(?:要|快)?到期的(?:${which})?(?:客户|证照|证)?(?:有(?:哪些|谁|哪几家))?$`,
)
const turned =
  /^(?:已经?)?(?:(过期|逾期|超期)|快?要?到期)的(?:客户|公司|证照|证)?(?:都)?有(?:哪些|谁|哪几家|几家)$/
const ownerless = new RegExp(`^${which}${whose}(?:还)?没有?(?:人负责|负责人)(?:的)?$`)

/** 哪些快到期了, 过期的有哪些, 30天内到期的有哪些, 哪些没有负责人. */
export function dueSaid(text: string): DueRequest | undefined {
  const words = normalise(text).replace(/[\s?？。!！,，]/g, '')
  const days = near.exec(words)?.[1] ?? within.exec(words)?.[1]
  if (days !== undefined) return { kind: 'due', rest: String(Number.parseInt(days, 10)) }
  const said = turned.exec(words)
  if (over.test(words) || said?.[1] !== undefined) return { kind: 'due', rest: '逾期' }
  if (near.test(words) || said !== null) return { kind: 'due', rest: '' }
  return ownerless.test(words) ? { kind: 'due', rest: '没有负责人' } : undefined
}
