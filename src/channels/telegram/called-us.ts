import type { Message, MessageEntity } from 'grammy/types'
import type { Content } from './content.js'

/** The bot as people call it, and the commands it knows. */
export interface Us {
  readonly id: number
  readonly username: string
  readonly commands: readonly string[]
}

/** Whether a message in a group is meant for us: by ids and marked places only, never by what a text looks like. */
export function callsUs(message: Message, content: Content, us: Us): boolean {
  const { command, mentioned } =
    content.kind === 'text' ? namedIn(content, us) : { command: 'none' as const, mentioned: false }
  switch (command) {
    case 'ours':
      return true
    case 'of-another':
      return false
    case 'unknown':
      // It may be another bot's: a reply with it says which message is meant, not who is to act.
      return mentioned
    case 'none':
      return mentioned || repliesToUs(message, us)
  }
}

/** The text without our name; a name inside a longer one, @bot in @bot-dev, is none of ours. */
export function withoutMention({ text, entities }: Content & { kind: 'text' }, us: Us): string {
  const ours = entities.filter((entity) => mentionsUs(text, entity, us))
  const cut = ours.toSorted((a, b) => b.offset - a.offset).reduce(withoutPlace, text)
  return ours.length === 0 ? text : cut.trim()
}

/** A topic's opening notice stands as the message replied to in all that is written there. */
export function repliedTo({ reply_to_message: replied }: Message): Message['reply_to_message'] {
  return replied?.forum_topic_created === undefined ? replied : undefined
}

function repliesToUs(message: Message, us: Us): boolean {
  return repliedTo(message)?.from?.id === us.id
}

type NamedCommand = 'ours' | 'of-another' | 'unknown' | 'none'

function namedIn(content: Content & { kind: 'text' }, us: Us): { command: NamedCommand; mentioned: boolean } {
  const { text, entities } = content
  // In the middle of a sentence it is no command.
  const first = entities.find(({ type, offset }) => type === 'bot_command' && offset === 0)
  return {
    command: first === undefined ? 'none' : commandKind(placeIn(text, first), us),
    mentioned: entities.some((entity) => mentionsUs(text, entity, us)),
  }
}

function commandKind(command: string, us: Us): NamedCommand {
  const [name = '', bot] = command.slice(1).toLowerCase().split('@')
  if (bot !== undefined) return bot === us.username.toLowerCase() ? 'ours' : 'of-another'
  return us.commands.includes(name) ? 'ours' : 'unknown'
}

function mentionsUs(text: string, entity: MessageEntity, us: Us): boolean {
  if (entity.type === 'text_mention') return entity.user.id === us.id
  if (entity.type !== 'mention') return false
  // Telegram marks @bot in @bot-dev too, where somebody means another thing.
  const goesOn = /^-\w/.test(text.slice(entity.offset + entity.length))
  return !goesOn && placeIn(text, entity).toLowerCase() === `@${us.username.toLowerCase()}`
}

const placeIn = (text: string, { offset, length }: MessageEntity): string =>
  text.slice(offset, offset + length)

/** One space is left between what stood on both sides. */
function withoutPlace(text: string, { offset, length }: MessageEntity): string {
  const before = text.slice(0, offset)
  const after = text.slice(offset + length)
  return /\s$/.test(before) ? `${before}${after.replace(/^[ \t]+/, '')}` : `${before}${after}`
}
