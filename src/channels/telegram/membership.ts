import type { ChatMember, ChatMemberUpdated } from 'grammy/types'
import type { ChatClosed } from '../../chat/arrival.js'

export type StandingChange = { readonly kind: 'joined' } | { readonly kind: 'left'; readonly why: ChatClosed }

/** What became of our right to speak in a chat; undefined when it stayed as it was. */
export function standingChange(update: ChatMemberUpdated): StandingChange | undefined {
  const { chat, old_chat_member: before, new_chat_member: after } = update
  const why = closedBy(after, chat.type === 'private')
  if (why !== undefined) return { kind: 'left', why }
  return closedBy(before, chat.type === 'private') === undefined ? undefined : { kind: 'joined' }
}

/** Why somebody with this standing cannot speak; undefined when they can. */
function closedBy(member: ChatMember, alone: boolean): ChatClosed | undefined {
  switch (member.status) {
    case 'left':
    case 'kicked':
      return alone ? 'blocked' : 'removed'
    case 'restricted':
      if (!member.is_member) return 'removed'
      return member.can_send_messages ? undefined : 'muted'
    case 'creator':
    case 'administrator':
    case 'member':
      return undefined
  }
}
