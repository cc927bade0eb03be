import type { RecordedCall } from './calls.js'
import { unacknowledgedIn } from './deliver.js'
import type { PushedEvent } from './events.js'
import type { Chat } from './people.js'
import { seen } from './seen.js'
import { chatOf, messageOf, type MessageState, type Uploaded, type World } from './world.js'

/** A message as people see it now. */
export interface SeenMessage {
  readonly id: string
  /** Its chat_id. */
  readonly chat: string
  /** The open_id of the person or bot who sent it. */
  readonly from: string
  readonly byBot: boolean
  readonly kind: string
  /** Plain text: title and markdown of cards without marks, entities decoded, mentions as @name. Empty when it was taken back. */
  readonly text: string
  /** Those that can be pressed. */
  readonly buttons: readonly SeenButton[]
  readonly links: readonly { readonly text: string; readonly url: string }[]
  /** open_ids, and `all`, that this message really mentions. */
  readonly mentions: readonly string[]
  /** The message it replies to. */
  readonly parent?: string
  readonly thread?: string
  readonly edits: number
  readonly createdAt: number
  readonly gone?: 'recalled' | 'deleted'
  /** What an image or file message of the bot shows. */
  readonly upload?: Uploaded
  /** The content as it was sent, parsed. */
  readonly content: unknown
  readonly uuid?: string
}

export interface SeenButton {
  readonly label: string
  readonly type: string
  /** The value object that a press sends. */
  readonly value: Readonly<Record<string, unknown>>
  /** Where it leads instead. */
  readonly url?: string
}

/** Something the bot sent that it must not send, whether or not the platform accepted it. */
export interface Violation {
  readonly call: string
  readonly what: string
}

export interface Reading {
  /** All messages of the chat, oldest first, of people and bots. */
  messagesIn(chat: Chat): readonly SeenMessage[]
  /** Only what this bot sent, in order. */
  botMessagesIn(chat: Chat): readonly SeenMessage[]
  message(messageId: string): SeenMessage
  /** The chat with that id, also one that the bot opened itself by writing to an open_id. */
  chat(chatId: string): Chat
  /** Everything this bot sent, in all chats, in order. */
  botMessages(): readonly SeenMessage[]
  /** Every HTTP call of this app, in the order they came. */
  readonly calls: readonly RecordedCall[]
  readonly violations: readonly Violation[]
  /** Every event raised so far, oldest first, with its deliveries and acks. */
  readonly events: readonly PushedEvent[]
  /** What would be repeated; clicks never are. */
  unacknowledged(): readonly PushedEvent[]
  /** Resolves with the first value that is neither undefined nor false; rejects after 10 s with what was seen. Throwing counts as not yet. */
  waitFor<T>(condition: () => T | undefined | false, what?: string): Promise<T>
}

const patienceMs = 10_000
/** Conditions may look at more than this fake, which announces only its own changes. */
const lookEveryMs = 10

export function reading(world: World): Reading {
  const those = (wanted: (message: MessageState) => boolean) =>
    [...world.messages.values()].filter(wanted).map((message) => seen(world, message))
  return {
    messagesIn: ({ id }) => those(({ chatId }) => chatId === id),
    botMessagesIn: ({ id }) => those(({ by, chatId }) => by === 'this-bot' && chatId === id),
    botMessages: () => those(({ by }) => by === 'this-bot'),
    message: (messageId) => seen(world, messageOf(world, messageId)),
    chat: (chatId) => chatOf(world, chatId),
    calls: world.calls,
    violations: world.violations,
    events: world.events,
    unacknowledged: () => unacknowledgedIn(world),
    waitFor: (condition, what = 'condition') => waitFor(world, condition, what),
  }
}

function waitFor<T>(world: World, condition: () => T | undefined | false, what: string): Promise<T> {
  return new Promise((resolve, reject) => {
    let cause: unknown
    const end = () => {
      clearInterval(every)
      clearTimeout(patience)
      world.watchers.delete(look)
    }
    // A condition that throws does not hold yet: a message it names may still come.
    const look = () => {
      try {
        const value = condition()
        if (value === undefined || value === false) return
        end()
        resolve(value)
      } catch (error) {
        cause = error
      }
    }
    const every = setInterval(look, lookEveryMs)
    const patience = setTimeout(() => {
      end()
      reject(new Error(`waited in vain for ${what}; ${summaryOf(world)}`, { cause }))
    }, patienceMs)
    world.watchers.add(look)
    look()
  })
}

function summaryOf(world: World): string {
  const calls = world.calls.map(({ operation, code }) => `${operation} ${String(code ?? 'open')}`).join(', ')
  const wrong = world.violations.map(({ call, what }) => `${call}: ${what}`).join('; ')
  return `calls: ${calls}; violations: ${wrong}; links: ${String(world.links.length)}; unacknowledged: ${String(unacknowledgedIn(world).length)}`
}
