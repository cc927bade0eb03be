import { randomInt } from 'node:crypto'
import { botStatus, isInside } from './members.js'
import type { Person, SeenMessage } from './telegram.js'
import type { UpdateContent } from './updates.js'
import { chatOf, userOf, type World } from './world.js'

interface Press {
  readonly data: string
  readonly by: Person
}

/** Makes a callback query and returns its id. A message that is gone comes as an inaccessible one. */
export function press(world: World, message: SeenMessage, { data, by }: Press): string {
  const state = chatOf(world, message.chat)
  const id = `${randomInt(1e12)}${world.queries.size}`
  world.queries.set(id, { at: world.now(), over: false })
  const content = {
    id,
    from: userOf(world, by),
    chat_instance: String(message.chat),
    message: state.messages.get(message.id)?.wire ?? {
      chat: state.wire,
      message_id: message.id,
      date: 0 as const,
    },
    data,
  }
  if (state.wire.type === 'private' || isInside(botStatus(world, state)))
    world.updates.push({ callback_query: content })
  return id
}

/** Pushes an update as it is; a press among them can be answered like any other. */
export function raw(world: World, update: UpdateContent): number {
  const query = update.callback_query
  if (query !== undefined) world.queries.set(query.id, { at: world.now(), over: false })
  return world.updates.pushAnyway(update)
}
