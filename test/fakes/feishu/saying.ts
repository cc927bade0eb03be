import { idsOf } from './chat-events.js'
import { raise } from './deliver.js'
import { newEvent } from './events.js'
import type { Scope } from './feishu.js'
import type { Content, Person, Said, SaidOptions } from './people.js'
import {
  changed,
  newId,
  nowIn,
  type ChatState,
  type Mention,
  type MessageState,
  type World,
} from './world.js'

interface Speaker {
  readonly by: 'person' | 'other-bot'
  readonly person: Person
}

type Spoken = Content | { readonly kind: 'text'; readonly text: string }

/** A message of a person or another bot, and its event if the bot may hear it. */
export function say(
  world: World,
  chat: ChatState,
  speaker: Speaker,
  said: Spoken,
  options: SaidOptions,
): Said {
  const mentions = mentionsOf(world, {
    ...options,
    ...('mention' in said && { mention: said.mention ?? false }),
  })
  const message: MessageState = {
    id: newId('om_'),
    chatId: chat.id,
    from: speaker.person.openId,
    by: speaker.by,
    kind: said.kind,
    content: contentOf(world, said, mentions, options),
    mentions,
    createdAt: nowIn(world),
    ...placeOf(world, chat, options),
    edits: 0,
  }
  world.messages.set(message.id, message)
  if (speaker.by === 'person') chat.members.set(speaker.person.openId, speaker.person)
  changed(world)
  const body = eventOf(world, chat, speaker, message)
  const event = hears(world, chat, message)
    ? raise(world, 'im.message.receive_v1', body)
    : newEvent(world, 'im.message.receive_v1', body)
  return { messageId: message.id, ...(message.thread !== undefined && { threadId: message.thread }), event }
}

export const textOf = (text: string): string => JSON.stringify({ text })

function mentionsOf(world: World, { mention = false, mentions = [] }: SaidOptions): readonly Mention[] {
  const bot = {
    id: { open_id: world.botOpenId, union_id: '', user_id: '' },
    name: '持证',
    mentioned_type: 'bot' as const,
  }
  const others = mentions.map((one) => ({ id: idsOf(one), name: one.name, mentioned_type: 'user' as const }))
  return [...(mention ? [bot] : []), ...others].map((one, n) => ({
    key: `@_user_${String(n + 1)}`,
    ...one,
    tenant_key: world.tenantKey,
  }))
}

function placeOf(
  world: World,
  chat: ChatState,
  { parent, thread }: SaidOptions,
): Pick<MessageState, 'parent' | 'root' | 'thread'> {
  const first = [...world.messages.values()].find((one) => one.thread !== undefined && one.thread === thread)
  const to = parent === undefined ? first : world.messages.get(parent)
  const inThread = thread ?? to?.thread ?? (chat.topics ? newId('omt_') : undefined)
  return {
    ...(to !== undefined && { parent: to.id, root: to.root ?? to.id }),
    ...(inThread !== undefined && { thread: inThread }),
  }
}

function contentOf(world: World, said: Spoken, mentions: readonly Mention[], options: SaidOptions): string {
  switch (said.kind) {
    case 'text': {
      const called = [...(options.everyone === true ? ['@_all'] : []), ...mentions.map(({ key }) => key)]
      return textOf([...called, said.text].join(' '))
    }
    case 'post': {
      const called = mentions.map(({ key, name }) => ({
        tag: 'at',
        user_id: key,
        user_name: name,
        style: [],
      }))
      const all = said.everyone === true ? [{ tag: 'at', user_id: 'all', user_name: '', style: [] }] : []
      const line = [...all, ...called, { tag: 'text', text: said.text, style: [] }]
      return JSON.stringify({ title: said.title ?? '', content: [line] })
    }
    case 'interactive':
      return JSON.stringify({
        title: '卡片',
        elements: [[{ tag: 'text', text: '请升级至最新版本客户端，以查看内容' }]],
      })
    case 'merge_forward':
      return JSON.stringify({ content: 'Merged and Forwarded Message' })
    case 'share_chat':
      return JSON.stringify({ chat_id: newId('oc_') })
    case 'share_user':
      return JSON.stringify({ user_id: world.botOpenId })
    case 'location':
      return JSON.stringify({ name: '北京', longitude: '116.39', latitude: '39.90' })
    case 'image':
      return JSON.stringify({ image_key: newId('img_v3_') })
    case 'sticker':
      return JSON.stringify({ file_key: newId('file_v3_') })
    case 'audio':
      return JSON.stringify({ file_key: newId('file_v3_'), duration: 2000 })
    case 'file': {
      const { file } = said
      const key = newId('file_v3_')
      if (file !== undefined) world.files.set(key, file.bytes)
      return JSON.stringify({ file_key: key, file_name: file?.name ?? '材料.pdf' })
    }
    case 'media':
      return JSON.stringify({ file_key: newId('file_v3_'), file_name: '材料.mp4' })
  }
}

function hears(world: World, chat: ChatState, message: MessageState): boolean {
  const called = message.mentions.some(({ id }) => id.open_id === world.botOpenId)
  const scopes: readonly Scope[] =
    chat.kind === 'p2p'
      ? ['im:message.p2p_msg:readonly']
      : called
        ? ['im:message.group_at_msg:readonly', 'im:message.group_msg']
        : ['im:message.group_msg']
  return chat.botIn && scopes.some((scope) => !world.missingScopes.has(scope))
}

function eventOf(world: World, chat: ChatState, speaker: Speaker, message: MessageState) {
  return {
    sender: {
      sender_id: idsOf(speaker.person),
      sender_type: speaker.by === 'person' ? 'user' : 'app',
      tenant_key: world.tenantKey,
    },
    message: {
      message_id: message.id,
      ...(message.root !== undefined && { root_id: message.root }),
      ...(message.parent !== undefined && { parent_id: message.parent }),
      create_time: String(message.createdAt),
      update_time: String(message.createdAt),
      chat_id: chat.id,
      ...(message.thread !== undefined && { thread_id: message.thread }),
      chat_type: chat.kind,
      message_type: message.kind,
      content: message.content,
      ...(message.mentions.length > 0 && { mentions: message.mentions }),
    },
  }
}
