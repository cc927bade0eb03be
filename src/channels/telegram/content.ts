import type { Message, MessageEntity } from 'grammy/types'

/** What a message says or shows, as far as we read it. */
export type Content =
  | { readonly kind: 'text'; readonly text: string; readonly entities: readonly MessageEntity[] }
  /** No words, but something a person would see. */
  | { readonly kind: 'media'; readonly what: string }
  /** The platform's own notice: somebody came, a title changed. */
  | { readonly kind: 'notice' }

/** Fields by which a message without words is told, most telling first: an animation is a document too. */
const media = [
  ['sticker', '贴纸'],
  ['voice', '语音'],
  ['video_note', '视频消息'],
  ['animation', '动图'],
  ['live_photo', '图片'],
  ['photo', '图片'],
  ['video', '视频'],
  ['audio', '音频'],
  ['document', '文件'],
  ['venue', '地点'],
  ['location', '位置'],
  ['contact', '名片'],
  ['poll', '投票'],
  ['checklist', '清单'],
  ['dice', '骰子'],
  ['game', '游戏'],
  ['story', '动态'],
  ['paid_media', '付费内容'],
  ['invoice', '账单'],
  ['giveaway', '抽奖'],
  ['giveaway_winners', '抽奖'],
  ['rich_message', '富文本消息'],
] as const satisfies readonly (readonly [keyof Message, string])[]

/** A caption counts as text. */
export function contentOf(message: Message): Content {
  const { text, entities, caption, caption_entities } = message
  if (text !== undefined) return { kind: 'text', text, entities: entities ?? [] }
  if (caption !== undefined) return { kind: 'text', text: caption, entities: caption_entities ?? [] }
  const found = media.find(([field]) => message[field] !== undefined)
  if (found === undefined) return { kind: 'notice' }
  const forwarded = message.forward_origin !== undefined ? '转发的' : ''
  return { kind: 'media', what: `${forwarded}${found[1]}` }
}
