import type { ChatMember } from 'grammy/types'
import * as z from 'zod'
import type { Payload } from './bot-api.js'
import { isInside, memberOf, memberWith } from './members.js'
import { tellOfBot } from './membership.js'
import { chatNamed } from './reach.js'
import { badRequest } from './refusal.js'
import type { ChatState, World } from './world.js'

const ofChat = z.object({ chat_id: z.union([z.number(), z.string()]) })
const ofMember = ofChat.extend({ user_id: z.number() })
const ofAdmins = ofChat.extend({ return_bots: z.boolean().optional() })

export function getChat(world: World, payload: Payload): object {
  const state = chatNamed(world, ofChat.parse(payload).chat_id)
  return {
    ...state.wire,
    accent_color_id: 0,
    max_reaction_count: 11,
    accepted_gift_types: {
      unlimited_gifts: false,
      limited_gifts: false,
      unique_gifts: false,
      premium_subscription: false,
      gifts_from_channels: false,
    },
    ...(state.linkedTo !== undefined && { linked_chat_id: state.linkedTo }),
  }
}

export function getChatMember(world: World, payload: Payload): ChatMember {
  const asked = ofMember.parse(payload)
  const state = chatNamed(world, asked.chat_id)
  const user = asked.user_id === world.me.id ? world.user : world.users.get(asked.user_id)
  if (user === undefined) throw badRequest('invalid user_id specified')
  if (state.wire.type === 'private') return memberWith('member', user)
  return memberOf(state, user)
}

export function getChatAdministrators(world: World, payload: Payload): readonly ChatMember[] {
  const asked = ofAdmins.parse(payload)
  const state = chatNamed(world, asked.chat_id)
  if (state.wire.type === 'private') throw badRequest('there are no administrators in the private chat')
  return [...state.members.values()].filter(
    ({ status, user }) =>
      (status === 'creator' || status === 'administrator') && (!user.is_bot || asked.return_bots === true),
  )
}

export function getChatMemberCount(world: World, payload: Payload): number {
  const state = chatNamed(world, ofChat.parse(payload).chat_id)
  return state.wire.type === 'private' ? 2 : insidersOf(state).length
}

const insidersOf = (state: ChatState): readonly ChatMember[] =>
  [...state.members.values()].filter(({ status }) => isInside(status))

export function leaveChat(world: World, payload: Payload): true {
  const state = chatNamed(world, ofChat.parse(payload).chat_id)
  if (state.wire.type === 'private') throw badRequest("chat member status can't be changed in private chats")
  tellOfBot(world, { state, status: 'left', by: world.user })
  return true
}
