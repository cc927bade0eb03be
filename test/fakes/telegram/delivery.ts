import type { Message, MessageEntity, Update } from 'grammy/types'
import { botStatus, isInside } from './members.js'
import type { ChatState, World } from './world.js'

/** Makes the update of a new or edited message, unless the bot may not read it. */
export function deliver(world: World, state: ChatState, wire: Message): void {
  world.changes.tell()
  if (!reaches(world, state, wire)) return
  if (isEdited(wire)) {
    if (isPost(wire)) world.updates.push({ edited_channel_post: wire })
    else if (isTalk(wire)) world.updates.push({ edited_message: wire })
  } else if (isPost(wire)) world.updates.push({ channel_post: wire })
  else if (isTalk(wire)) world.updates.push({ message: wire })
}

const isEdited = (wire: Message): wire is Message & Update.Edited => wire.edit_date !== undefined
const isPost = (wire: Message): wire is Message & Update.Channel => wire.chat.type === 'channel'
const isTalk = (wire: Message): wire is Message & Update.NonChannel =>
  wire.chat.type !== 'channel' && wire.from !== undefined

function reaches(world: World, state: ChatState, wire: Message): boolean {
  if (state.wire.type === 'private') return true
  const status = botStatus(world, state)
  if (!isInside(status)) return false
  if (state.wire.type === 'channel' || world.me.can_read_all_group_messages || status === 'administrator')
    return true
  return isService(wire) || isReplyTo(world, wire) || isCall(world, wire)
}

const service = [
  ...['new_chat_members', 'left_chat_member', 'migrate_to_chat_id', 'migrate_from_chat_id'],
  ...['forum_topic_created', 'new_chat_title', 'pinned_message'],
]

const isService = (wire: Message): boolean => service.some((name) => Object.hasOwn(wire, name))

const isReplyTo = (world: World, wire: Message): boolean => wire.reply_to_message?.from?.id === world.me.id

/** A command for the bot, or its mention where mentions arrive. */
function isCall(world: World, wire: Message): boolean {
  const text = wire.text ?? wire.caption ?? ''
  const own = `@${world.me.username}`.toLowerCase()
  return (wire.entities ?? wire.caption_entities ?? []).some((mark) => {
    const marked = text.slice(mark.offset, mark.offset + mark.length).toLowerCase()
    if (mark.type === 'bot_command') return !marked.includes('@') || marked.endsWith(own)
    if (!world.mentionsArrive) return false
    return mark.type === 'text_mention' ? mark.user.id === world.me.id : marked === own
  })
}

const pattern = /(?<![\w/@])(?:\/[a-z0-9_]{1,32}(?:@\w{3,32})?|@[a-z]\w{3,31})(?!\w)/gi

/** What Telegram marks in a text by itself: commands and usernames. */
export function marksIn(text: string): MessageEntity[] {
  return [...text.matchAll(pattern)].map(({ 0: found, index }) => ({
    type: found.startsWith('/') ? 'bot_command' : 'mention',
    offset: index,
    length: found.length,
  }))
}
