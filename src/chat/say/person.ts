import type { Text } from '../../reply/reply.js'
import type { Arrival } from '../arrival.js'

/** Whom a message is for, so that it rings: nobody in private, nor where the person cannot be told apart. */
export function addressing({ chat, from }: Arrival): Text {
  if (chat.kind === 'private' || from.anonymous) return []
  return [{ mention: from.person, name: from.name ?? '' }, ' ']
}
