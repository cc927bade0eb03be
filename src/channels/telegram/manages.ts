import type { Api } from 'grammy'
import type { ChatRef, PersonRef } from '../../values/ids.js'
import { called } from './calls.js'
import { reasonOf } from './outcome.js'
import { anonymousIn } from './sender.js'

/** Whether a person may manage a chat, by what Telegram says now. Rejects when it does not say. */
export async function mayManage(api: Api, { person }: PersonRef, { chat }: ChatRef): Promise<boolean> {
  // Only administrators can hide behind the group.
  if (person === anonymousIn(chat)) return true
  if (!chat.startsWith('-')) return person === chat
  const id = Number(person)
  if (!Number.isSafeInteger(id)) return false
  const member = await called(api.getChatMember(chat, id))
  if (member.kind === 'done')
    return member.value.status === 'creator' || member.value.status === 'administrator'
  const why = member.kind === 'no' ? reasonOf(member) : member.why
  throw new Error(`telegram does not say who manages the chat: ${why}`)
}
