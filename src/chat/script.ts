import type { Script } from '../reply/reply.js'
import { traditional } from '../reply/traditional.js'
import { traditionalText } from '../reply/traditional-text.js'
import { saying, type Decision, type Turn } from './decision.js'
import { scriptReply } from './say/script.js'

/** From now on this person reads that script in this chat. */
export function scriptSwitched(script: Script, { arrival, known }: Turn): Decision {
  return saying(scriptReply(script, arrival.chat), { ...known.session, script })
}

/** What is decided, in the characters that the person reads. The session keeps it simplified: so it is compared. */
export function inScript(decision: Decision, { known }: Turn): Decision {
  if (decision.session.script !== 'traditional') return decision
  const { messages, toast } = decision
  return {
    ...decision,
    messages: messages.map((said) => ({ ...said, reply: traditional(said.reply, known.place.calledBy) })),
    ...(toast !== undefined && { toast: traditionalText(toast) }),
  }
}
