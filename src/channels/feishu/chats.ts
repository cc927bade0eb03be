import * as z from 'zod'
import type { Chat } from '../../chat/arrival.js'
import type { ChatRef, PersonRef } from '../../values/ids.js'
import type { FeishuClient } from './client.js'
import { namesOf } from './errors.js'
import { limits } from './limits.js'
import { recent } from './recent.js'
import { within } from './within.js'

/** What the platform says about chats. */
export interface Chats {
  /** Private or group; a group when that cannot be known soon. It never changes, so it is asked once. */
  kindOf(chat: string): Promise<Chat['kind']>
  noteKind(chat: Chat): void
  /** Whether a person may manage a chat: its owner and administrators, and in private the person. Rejects when it cannot be known. */
  mayManage(person: PersonRef, chat: ChatRef): Promise<boolean>
}

const chatInfo = z.object({
  data: z.object({
    chat_mode: z.string().optional(),
    owner_id: z.string().optional(),
    user_manager_id_list: z.array(z.string()).nullish(),
  }),
})
type ChatInfo = z.output<typeof chatInfo>['data']

const rememberedChats = 10_000

export function chatsOf(client: FeishuClient): Chats {
  const kinds = recent<Chat['kind']>(rememberedChats)

  const info = async (chat: string): Promise<ChatInfo> => {
    const path = `/open-apis/im/v1/chats/${encodeURIComponent(chat)}`
    const called = await client.call({ method: 'GET', path, query: { user_id_type: 'open_id' } }, chatInfo)
    if (called.kind !== 'done') throw new Error(`chat not known: ${namesOf(called)}`)
    const { data } = called.body
    // Whoever is not in the chat is told its name and little else.
    if (data.chat_mode === undefined) throw new Error('chat not known: the bot is not in it')
    return data
  }

  const asked = async (chat: string): Promise<Chat['kind']> => {
    const kind = isPrivate(await info(chat)) ? 'private' : 'group'
    kinds.set(chat, kind)
    return kind
  }

  return {
    kindOf: async (chat) => kinds.get(chat) ?? within(limits.chatKindMs, asked(chat), 'group'),
    noteKind: ({ chat, kind }) => {
      kinds.set(chat, kind)
    },
    mayManage: async ({ person }, { chat }) => {
      if (isPerson(chat)) return chat === person
      const about = await info(chat)
      // With whom it is, the platform does not tell: whoever asks knows their own private conversation.
      if (isPrivate(about)) return false
      return about.owner_id === person || (about.user_manager_id_list ?? []).includes(person)
    },
  }
}

const isPrivate = ({ chat_mode: mode }: ChatInfo): boolean => mode === 'p2p'

/** A conversation that is addressed by its person. */
export const isPerson = (chat: string): boolean => chat.startsWith('ou_')
