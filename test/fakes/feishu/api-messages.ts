import { z } from 'zod'
import { done, refused, type ApiAnswer, type ApiCall } from './calls.js'
import { p2pWith } from './people.js'
import { refusalToEdit, refusalToSend } from './send-limits.js'
import { problemOfContent } from './validate-content.js'
import { messageOf, newId, nowIn, type ChatState, type MessageState, type World } from './world.js'

const hour = 3_600_000

const content = { msg_type: z.string(), content: z.string() }
/** 50 characters: from memory of the reference page; the platform answers 99992402 to any field of the wrong form. */
const uuid = z.string().min(1).max(50).optional()
const createBody = z.strictObject({ receive_id: z.string(), ...content, uuid })
const replyBody = z.strictObject({ ...content, reply_in_thread: z.boolean().optional(), uuid })
const patchBody = z.strictObject({ content: z.string() })
const putBody = z.strictObject(content)

export function answerMessages(world: World, call: ApiCall): ApiAnswer | undefined {
  switch (call.operation) {
    case 'send':
      return create(world, call)
    case 'reply':
      return reply(world, call)
    case 'patch':
      return edit(world, call, patchBody, () => 'interactive')
    case 'put':
      return edit(world, call, putBody, ({ msg_type }) => msg_type)
    case 'get-message':
      return get(world, call.target)
    default:
      return undefined
  }
}

function create(world: World, call: ApiCall): ApiAnswer {
  const asked = createBody.safeParse(call.body)
  if (!asked.success) return wrongField(world, call, asked.error)
  const chat = receiver(world, call.query.get('receive_id_type') ?? 'open_id', asked.data.receive_id)
  if (chat === undefined)
    return refused(230001, 'Your request contains an invalid request parameter: receive_id')
  return post(world, call, chat, asked.data, {})
}

function reply(world: World, call: ApiCall): ApiAnswer {
  const asked = replyBody.safeParse(call.body)
  if (!asked.success) return wrongField(world, call, asked.error)
  const to = world.messages.get(call.target)
  if (to === undefined)
    return refused(230001, 'Your request contains an invalid request parameter: message_id')
  if (to.gone === 'recalled') return refused(230011, 'The message was withdrawn.')
  if (to.gone === 'deleted') return refused(231003, 'The message was deleted.')
  const chat = world.chats.get(to.chatId)
  if (chat === undefined) return refused(230002, 'The bot can not be outside the group.')
  // In a thread already, or in a group of topics, every reply belongs to the thread, asked for or not.
  const opens = asked.data.reply_in_thread === true || chat.topics
  const thread = to.thread ?? (opens ? newId('omt_') : undefined)
  const place = { parent: to.id, root: to.root ?? to.id, ...(thread !== undefined && { thread }) }
  const answer = post(world, call, chat, asked.data, place)
  if (answer.status === 200 && thread !== undefined) to.thread = thread
  return answer
}

type Place = Pick<MessageState, 'parent' | 'root' | 'thread'>

function post(
  world: World,
  call: ApiCall,
  chat: ChatState,
  asked: { readonly msg_type: string; readonly content: string; readonly uuid?: string | undefined },
  place: Place,
): ApiAnswer {
  const first = firstUnder(world, asked.uuid)
  if (first !== undefined) return done(messageData(world, first))
  const refusal = refusalToSend(world, chat) ?? refusalOfContent(world, call, asked.msg_type, asked.content)
  if (refusal !== undefined) return refusal
  const message: MessageState = {
    id: newId('om_'),
    chatId: chat.id,
    from: world.botOpenId,
    by: 'this-bot',
    kind: asked.msg_type,
    content: asked.content,
    mentions: [],
    createdAt: nowIn(world),
    edits: 0,
    // A plain create in a group of topics opens a new one.
    ...(chat.topics && place.thread === undefined && { thread: newId('omt_') }),
    ...place,
    ...(asked.uuid !== undefined && { uuid: asked.uuid }),
  }
  world.messages.set(message.id, message)
  chat.sentAt = [...chat.sentAt, message.createdAt]
  if (asked.uuid !== undefined) world.uuids.set(asked.uuid, { at: message.createdAt, message: message.id })
  return done(messageData(world, message))
}

function edit<T extends { readonly content: string; readonly msg_type?: string }>(
  world: World,
  call: ApiCall,
  schema: z.ZodType<T>,
  kindOf: (asked: T) => string,
): ApiAnswer {
  const asked = schema.safeParse(call.body)
  if (!asked.success) return wrongField(world, call, asked.error)
  const message = world.messages.get(call.target)
  if (message === undefined || message.by !== 'this-bot')
    return refused(230001, 'Your request contains an invalid request parameter: message_id')
  const kind = kindOf(asked.data)
  if ((call.operation === 'patch') !== (message.kind === 'interactive') || kind !== message.kind) {
    world.violations.push({ call: call.operation, what: `a ${message.kind} cannot be edited so` })
    return refused(230001, 'Your request contains an invalid request parameter: msg_type')
  }
  const refusal = refusalToEdit(world, message) ?? refusalOfContent(world, call, kind, asked.data.content)
  if (refusal !== undefined) return refusal
  message.content = asked.data.content
  message.edits += 1
  const chat = world.chats.get(message.chatId)
  if (chat !== undefined) chat.sentAt = [...chat.sentAt, nowIn(world)]
  return call.operation === 'patch' ? done({}) : done(messageData(world, message))
}

function get(world: World, id: string): ApiAnswer {
  const message = world.messages.get(id)
  if (message === undefined)
    return refused(230001, 'Your request contains an invalid request parameter: message_id')
  if (world.chats.get(message.chatId)?.botIn !== true)
    return refused(230002, 'The bot can not be outside the group.')
  return done({ items: [messageData(world, messageOf(world, id))] })
}

/** An open_id, union_id or user_id opens the private chat with that person; its chat_id is in the answer. */
function receiver(world: World, idType: string, id: string): ChatState | undefined {
  if (idType === 'chat_id') return world.chats.get(id)
  const person = [...world.people.values()].find(
    ({ openId, unionId, userId }) => id === { open_id: openId, union_id: unionId, user_id: userId }[idType],
  )
  return person === undefined ? undefined : p2pWith(world, person)
}

function firstUnder(world: World, uuid: string | undefined): MessageState | undefined {
  const first = uuid === undefined ? undefined : world.uuids.get(uuid)
  return first === undefined || nowIn(world) - first.at >= hour
    ? undefined
    : world.messages.get(first.message)
}

function refusalOfContent(world: World, call: ApiCall, kind: string, text: string): ApiAnswer | undefined {
  const { notes, refusal } = problemOfContent(world, kind, text, call.bytes)
  for (const what of notes) world.violations.push({ call: call.operation, what })
  return refusal
}

function wrongField(world: World, call: ApiCall, error: z.ZodError): ApiAnswer {
  const [issue] = error.issues
  const what = `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'wrong'}`
  world.violations.push({ call: call.operation, what })
  return refused(99992402, `field validation failed: ${what}`)
}

function messageData(world: World, message: MessageState): Readonly<Record<string, unknown>> {
  const own = message.by === 'this-bot'
  return {
    message_id: message.id,
    ...(message.root !== undefined && { root_id: message.root }),
    ...(message.parent !== undefined && { parent_id: message.parent }),
    ...(message.thread !== undefined && { thread_id: message.thread }),
    msg_type: message.kind,
    create_time: String(message.createdAt),
    update_time: String(message.createdAt),
    deleted: message.gone !== undefined,
    updated: message.edits > 0,
    chat_id: message.chatId,
    sender: {
      id: own ? world.id : message.from,
      id_type: own ? 'app_id' : 'open_id',
      sender_type: message.by === 'person' ? 'user' : 'app',
      tenant_key: world.tenantKey,
    },
    body: { content: message.gone === undefined ? message.content : 'This message was recalled' },
    mentions: message.mentions.map(({ key, id, name }) => ({
      key,
      id: id.open_id,
      id_type: 'open_id',
      name,
    })),
  }
}
