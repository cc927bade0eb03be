import { createInterface } from 'node:readline'
import { build, type App } from '../app/build.js'
import { silentLog } from '../app/log.js'
import { movableClock, systemClock, systemDice, type MovableClock } from '../app/outside.js'
import { lookEveryMs, Reloading } from '../app/reload/reload.js'
import type { Seat } from '../channels/terminal/receive.js'
import { terminal, type Terminal } from '../channels/terminal/start.js'
import type { Chat } from '../chat/arrival.js'
import { plainText } from '../reply/plain.js'
import { openStoreAt } from '../storage/open-store.js'
import { dayAt } from '../values/civil-date.js'
import { eventId } from '../values/ids.js'
import { complain, print, type Console } from './console.js'
import { filesKeptIn } from './files-kept.js'
import { fileAt } from './sent-file.js'
import { foldersOf, ready } from './settings.js'

export interface ChatOptions {
  readonly group: boolean
  readonly as: string
  /** Where pictures and files go; undefined: a fresh folder. */
  readonly files: string | undefined
}

/** The whole bot in a terminal on a scratch store that is gone at the end. */
export async function chat(console: Console, options: ChatOptions): Promise<number> {
  const set = await ready(console)
  if (set === undefined) return 1
  const { config, content } = set
  const store = await openStoreAt('file::memory:')
  const clock = movableClock(systemClock)
  const { timeZone } = config
  const reloading = new Reloading({
    folders: foldersOf(config),
    first: content,
    clock,
    timeZone,
    log: silentLog,
    lookEveryMs,
  })
  const here = chatOf(options)
  const { app, screen } = atTerminal(console, options, (channel) =>
    build(
      {
        store,
        content: reloading.content,
        clock,
        dice: systemDice,
        log: silentLog,
        timeZone,
        // Whoever sits at the console looks after the bot: /hit works.
        operators: [here],
      },
      channel,
    ),
  )
  app.start()
  reloading.start(({ reply }) => {
    // Not behind the prompt that waits for a line.
    print(console, `${console.input.isTTY === true ? '\n' : ''}${plainText(reply)}`)
    return Promise.resolve()
  })
  try {
    await conversation(console, { app, screen, clock, timeZone, here }, options)
  } finally {
    await reloading.stop()
    await app.stop()
    await store.close()
  }
  return 0
}

type Builder = (channelsFor: Parameters<typeof build>[1]) => App

/** Whoever began the conversation owns the group; `:as` makes somebody else a member. */
function atTerminal(
  console: Console,
  { as: owner, files }: ChatOptions,
  builder: Builder,
): { readonly app: App; readonly screen: Terminal } {
  let screen: Terminal | undefined
  const app = builder((intake) => {
    screen = terminal(intake, {
      print: (text) => {
        print(console, styled(text, console))
      },
      manages: ({ person }) => person === owner,
      keep: filesKeptIn(files),
    })
    return [screen.channel]
  })
  if (screen === undefined) throw new Error('build did not ask for the channels')
  return { app, screen }
}

/** A file or another program that reads what is printed gets no signs that only a terminal understands. */
function styled(text: string, { output }: Console): string {
  return output.isTTY === true ? text : text.replaceAll(/\u001B\[\d+m/g, '')
}

interface Room {
  readonly app: App
  readonly screen: Terminal
  readonly clock: MovableClock
  readonly timeZone: string
  readonly here: Chat
}

function chatOf({ group }: ChatOptions): Chat {
  const kind = group ? 'group' : 'private'
  return { channel: 'terminal', chat: kind, kind }
}

async function conversation(console: Console, room: Room, options: ChatOptions): Promise<void> {
  const input = createInterface({ input: console.input, terminal: false })
  console.stopping.addEventListener('abort', () => {
    input.close()
  })
  // Before anything is awaited: a line that comes in while nobody waits for lines is lost.
  const lines = input[Symbol.asyncIterator]()
  let name = options.as
  const prompt = (): void => {
    if (console.input.isTTY === true) console.output.write(`${name}> `)
  }
  print(console, greeting(options))
  if (!options.group) await said('/start', name, room)
  prompt()
  for await (const line of lines) {
    const order = orderIn(line)
    if (order?.kind === 'quit') break
    if (order?.kind === 'as') name = order.name
    else if (order?.kind === 'clock') await moveClock(console, room, order.milliseconds)
    else if (order?.kind === 'file') await handed(console, order.path, name, room)
    else if (order?.kind === 'unknown')
      complain(console, `不认识 ${line.trim()}。可以用 :clock +30d、:as 名字、:file 文件、:quit。`)
    else if (line.trim() !== '') await said(line, name, room)
    prompt()
  }
}

function greeting({ group }: ChatOptions): string {
  const how = group ? '这是群聊：用“@持证 问题”叫我，:as 名字 换人。' : '直接打字提问，打数字按按钮。'
  return `${how} :clock +30d 拨快时间，:file 文件 发表格，:quit 退出。`
}

async function said(line: string, name: string, { app, screen, clock, here }: Room): Promise<void> {
  const seat: Seat = { chat: here, person: { channel: 'terminal', person: name, name } }
  await screen.type(line, seat, eventId(systemDice.token()), clock.now())
  await app.idle()
}

async function handed(
  console: Console,
  path: string,
  name: string,
  { app, screen, clock, here }: Room,
): Promise<void> {
  const file = await fileAt(path)
  if (file === undefined) {
    complain(console, `读不到文件 ${path}：请检查名字和权限。`)
    return
  }
  const seat: Seat = { chat: here, person: { channel: 'terminal', person: name, name } }
  await screen.hand(file, seat, eventId(systemDice.token()), clock.now())
  await app.idle()
}

type Order =
  | { readonly kind: 'quit' }
  | { readonly kind: 'as'; readonly name: string }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'clock'; readonly milliseconds: number }
  | { readonly kind: 'unknown' }

const unitMs: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 }

/** Lines that begin with a colon steer the terminal instead of being said. */
function orderIn(line: string): Order | undefined {
  const text = line.trim().replace(/^：/, ':')
  if (!text.startsWith(':')) return undefined
  if (/^:(?:quit|q|退出)$/.test(text)) return { kind: 'quit' }
  const as = /^:as\s+(\S.*)$/.exec(text)?.[1]
  if (as !== undefined) return { kind: 'as', name: as }
  const path = /^:file\s+(\S.*)$/.exec(text)?.[1]
  if (path !== undefined) return { kind: 'file', path }
  const [, amount, unit = ''] = /^:clock\s+\+(\d{1,5})([mhd])$/.exec(text) ?? []
  return amount === undefined
    ? { kind: 'unknown' }
    : { kind: 'clock', milliseconds: Number(amount) * (unitMs[unit] ?? 0) }
}

/** What became due meanwhile is said. */
async function moveClock(
  console: Console,
  { app, clock, timeZone }: Room,
  milliseconds: number,
): Promise<void> {
  clock.move(milliseconds)
  print(console, `  （现在是 ${dayAt(clock.now(), timeZone)}）`)
  app.lookAgain()
  await app.idle()
}
