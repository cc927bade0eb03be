import type { MessageId } from '../../values/ids.js'

/** What was last printed of each message. */
export interface ScreenTexts {
  /** Keeps the text; whether it is another than the message had, or none is known. */
  show(message: MessageId, text: string): boolean
}

/** Further up nobody looks: what was forgotten is printed in full once more. */
const mostRemembered = 200

export function screenTexts(): ScreenTexts {
  const texts = new Map<MessageId, string>()
  return {
    show: (message, text) => {
      const changed = texts.get(message) !== text
      texts.delete(message)
      texts.set(message, text)
      const [oldest] = texts.keys()
      if (texts.size > mostRemembered && oldest !== undefined) texts.delete(oldest)
      return changed
    },
  }
}
