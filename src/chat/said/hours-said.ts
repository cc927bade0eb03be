import { timesSaid, withClockDigits, type FoundTime } from './times-said.js'

/** When a chat wants to hear of what is due. Undefined times are such as no clock shows. */
export interface HoursRequest {
  readonly kind: 'hours'
  readonly hours: readonly (readonly [HourName, string | undefined])[]
}

export type HourName = 'sendAt' | 'quietFrom' | 'quietTo'

const quietWords = /免打扰|勿扰|不要?打扰|别打扰|不要吵|别吵|安静|静音/
const sendingWords = /每天|每日|天天|提醒时间|发送时间|以后|统一|改/
const around =
  /免打扰|勿扰|不要?打扰|别打扰|不要吵|别吵|安静|静音|每天|每日|天天|提醒|发送|通知|推送|时间段?|时段|以后|统一|我们?|群里|本群|请|麻烦|帮我|把|都|在|就|再|是|为|改成|改为|改到|改|设成|设为|设置|设|定在|定|从|自|到|至|之间|期间|之后|以前|的|发|了|吧|次|一|1次|这个群|-|~|—|,|，|。|:|\s/g

/** 每天10:30提醒, 免打扰 19:30到10:30, 提醒时间改成10:30到19:30. */
export function hoursSaid(said: string): HoursRequest | undefined {
  const words = withClockDigits(said)
  const found = timesSaid(words)
  const [first, second] = found
  if (first === undefined || without(found, words).replace(around, '') !== '') return undefined
  if (quietWords.test(words))
    return found.length === 2
      ? {
          kind: 'hours',
          hours: [
            ['quietFrom', first.time],
            ['quietTo', second?.time],
          ],
        }
      : undefined
  const isSending = /提醒|通知|推送|发送/.test(words) && sendingWords.test(words)
  if (!isSending || found.length > 2) return undefined
  const hours: HoursRequest['hours'] = [['sendAt', first.time]]
  return { kind: 'hours', hours: second === undefined ? hours : [...hours, ...quietOutside(first, second)] }
}

/** Who wants to hear between two times wants quiet at all others. */
const quietOutside = (from: FoundTime, to: FoundTime): HoursRequest['hours'] => [
  ['quietFrom', to.time],
  ['quietTo', from.time],
]

const without = (found: readonly FoundTime[], words: string): string =>
  [...found]
    .reverse()
    .reduce((rest, { at, length }) => `${rest.slice(0, at)} ${rest.slice(at + length)}`, words)
