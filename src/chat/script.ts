import type { Script } from '../reply/reply.js'
import { traditional } from '../reply/traditional.js'
import { traditionalText } from '../reply/traditional-text.js'
import { sameChat } from '../values/ids.js'
import { saying, type Decision, type Said } from './decision.js'
import type { Turn } from './turn.js'
import { scriptReply } from './say/script.js'

/** From now on this person reads that script in this chat. */
export function scriptSwitched(script: Script, { arrival, known }: Turn): Decision {
  return saying(scriptReply(script, arrival.chat), { ...known.session, script })
}

/**
 * What is decided, in the characters that the person reads where it goes: those of the chat it comes from, unless they
 * chose others in the private one. The session keeps it simplified: so it is compared.
 */
export function inScript(decision: Decision, { known }: Turn): Decision {
  const { messages, toast, session, there } = decision
  const isThere = ({ to }: Said): boolean =>
    to !== undefined && there !== undefined && sameChat(to, there.chat)
  const here = session.script ?? 'simplified'
  const alone = there?.session.script ?? here
  return {
    ...decision,
    messages: messages.map((said) =>
      (isThere(said) ? alone : here) === 'traditional'
        ? { ...said, reply: traditional(said.reply, known.place.calledBy) }
        : said,
    ),
    ...(toast !== undefined && here === 'traditional' && { toast: traditionalText(toast) }),
  }
}
