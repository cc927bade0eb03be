import { afterEach } from 'vitest'
import type { MovableClock } from '../../src/app/outside.js'
import type { Arrival } from '../../src/chat/arrival.js'
import type { Channel } from '../../src/ports-channel.js'
import type { SendOutcome } from '../../src/ports-sending.js'
import { eventId, pressToken, type ChatRef } from '../../src/values/ids.js'
import { paperChannel, paperInMemory, type PaperLine } from '../fakes/paper-channel.js'
import { running, type Running } from './running.js'
import { clockAt, settled, shippedContent } from './watching.js'

/** Persons in groups and alone with the bot, on a platform whose chats are a paper. */
export interface People extends Running {
  say(person: string, chat: string, text: string): Promise<void>
  /** The newest button of that label in the chat. */
  press(person: string, chat: string, label: string): Promise<void>
  /** The bot is let in, or let speak, again. */
  rejoin(chat: string): Promise<void>
  leave(chat: string, why: 'removed' | 'muted' | 'blocked'): Promise<void>
  migrate(chat: string, to: string): Promise<void>
  /** What a chat was sent since it was asked for last. */
  news(chat: string): readonly string[]
  buttons(chat: string): readonly string[]
  pass(milliseconds: number): Promise<void>
  /** Nothing gets there any more. */
  refuse(chat: string): void
}

interface Setting {
  readonly date: string
  readonly time: string
  readonly managers?: readonly string[]
}

const operators: readonly ChatRef[] = [{ channel: 'terminal', chat: '值班群' }]

/** A private chat is called like its person; every other chat is a group. They end after the test. */
export function peopleOnPaper(): (setting: Setting) => Promise<People> {
  const bots: Running[] = []
  afterEach(async () => {
    await Promise.all(bots.splice(0).map((bot) => bot.end()))
  })
  return async ({ date, time, managers = ['王经理', '老板'] }) => {
    const clock = clockAt(date, time)
    const paper = paperInMemory()
    const refusing = new Set<string>()
    const bot = await running({
      channels: [channelOn(paper, refusing, managers)],
      content: shippedContent,
      clock,
      operators,
    })
    bots.push(bot)
    return { ...bot, ...handsOn({ ...bot, clock }, paper, refusing) }
  }
}

const gone: SendOutcome = { kind: 'refused', why: 'removed', closes: 'removed' }

function channelOn(
  paper: ReturnType<typeof paperInMemory>,
  refusing: ReadonlySet<string>,
  managers: readonly string[],
): Channel {
  const trouble = ({ to }: { readonly to: ChatRef }) =>
    refusing.has(to.chat) ? { reached: false, then: gone } : undefined
  return {
    ...paperChannel({ paper, characters: 4_000, trouble }),
    aloneWith: ({ person }) => ({ chat: { channel: 'terminal', chat: person } }),
    mayManage: ({ person }) => Promise.resolve(managers.includes(person)),
  }
}

function handsOn(
  { app, clock }: Pick<Running, 'app'> & { readonly clock: MovableClock },
  paper: ReturnType<typeof paperInMemory>,
  refusing: Set<string>,
): Omit<People, keyof Running> {
  const read = new Map<string, number>()
  let events = 0
  const base = (person: string, chat: string) => {
    events += 1
    return {
      id: eventId(`event-${events}`),
      at: clock.now(),
      chat: { channel: 'terminal', chat, kind: chat === person ? 'private' : 'group' },
      from: { channel: 'terminal', person, name: person },
    } as const
  }
  const inChat = (chat: string): readonly PaperLine[] => paper.read().filter((line) => line.chat === chat)
  const take = async (arrival: Arrival): Promise<void> => {
    // Nobody types so fast that the bot slows them down.
    clock.move(15_000)
    await app.intake.accept([{ ...arrival, at: clock.now() }])
    await app.idle()
  }
  return {
    say: (person, chat, text) => take({ ...base(person, chat), kind: 'said', text, addressed: true }),
    press: async (person, chat, label) => {
      const button = inChat(chat)
        .flatMap((line) => line.buttons)
        .findLast((one) => one.label === label)
      if (button === undefined)
        throw new Error(`no button ${label} in ${chat}: ${inChat(chat).at(-1)?.text ?? ''}`)
      await take({ ...base(person, chat), kind: 'pressed', token: pressToken(button.token) })
    },
    rejoin: async (chat) => {
      refusing.delete(chat)
      await take({ ...base('王经理', chat), kind: 'joined' })
    },
    leave: (chat, why) => take({ ...base(why === 'blocked' ? chat : '王经理', chat), kind: 'left', why }),
    migrate: (chat, to) => take({ ...base('王经理', chat), kind: 'migrated', to }),
    news: (chat) => {
      const lines = inChat(chat)
      const fresh = lines.slice(read.get(chat) ?? 0)
      read.set(chat, lines.length)
      return fresh.map(({ text }) => text)
    },
    buttons: (chat) =>
      inChat(chat)
        .at(-1)
        ?.buttons.map(({ label }) => label) ?? [],
    pass: async (milliseconds) => {
      clock.move(milliseconds)
      await settled({ app })
    },
    refuse: (chat) => void refusing.add(chat),
  }
}
