import type { Press } from '../reply/reply.js'
import { detailsShown, entryOpened } from './answering.js'
import { commandDone } from './commanding.js'
import { commandNamed } from './commands.js'
import { saying, type Decision, type Turn } from './decision.js'
import { withdrawnReply } from './say/trouble.js'

/** A press that only has something shown: it can be done in another chat than its button's. */
export type ShowingPress = Extract<Press, { kind: 'ask' | 'more' | 'command' }>

export function shown(press: ShowingPress, turn: Turn): Decision {
  switch (press.kind) {
    case 'ask':
      return entryOpened(press.entry, turn)
    case 'more':
      return detailsShown(press.entry, turn)
    case 'command': {
      const name = commandNamed(press.command)
      const { knowledge, session } = turn.known
      return name === undefined
        ? saying(withdrawnReply(knowledge), session)
        : commandDone({ name, rest: '' }, turn)
    }
  }
}
