import { botStatus } from './members.js'
import { badRequest, forbidden, Refusal } from './refusal.js'
import type { ChatState, World } from './world.js'

/** The chat a call names, if the bot may know of it. Throws a `Refusal` otherwise. */
export function chatNamed(world: World, id: number | string): ChatState {
  const state = [...world.chats.values()].find(({ wire }) => isNamed(wire, id))
  if (state === undefined) throw badRequest('chat not found')
  if (state.migratedTo !== undefined)
    throw new Refusal(400, 'Bad Request: group chat was upgraded to a supergroup chat', {
      parameters: { migrate_to_chat_id: state.migratedTo },
    })
  if (state.wire.type !== 'private') assertInside(world, state)
  return state
}

function assertInside(world: World, state: ChatState): void {
  const status = botStatus(world, state)
  const kind = `${state.wire.type} chat`
  if (status === 'kicked') throw forbidden(`bot was kicked from the ${kind}`)
  if (status === 'left') throw forbidden(`bot is not a member of the ${kind}`)
}

function isNamed(wire: ChatState['wire'], id: number | string): boolean {
  if (typeof id === 'number') return wire.id === id
  return String(wire.id) === id || (wire.username !== undefined && `@${wire.username}` === id)
}

/** The chat a call names, if the bot may write there. `what` is how the right is called. */
export function chatToWriteIn(world: World, id: number | string, what = 'text messages'): ChatState {
  const state = chatNamed(world, id)
  if (state.wire.type === 'private') assertOpen(state)
  if (botStatus(world, state) === 'restricted')
    throw badRequest(`not enough rights to send ${what} to the chat`)
  return state
}

function assertOpen({ openness }: ChatState): void {
  if (openness === 'fresh') throw forbidden("bot can't initiate conversation with a user")
  if (openness === 'blocked') throw forbidden('bot was blocked by the user')
  if (openness === 'deactivated') throw forbidden('user is deactivated')
}

/** The topic a message goes to. Throws a `Refusal` if it takes none: General, too, is never named by its id 1. */
export function threadIn(state: ChatState, thread: number | undefined): number | undefined {
  if (thread === undefined) return undefined
  const topic = state.topics.get(thread)
  if (topic === undefined) throw badRequest('message thread not found')
  if (topic.closed) throw badRequest('TOPIC_CLOSED')
  return thread
}
