import { raise } from './deliver.js'
import type { PushedEvent } from './events.js'
import type { Person } from './people.js'
import { nowIn, type ChatState, type MessageState, type World } from './world.js'

/** How events name a person. */
export function idsOf({ openId, unionId, userId }: Person) {
  return { open_id: openId, union_id: unionId, user_id: userId }
}

export function addBot(world: World, chat: ChatState, by: Person): PushedEvent {
  chat.botIn = true
  return raise(world, 'im.chat.member.bot.added_v1', membership(world, chat, by))
}

export function removeBot(world: World, chat: ChatState, by: Person): PushedEvent {
  chat.botIn = false
  return raise(world, 'im.chat.member.bot.deleted_v1', membership(world, chat, by))
}

export function disband(world: World, chat: ChatState, by: Person): PushedEvent {
  chat.disbanded = true
  chat.botIn = false
  return raise(world, 'im.chat.disbanded_v1', membership(world, chat, by))
}

/** What is different of a group from now on. */
export interface GroupChange {
  readonly name?: string
  readonly owner?: Person
  /** `moderator_list`: only those whom its owner lists may speak, and no bot can be listed. */
  readonly speakers?: 'all_members' | 'moderator_list'
}

/** A group keeps its id whatever becomes of it; who is in it is told what changed, with what it was before. */
export function changeGroup(world: World, chat: ChatState, by: Person, to: GroupChange): PushedEvent {
  const before = { name: chat.name, owner: chat.owner, muted: chat.muted }
  chat.name = to.name ?? chat.name
  chat.owner = to.owner ?? chat.owner
  if (to.speakers !== undefined) chat.muted = to.speakers === 'moderator_list'
  return raise(world, 'im.chat.updated_v1', {
    ...membership(world, chat, by),
    before_change: changedFields(to, before),
    after_change: changedFields(to, chat),
  })
}

/** Only what was changed is told. */
function changedFields(
  { name, owner, speakers }: GroupChange,
  of: Pick<ChatState, 'name' | 'owner' | 'muted'>,
): Readonly<Record<string, unknown>> {
  return {
    ...(name !== undefined && { name: of.name }),
    ...(owner !== undefined && of.owner !== 'bot' && { owner_id: idsOf(of.owner) }),
    ...(speakers !== undefined && { moderation_permission: of.muted ? 'moderator_list' : 'all_members' }),
  }
}

export function enter(world: World, chat: ChatState, person: Person): PushedEvent {
  return raise(world, 'im.chat.access_event.bot_p2p_chat_entered_v1', {
    chat_id: chat.id,
    operator_id: idsOf(person),
  })
}

export function openMenu(world: World, person: Person, eventKey: string): PushedEvent {
  return raise(world, 'application.bot.menu_v6', {
    operator: { operator_name: person.name, operator_id: idsOf(person) },
    event_key: eventKey,
    timestamp: Math.floor(nowIn(world) / 1000),
  })
}

export function recall(world: World, message: MessageState): PushedEvent {
  message.gone = 'recalled'
  return raise(world, 'im.message.recalled_v1', {
    message_id: message.id,
    chat_id: message.chatId,
    recall_time: String(nowIn(world)),
    recall_type: 'message_owner',
  })
}

function membership(world: World, chat: ChatState, by: Person): Readonly<Record<string, unknown>> {
  return {
    chat_id: chat.id,
    operator_id: idsOf(by),
    external: false,
    operator_tenant_key: world.tenantKey,
    name: chat.name,
    i18n_names: { zh_cn: chat.name, en_us: '', ja_jp: '' },
  }
}
