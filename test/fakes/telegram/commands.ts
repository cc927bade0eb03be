import * as z from 'zod'
import type { Payload } from './bot-api.js'
import { chatNamed } from './reach.js'
import { against } from './refusal.js'
import type { World } from './world.js'

const place = z.object({
  scope: z
    .object({
      type: z.string(),
      chat_id: z.union([z.number(), z.string()]).optional(),
      user_id: z.number().optional(),
    })
    .default({ type: 'default' }),
  language_code: z.string().default(''),
})

const list = place.extend({ commands: z.array(z.object({ command: z.string(), description: z.string() })) })

export function setMyCommands(world: World, payload: Payload): true {
  const { commands, ...where } = list.parse(payload)
  if (commands.length > 100) throw against(`${commands.length} of 100 commands`, 'BOT_COMMANDS_TOO_MUCH')
  for (const { command, description } of commands) assertCommand(command, description)
  world.commands.set(keyOf(world, where), commands)
  world.changes.tell()
  return true
}

export const getMyCommands = (world: World, payload: Payload): readonly object[] =>
  world.commands.get(keyOf(world, place.parse(payload))) ?? []

export function deleteMyCommands(world: World, payload: Payload): true {
  world.commands.delete(keyOf(world, place.parse(payload)))
  world.changes.tell()
  return true
}

function assertCommand(command: string, description: string): void {
  if (!/^[a-z0-9_]{1,32}$/.test(command)) throw against(`command ${command}`, 'BOT_COMMAND_INVALID')
  const length = [...description].length
  if (length < 1 || length > 256)
    throw against(`description of ${length} of 256 characters`, 'BOT_COMMAND_DESCRIPTION_INVALID')
}

const scopes: Readonly<Record<string, readonly ('chat_id' | 'user_id')[]>> = {
  default: [],
  all_private_chats: [],
  all_group_chats: [],
  all_chat_administrators: [],
  chat: ['chat_id'],
  chat_administrators: ['chat_id'],
  chat_member: ['chat_id', 'user_id'],
}

function keyOf(world: World, { scope, language_code }: z.output<typeof place>): string {
  const needed = scopes[scope.type]
  if (needed?.some((field) => scope[field] === undefined) !== false)
    throw against(`scope ${scope.type}`, "can't parse BotCommandScope")
  if (!/^(?:[a-z]{2})?$/.test(language_code))
    throw against(`language ${language_code}`, 'invalid language code specified')
  const chat = scope.chat_id === undefined ? '' : chatNamed(world, scope.chat_id).wire.id
  return [scope.type, chat, scope.user_id ?? '', language_code].join(' ')
}
