import {
  addBot,
  changeGroup,
  disband,
  enter,
  openMenu,
  recall,
  removeBot,
  type GroupChange,
} from './chat-events.js'
import { click, clickOld, type ClickAnswer } from './click.js'
import type { PushedEvent } from './events.js'
import { say, textOf } from './saying.js'
import { chatOf, messageOf, newId, type ChatState, type World } from './world.js'

/** Somebody as this app sees them: the open_id is the app's own, the union_id the developer's. */
export interface Person {
  readonly openId: string
  readonly unionId: string
  readonly userId: string
  readonly name: string
}

export interface Chat {
  readonly id: string
  readonly kind: 'p2p' | 'group'
  readonly name: string
  /** Every message of such a group belongs to a thread; a plain create opens a new one. */
  readonly topics: boolean
}

export interface GroupOptions {
  readonly name?: string
  readonly members?: readonly Person[]
  /** Default: the first member. `bot`: the bot itself owns the group. */
  readonly owner?: Person | 'bot'
  readonly admins?: readonly Person[]
  readonly topics?: boolean
  /** Default true. Making the group raises no event; `addBot` does. */
  readonly withBot?: boolean
}

export interface SaidOptions {
  /** Puts the bot's placeholder (@_user_1) before the text. */
  readonly mention?: boolean
  /** People mentioned before the text, after the bot. */
  readonly mentions?: readonly Person[]
  /** Puts @_all before the text: it has no entry in `mentions`. */
  readonly everyone?: boolean
  /** The message this one replies to: parent_id, and root_id of its chain. */
  readonly parent?: string
  /** The thread it is said in. In a topic group without one, a new topic is opened. */
  readonly thread?: string
}

export interface Said {
  readonly messageId: string
  readonly threadId?: string
  /** Never pushed, and not in `events`, when the bot may not hear it: not in the chat, or the scope is missing. */
  readonly event: PushedEvent
}

/** What is not plain text. `post` is rich text of people: mentions are at nodes, `@all` is one with user_id "all". */
export type Content =
  | {
      readonly kind: 'post'
      readonly title?: string
      readonly text: string
      readonly mention?: boolean
      readonly everyone?: boolean
    }
  | {
      readonly kind: 'image' | 'audio' | 'sticker' | 'media' | 'share_chat' | 'share_user' | 'location'
    }
  /** Without `file`, one that nobody can have. */
  | { readonly kind: 'file'; readonly file?: { readonly name: string; readonly bytes: Uint8Array } }
  | { readonly kind: 'merge_forward' | 'interactive' }

/** Where and in answer to what something is sent. */
export type Position = Pick<SaidOptions, 'parent' | 'thread'>

export interface People {
  person(name?: string): Person
  /** The private conversation of a person with the bot; the same one each time. */
  p2p(person: Person): Chat
  group(options?: GroupOptions): Chat
  says(chat: Chat, person: Person, text: string, options?: SaidOptions): Said
  sends(chat: Chat, person: Person, content: Content, position?: Position): Said
  /** Another bot in the chat speaks: sender_type is app. */
  otherBotSays(chat: Chat, text: string, options?: SaidOptions): Said
  /** A person edits what they said: the platform raises no event for it, GET shows the new text. */
  edits(messageId: string, text: string): void
  /** Taken back by its sender or an administrator; the event comes, later edits are refused with 230011. */
  recalls(messageId: string): PushedEvent
  /** Deleted without an event; later edits are refused with 231003. */
  deletes(messageId: string): void
  /** Presses the button that shows `label` now. Resolves with what the person sees; rejects when there is no such button. */
  clicks(messageId: string, label: string, by: Person): Promise<ClickAnswer>
  /** Presses a button that the message no longer shows: `value` is what it carried. */
  clicksOld(messageId: string, value: Readonly<Record<string, unknown>>, by: Person): Promise<ClickAnswer>
  /** The person opens the conversation: bot_p2p_chat_entered, each time. */
  enters(person: Person): PushedEvent
  menu(person: Person, eventKey: string): PushedEvent
  addBot(chat: Chat, by: Person): PushedEvent
  removeBot(chat: Chat, by: Person): PushedEvent
  disbands(chat: Chat, by: Person): PushedEvent
  /** Another name, another owner, or who may speak: `im.chat.updated_v1`. */
  changes(chat: Chat, by: Person, to: GroupChange): PushedEvent
  /** Who may manage from now on; no event. */
  setAdmins(chat: Chat, owner: Person | 'bot', admins: readonly Person[]): void
  /** `muted`: 230018 to the bot. */
  setMuted(chat: Chat, muted: boolean): void
  /** Outside the app's availability: 230013 to whoever writes to them. */
  setUnavailable(person: Person, unavailable: boolean): void
}

export function people(world: World): People {
  const bot: Person = { openId: newId('ou_'), unionId: newId('on_'), userId: newId(''), name: '别的机器人' }
  return {
    person: (name = `用户${String(world.people.size + 1)}`) => newPerson(world, name),
    p2p: (person) => p2pWith(world, person),
    group: (options = {}) => newGroup(world, options),
    says: (chat, person, text, options = {}) =>
      say(world, chatOf(world, chat.id), { by: 'person', person }, { kind: 'text', text }, options),
    sends: (chat, person, content, position = {}) =>
      say(world, chatOf(world, chat.id), { by: 'person', person }, content, position),
    otherBotSays: (chat, text, options = {}) =>
      say(world, chatOf(world, chat.id), { by: 'other-bot', person: bot }, { kind: 'text', text }, options),
    edits: (messageId, text) => {
      const message = messageOf(world, messageId)
      message.content = textOf(text)
      message.edits += 1
    },
    recalls: (messageId) => recall(world, messageOf(world, messageId)),
    deletes: (messageId) => {
      messageOf(world, messageId).gone = 'deleted'
    },
    clicks: (messageId, label, by) => click(world, messageOf(world, messageId), label, by),
    clicksOld: (messageId, value, by) => clickOld(world, messageOf(world, messageId), value, by),
    enters: (person) => enter(world, p2pWith(world, person), person),
    menu: (person, eventKey) => openMenu(world, person, eventKey),
    addBot: (chat, by) => addBot(world, chatOf(world, chat.id), by),
    removeBot: (chat, by) => removeBot(world, chatOf(world, chat.id), by),
    disbands: (chat, by) => disband(world, chatOf(world, chat.id), by),
    changes: (chat, by, to) => changeGroup(world, chatOf(world, chat.id), by, to),
    setAdmins: (chat, owner, admins) => {
      Object.assign(chatOf(world, chat.id), { owner, admins })
    },
    setMuted: (chat, muted) => {
      chatOf(world, chat.id).muted = muted
    },
    setUnavailable: (person, unavailable) => {
      if (unavailable) world.unavailable.add(person.openId)
      else world.unavailable.delete(person.openId)
    },
  }
}

/** The private chat with the bot, made when it is first needed, by either side. */
export function p2pWith(world: World, person: Person): ChatState {
  const open = [...world.chats.values()].find(
    ({ kind, members }) => kind === 'p2p' && members.has(person.openId),
  )
  return (
    open ??
    addChat(world, { kind: 'p2p', name: '', topics: false, members: [person], owner: person, botIn: true })
  )
}

function newPerson(world: World, name: string): Person {
  const person = { openId: newId('ou_'), unionId: newId('on_'), userId: newId('').slice(0, 8), name }
  world.people.set(person.openId, person)
  return person
}

function newGroup(world: World, options: GroupOptions): ChatState {
  const { name = '测试群', members = [], admins = [], topics = false, withBot = true } = options
  const owner = options.owner ?? members[0] ?? 'bot'
  const all = [...members, ...admins, ...(owner === 'bot' ? [] : [owner])]
  return addChat(world, { kind: 'group', name, topics, members: all, owner, admins, botIn: withBot })
}

interface NewChat {
  readonly kind: 'p2p' | 'group'
  readonly name: string
  readonly topics: boolean
  readonly members: readonly Person[]
  readonly owner: Person | 'bot'
  readonly admins?: readonly Person[]
  readonly botIn: boolean
}

function addChat(world: World, { members, admins = [], ...asked }: NewChat): ChatState {
  const chat: ChatState = {
    ...asked,
    id: newId('oc_'),
    members: new Map(members.map((one) => [one.openId, one])),
    admins,
    muted: false,
    disbanded: false,
    sentAt: [],
  }
  world.chats.set(chat.id, chat)
  return chat
}
