import type { Message, User } from 'grammy/types'
import type { Person } from '../../chat/arrival.js'
import { limits } from './limits.js'
import { shortened } from './shortened.js'

export type Sender =
  { readonly kind: 'person'; readonly person: Person } | { readonly kind: 'nobody'; readonly why: string }

/** The id under which the anonymous administrators of a group are known, all as one. */
export const anonymousIn = (chat: string): string => `anonymous:${chat}`

/** Who wrote a message. `from` alone is no key: behind a chat that speaks stands one and the same bot everywhere. */
export function senderOf(message: Message): Sender {
  const { from, sender_chat: spokesman, chat } = message
  if (spokesman?.id === chat.id) return { kind: 'person', person: anonymousPerson(message) }
  if (message.is_automatic_forward === true) return nobody('a linked channel')
  if (spokesman !== undefined) return nobody('a channel')
  if (from === undefined) return nobody('no sender')
  if (from.is_bot) return nobody('another bot')
  return { kind: 'person', person: personNamed(from) }
}

export function personNamed({ id, first_name, last_name = '' }: User): Person {
  return {
    channel: 'telegram',
    person: String(id),
    ...named(`${first_name} ${last_name}`),
  }
}

function anonymousPerson({ chat, author_signature }: Message): Person {
  return {
    channel: 'telegram',
    person: anonymousIn(String(chat.id)),
    ...named(author_signature ?? chat.title ?? ''),
    anonymous: true,
  }
}

/** Deleted accounts have no name left. */
function named(text: string): { readonly name?: string } {
  const name = text.trim()
  return name === '' ? {} : { name: shortened(name, limits.nameCharacters) }
}

const nobody = (why: string): Sender => ({ kind: 'nobody', why })
