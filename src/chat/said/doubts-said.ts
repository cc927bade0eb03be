import { normalise } from '../../knowledge/words/normalise.js'
import type { DoubtsPress } from '../../reply/deadline-press.js'

const arrived = /^(?:都|全部|全)?送到了?$/
const again = /^(?:都|全部|全)?(?:再发(?:一次|1次|一遍)?|重发(?:一次|1次)?)(?:吧)?$/

/** What an operator says of reminders in doubt, where the card of them cannot be pressed. */
export function doubtsSaid(text: string): DoubtsPress['as'] | undefined {
  const words = normalise(text).replaceAll(' ', '')
  if (arrived.test(words)) return 'arrived'
  return again.test(words) ? 'again' : undefined
}
