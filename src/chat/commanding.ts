import { questionAnswered } from './answering.js'
import type { Command } from './commands.js'
import { saying, type Decision, type Turn } from './decision.js'
import { askReply, helpReply, startReply } from './say/help.js'
import { freshSession } from './session.js'

/** What each row of the command table does. */
export function commandDone({ name, rest }: Command, turn: Turn): Decision {
  const { session, knowledge } = turn.known
  switch (name) {
    case 'start':
      return saying(startReply(knowledge), freshSession)
    case 'help':
      return saying(helpReply(knowledge), session)
    case 'ask':
      return rest === '' ? saying(askReply(knowledge), session) : questionAnswered(rest, turn)
  }
}
