import type { ChatMemberUpdated, Message, User } from 'grammy/types'
import { deliver } from './delivery.js'
import { isInside, memberOf, memberWith } from './members.js'
import type { Membership, MemberStatus, Person } from './telegram.js'
import { chatOf, keep, newChat, newChatId, unixTime, userOf, type ChatState, type World } from './world.js'

export function membershipIn(world: World): Membership {
  return {
    botBecomes: (chat, status, by) => {
      botBecomes(world, { state: chatOf(world, chat.id), status, by: userOf(world, by) })
    },
    memberBecomes: (chat, person, status) => {
      const user = userOf(world, person)
      memberBecomes(world, user, { state: chatOf(world, chat.id), status, by: user })
    },
    blocks: (person) => {
      opens(world, person, 'kicked')
    },
    unblocks: (person) => {
      opens(world, person, 'member')
    },
    deactivates: (person) => {
      chatOf(world, person.id).openness = 'deactivated'
    },
    migrate: (chat, { first = 'old' } = {}) => migrate(world, chatOf(world, chat.id), first),
    deletesTopic: (chat, thread) => void chatOf(world, chat.id).topics.delete(thread),
    closesTopic: (chat, thread) => {
      const topic = chatOf(world, chat.id).topics.get(thread)
      if (topic === undefined) throw new Error(`there is no topic ${thread}`)
      topic.closed = true
    },
    deletesChat: (chat) => void world.chats.delete(chat.id),
  }
}

/** Somebody in a chat gets another standing there. */
interface Change {
  readonly state: ChatState
  readonly status: MemberStatus
  /** Who brought it about. */
  readonly by: User
}

function botBecomes(world: World, change: Change): void {
  const { state, status, by } = change
  const service = serviceMessage(world, memberOf(state, world.user).status, status)
  // The bot reads of its coming once it is there, of its going before it is gone.
  if (service !== undefined && !isInside(status)) announce(world, state, { from: by, ...service })
  tellOfBot(world, change)
  if (service !== undefined && isInside(status)) announce(world, state, { from: by, ...service })
}

/** What the group reads when the bot comes or goes. */
function serviceMessage(
  world: World,
  before: MemberStatus,
  after: MemberStatus,
): Partial<Message> | undefined {
  if (isInside(before) === isInside(after)) return undefined
  return isInside(after) ? { new_chat_members: [world.user] } : { left_chat_member: world.user }
}

function announce(world: World, state: ChatState, service: Partial<Message>): void {
  const { wire } = keep(state, { date: unixTime(world.now()), ...service })
  deliver(world, state, wire)
}

/** Changes the bot's standing and tells it. */
export function tellOfBot(world: World, change: Change): void {
  world.updates.push({ my_chat_member: changed(world, world.user, change) })
}

function memberBecomes(world: World, user: User, change: Change): void {
  const update = changed(world, user, change)
  if (memberOf(change.state, world.user).status === 'administrator')
    world.updates.push({ chat_member: update })
}

function changed(world: World, user: User, { state, status, by }: Change): ChatMemberUpdated {
  const old_chat_member = memberOf(state, user)
  const new_chat_member = memberWith(status, user)
  state.members.set(user.id, new_chat_member)
  world.changes.tell()
  return { chat: state.wire, from: by, date: unixTime(world.now()), old_chat_member, new_chat_member }
}

/** A person blocks the bot (`kicked`) or takes it back. */
function opens(world: World, person: Person, status: 'kicked' | 'member'): void {
  const state = chatOf(world, person.alone.id)
  state.openness = status === 'kicked' ? 'blocked' : 'open'
  tellOfBot(world, { state, status, by: userOf(world, person) })
}

function migrate(world: World, old: ChatState, first: 'old' | 'new') {
  if (old.wire.type !== 'group') throw new Error('only a basic group becomes a supergroup')
  const id = newChatId(world, 'supergroup')
  const state = newChat({ id, type: 'supergroup', title: old.wire.title }, old.linkedTo)
  for (const [user, member] of old.members) state.members.set(user, member)
  world.chats.set(id, state)
  const from = [...old.members.values()][0]?.user ?? world.user
  const tell = {
    old: () => {
      announce(world, old, { from, migrate_to_chat_id: id })
    },
    new: () => {
      announce(world, state, { from, migrate_from_chat_id: old.wire.id })
    },
  }
  tell[first]()
  tell[first === 'old' ? 'new' : 'old']()
  old.migratedTo = id
  return { id, kind: 'supergroup', forum: false } as const
}
