import { normalise } from '../../knowledge/words/normalise.js'

/** Whether there is time enough left for something that is watched here: 还有70天，来得及吧？ */
export interface InTimeRequest {
  readonly kind: 'in-time'
  /** What is left of the words: a name, or nothing. */
  readonly about: string
  /** Until the expiry, as it was said. */
  readonly days?: number
}

const longestQuestion = 40
const asksTime =
  /来不来得及|来得及|赶得上|赶得及|赶不赶得上|还能不能续|还能续|晚不晚|是不是晚了|晚了(?=[吗没?])/
const daysLeft =
  /(?:离|距离?)?(?:到期|过期)?(?:还有|还剩|只剩|剩下?|就剩|不到)(?:下|了)?(\d{1,4})天(?:就?要?(?:到期|过期))?/
const around =
  /呼叫中心|许可证|证照|牌照|证|续期|续证|续办|续|换证|申请|提交|材料|办理?|交|现在|今天|才|再|去|这家|那家|这个|那个|他们|她们|它们|他家|它|他|我们|我司|我们公司|请问|的话|的|还|吗|吧|呢|么|没|啊|了|就|也|都|到期|过期|上|[\s,，.。?？!！、:：]/g

export function inTimeSaid(text: string): InTimeRequest | undefined {
  const words = normalise(text)
  if (words.length > longestQuestion || !asksTime.test(words)) return undefined
  const left = daysLeft.exec(words)
  const rest = words.replace(daysLeft, ' ').replace(asksTime, ' ')
  const days = left?.[1]
  return {
    kind: 'in-time',
    about: rest.replace(around, ''),
    ...(days !== undefined && { days: Number(days) }),
  }
}
