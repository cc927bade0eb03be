import * as z from 'zod'
import type { Mention, MessageEvent } from './event.js'

/** What a message says, as plain text; undefined when it says nothing that can be read. */
export function textOf(message: MessageEvent['message'], bot: string | undefined): string | undefined {
  const content = jsonIn(message.content)
  switch (message.message_type) {
    case 'text':
      return named(textContent.safeParse(content).data?.text ?? '', message.mentions, bot)
    case 'post':
      return named(postText(content), message.mentions, bot)
    default:
      return undefined
  }
}

const textContent = z.object({ text: z.string() })

/** A node of rich text: only words, links and mentions say something. */
const node = z.object({ tag: z.string(), text: z.string().default(''), user_id: z.string().default('') })
const postContent = z.object({ title: z.string().default(''), content: z.array(z.array(z.unknown())) })

function postText(content: unknown): string {
  const post = postContent.safeParse(content).data
  if (post === undefined) return ''
  const lines = post.content.map((line) => line.map(nodeText).join(''))
  return [post.title, ...lines].filter((line) => line !== '').join('\n')
}

function nodeText(value: unknown): string {
  const read = node.safeParse(value).data
  if (read === undefined) return ''
  if (read.tag !== 'at') return read.text
  return read.user_id === 'all' ? everyone : read.user_id
}

const everyone = '@_all'

/** Placeholders become what people read; the bot's own and everybody's say who is called, and are no part of the question. */
function named(text: string, mentions: readonly Mention[], bot: string | undefined): string {
  return text
    .replace(/(@_user_\d+|@_all\b) ?/g, (placeholder, key: string) => {
      if (key === everyone) return ''
      const who = mentions.find((mention) => mention.key === key)
      if (who === undefined) return placeholder
      return isBot(who, bot) ? '' : placeholder.replace(key, `@${who.name}`)
    })
    .trim()
}

export function isBot({ id }: Mention, bot: string | undefined): boolean {
  return bot !== undefined && id?.open_id === bot
}

export function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** What people call a message that is not words. */
export function kindName(type: string): string {
  return kindNames.get(type) ?? '这种消息'
}

const kindNames: ReadonlyMap<string, string> = new Map([
  ['post', '没有文字的图文'],
  ['image', '图片'],
  ['audio', '语音'],
  ['media', '视频'],
  ['video', '视频'],
  ['file', '文件'],
  ['folder', '文件夹'],
  ['sticker', '表情包'],
  ['share_chat', '群名片'],
  ['share_user', '个人名片'],
  ['merge_forward', '合并转发的聊天记录'],
  ['interactive', '卡片'],
  ['location', '位置'],
  ['share_calendar_event', '日程'],
  ['calendar', '日程'],
  ['general_calendar', '日程'],
  ['todo', '任务'],
  ['vote', '投票'],
  ['video_chat', '会议'],
  ['hongbao', '红包'],
])
