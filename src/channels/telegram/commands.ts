import type { Api } from 'grammy'
import type { BotCommandScope } from 'grammy/types'
import { called, type Called } from './calls.js'
import { restAfter, troubleIn } from './failed.js'
import type { Pace } from './limits.js'
import { patience, rested, type Patience } from './patience.js'
import type { Troubles } from './troubles.js'

/** A command as the platform's menu lists it. */
export interface ListedCommand {
  readonly name: string
  readonly does: string
}

/** The most special scope and language win, so each is set: a list left from another program would show else. */
const scopes = [
  { type: 'default' },
  { type: 'all_private_chats' },
  { type: 'all_group_chats' },
  { type: 'all_chat_administrators' },
] as const satisfies readonly BotCommandScope[]
/** The bot speaks Chinese, also to those whose phone speaks English. */
const languages = [{}, { language_code: 'en' }] as const

export interface RegisteringParts {
  readonly api: Api
  readonly troubles: Troubles
  readonly pace: Pace
  readonly stop: AbortSignal
}

/** Puts the commands into Telegram's menus, trying again until each is there. Nothing waits for it. */
export async function registerCommands(
  listed: readonly ListedCommand[],
  parts: RegisteringParts,
): Promise<void> {
  const commands = listed.map(({ name, does }) => ({ command: name, description: does }))
  const waits = patience(parts.pace)
  for (const scope of scopes)
    for (const language of languages)
      await untilDone(() => called(parts.api.setMyCommands(commands, { scope, ...language })), waits, parts)
  parts.troubles.end('commands')
}

async function untilDone(
  set: () => Promise<Called<true>>,
  waits: Patience,
  { troubles, pace, stop }: RegisteringParts,
): Promise<void> {
  while (!stop.aborted) {
    const done = await set()
    if (done.kind === 'done') return
    troubles.begin('commands', `命令菜单还没有设上：${troubleIn(done)}`)
    await rested(restAfter(done, waits, pace), stop)
  }
}
