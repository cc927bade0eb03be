import type { Chat } from 'grammy/types'
import { deliver } from './delivery.js'
import { memberWith } from './members.js'
import { membershipIn } from './membership.js'
import { press, raw } from './presses.js'
import { seen } from './seen.js'
import { alter, post, say, send } from './speech.js'
import type { FakeChat, GroupOptions, People, Person, PersonOptions, Speaker } from './telegram.js'
import { chatOf, keep, newChat, newChatId, unixTime, userOf, type ChatState, type World } from './world.js'

export function peopleIn(world: World): People {
  return {
    person: (options = {}) => person(world, options),
    group: (options = {}) => group(world, options),
    channel: (options = {}) => channel(world, options),
    topic: (chat, name, by) => topic(world, chatOf(world, chat.id), { name, by }),
    starts: (by, payload) => {
      if (chatOf(world, by.id).openness === 'blocked') membershipIn(world).unblocks(by)
      return say(world, { chat: by.alone, by }, payload === undefined ? '/start' : `/start ${payload}`)
    },
    says: (chat, by, text, options = {}) => say(world, { chat, by, ...options }, text),
    sends: (chat, by, kind, options = {}) => send(world, { chat, by, ...options }, kind),
    anonymousIn,
    posts: (to, text) => post(world, to, text),
    edits: (message, text, options = {}) => alter(world, message, { text, ...options }),
    deletes: ({ chat, id }) => {
      chatOf(world, chat).messages.delete(id)
      world.changes.tell()
    },
    presses: (message, label, by) => {
      const now = chatOf(world, message.chat).messages.get(message.id)
      const buttons = now === undefined ? [] : seen(world, now).buttons.flat()
      const button = buttons.find((one) => one.label === label)
      if (button?.data === undefined)
        throw new Error(`no button ${label} here, but: ${buttons.map((one) => one.label).join(', ')}`)
      return press(world, message, { data: button.data, by })
    },
    pressesData: (message, data, by) => press(world, message, { data, by }),
    expires: (id) => {
      const query = world.queries.get(id)
      if (query === undefined) throw new Error(`there is no query ${id}`)
      query.over = true
    },
    raw: (update) => raw(world, update),
    duplicate: (id) => {
      world.updates.repeat(id)
    },
  }
}

function person(world: World, { id = world.next.person, name, username }: PersonOptions): Person {
  world.next.person = Math.max(world.next.person, id) + 1
  const first_name = name ?? `用户${id}`
  const called = { first_name, ...(username !== undefined && { username }) }
  world.users.set(id, { id, is_bot: false, ...called, language_code: 'zh-hans' })
  const state = newChat({ id, type: 'private', ...called })
  state.members.set(world.me.id, memberWith('member', world.user))
  world.chats.set(id, state)
  const alone = { id, kind: 'private', forum: false } as const
  return { id, name: first_name, ...(username !== undefined && { username }), alone }
}

/** The first administrator named owns the group; without one, somebody unknown does. */
function group(world: World, options: GroupOptions): FakeChat {
  const { kind = 'group', admins = [person(world, { name: '群主' })], bot = 'member', linkedTo } = options
  const id = options.id ?? newChatId(world, kind === 'group' ? 'group' : 'supergroup')
  const state = newChat(groupWire(id, kind, options.title ?? '测试群'), linkedTo?.id)
  for (const [index, admin] of admins.entries())
    state.members.set(admin.id, memberWith(index === 0 ? 'creator' : 'administrator', userOf(world, admin)))
  state.members.set(world.me.id, memberWith(bot, world.user))
  world.chats.set(id, state)
  return { id, kind: kind === 'group' ? 'group' : 'supergroup', forum: kind === 'forum' }
}

function groupWire(id: number, kind: NonNullable<GroupOptions['kind']>, title: string): Chat {
  if (kind === 'group') return { id, type: 'group', title }
  return { id, type: 'supergroup', title, ...(kind === 'forum' && { is_forum: true }) }
}

function channel(world: World, options: { readonly id?: number; readonly title?: string }): FakeChat {
  const id = options.id ?? newChatId(world, 'supergroup')
  const state = newChat({ id, type: 'channel', title: options.title ?? '测试频道' })
  state.members.set(world.me.id, memberWith('administrator', world.user))
  world.chats.set(id, state)
  return { id, kind: 'channel', forum: false }
}

/** The service message that opens a topic gives it its id. */
function topic(world: World, state: ChatState, { name, by }: { name: string; by: Person }): number {
  if (state.wire.is_forum !== true) throw new Error('only a forum has topics')
  const id = state.nextMessage
  state.topics.set(id, { closed: false })
  const { wire } = keep(state, {
    from: userOf(world, by),
    date: unixTime(world.now()),
    message_thread_id: id,
    is_topic_message: true,
    forum_topic_created: { name, icon_color: 0x6fb9f0 },
  })
  deliver(world, state, wire)
  return id
}

const anonymousIn = (chat: FakeChat): Speaker => ({ id: 1_087_968_824, name: 'Group', as: chat })
