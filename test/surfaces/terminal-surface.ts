import { randomUUID } from 'node:crypto'
import type { MovableClock } from '../../src/app/outside.js'
import type { Seat as TerminalSeat } from '../../src/channels/terminal/receive.js'
import { terminal, type Terminal } from '../../src/channels/terminal/start.js'
import type { Channel } from '../../src/ports-channel.js'
import type { Send } from '../../src/ports-sending.js'
import { attachmentIn } from '../../src/reply/attachment.js'
import { eventId } from '../../src/values/ids.js'
import { promised } from './promised.js'
import { surfaceOver } from './surface-over.js'
import {
  chatNameOf,
  operatorsSeat,
  type Driver,
  type HandedFile,
  type Seat,
  type Shown,
  type Surface,
  type SurfaceOptions,
  type Traits,
} from './surface.js'
import { clockFromBeginning, startWhole } from './whole.js'

export async function openTerminal(options: SurfaceOptions): Promise<Surface> {
  const clock = clockFromBeginning()
  const screen = screenOf(clock)
  const whole = await startWhole({ ...options, clock, operators: [operators], makers: [screen.maker] })
  whole.served().start()
  const restart = async (): Promise<void> => {
    const served = await whole.anew()
    served.start()
  }
  return surfaceOver({ name: 'terminal', driver: driverFor(screen), whole, clock, restart })
}

/** There in every round, as on the other surfaces. */
const operators = { channel: 'terminal' as const, chat: chatNameOf(operatorsSeat) }

const traits: Traits = {
  groups: true,
  seesEdits: false,
  alone: 'not',
  late: false,
  showsEdits: true,
  pressesLastOnly: true,
  kinds: [],
  closedBy: [],
  anonymous: false,
  names: true,
  writesNames: true,
  commandsCall: true,
  migrates: false,
  tellsOfGroups: false,
  tellsOfOpening: false,
  forges: false,
  longestText: Number.POSITIVE_INFINITY,
  numbersPress: true,
  refusesOddTokens: false,
}

type Screen = ReturnType<typeof screenOf>

/** What is printed while a message is sent is that message; else it is said to what was typed last. */
function screenOf(clock: MovableClock) {
  const printed: Printed[] = []
  let toast = ''
  let sending: Send | undefined
  let managers: readonly string[] = []
  let open: Terminal | undefined
  let round = 1

  const print = (text: string): void => {
    if (sending === undefined) toast = toastIn(text)
    else printed.push({ text, row: sending })
  }
  const send: Channel['send'] = async (row) => {
    sending = row
    const outcome = open?.channel.send(row)
    // Only what is kept in a file is printed after a while.
    if (attachmentIn(row.call) !== undefined) await outcome
    sending = undefined
    return (await outcome) ?? { kind: 'refused', why: 'the terminal is closed' }
  }
  return {
    read: () => shownOn(printed),
    startOver: (): void => {
      round += 1
    },
    appoint: (named: readonly string[]): void => {
      managers = named.map((name) => idOf(name, round))
    },
    /** Types a line; resolves with what was said to it at once. */
    typed: async (seat: Seat, line: string): Promise<string> => {
      toast = ''
      await open?.type(line, placeOf(seat, round), eventId(randomUUID()), clock.now())
      return toast
    },
    handed: async (seat: Seat, { name, text }: HandedFile): Promise<void> => {
      const content = { kind: 'here', read: { kind: 'text', text } } as const
      const file = { name, size: Buffer.byteLength(text), content }
      await open?.hand(file, placeOf(seat, round), eventId(randomUUID()), clock.now())
    },
    maker: ({ intake }: { readonly intake: Parameters<typeof terminal>[0] }) => {
      open = terminal(intake, {
        print,
        manages: ({ person }) => managers.includes(person),
        keep: ({ name }) => Promise.resolve(name),
      })
      return {
        channel: { ...open.channel, send },
        start: () => undefined,
        stop: () => Promise.resolve(),
        trouble: () => [],
      }
    },
  }
}

/** Names mean somebody new in each round, so ids have its number. */
function placeOf(seat: Seat, round: number): TerminalSeat {
  const { person, group } = seat
  return {
    chat: {
      channel: 'terminal',
      chat: group === operatorsSeat.group ? operators.chat : idOf(chatNameOf(seat), round),
      kind: group === undefined ? 'private' : 'group',
    },
    person: { channel: 'terminal', person: idOf(person, round), name: person },
  }
}

const idOf = (name: string, round: number): string => `${round} ${name}`

function driverFor({ read, typed, handed, startOver, appoint }: Screen): Driver {
  const never = () => Promise.reject(new Error('nobody does this in a terminal'))
  return {
    traits,
    secrets: [],
    startOver,
    say: async (seat, text, { called } = {}) => {
      const call = seat.group !== undefined && called !== false ? '@持证 ' : ''
      await typed(seat, `${call}${text}`)
    },
    press: async (seat, { label }) => {
      const buttons = read().at(-1)?.buttons ?? []
      const number = buttons.findIndex((one) => one.label === label) + 1
      if (number === 0) throw new Error(`“${label}” is not among what was printed last`)
      const isBare = buttons[number - 1]?.token.startsWith(bareToken) ?? false
      return typed(seat, isBare ? label : String(number))
    },
    forge: never,
    send: never,
    sendFile: handed,
    edit: never,
    appoint: (_, managers) =>
      promised(() => {
        appoint(managers)
      }),
    join: never,
    leave: never,
    follow: never,
    migrate: never,
    read,
    delivered: () => Promise.resolve(),
    noticed: () => Promise.resolve(),
    violations: () => [],
    end: () => Promise.resolve(),
  }
}

/** A piece of text on the screen, and of which message it is. */
interface Printed {
  readonly text: string
  readonly row: Send
}

const toastIn = (text: string): string => /^ {2}（(.*)）$/.exec(text)?.[1] ?? ''

/** Every message as it was printed last, in the order of printing: a change stands below what was there. */
function shownOn(printed: readonly Printed[]): readonly Shown[] {
  const messages = new Map<string, Shown>()
  for (const [at, piece] of printed.entries()) {
    const id = piece.row.edits ?? piece.row.key
    const before = messages.get(id)
    messages.delete(id)
    messages.set(id, shownFrom(piece, at, before))
  }
  return [...messages.values()]
}

const updatedButtons = /^ {2}（已更新）(.*)$/
/** Without a number where a number that is typed is an answer. */
const buttonLine = /^ {2}\[(?:\d+\] (.*)|(.+)\])$/
const bareToken = 'typed by its label '

function buttonIn(line: string): readonly { readonly label: string; readonly isNumbered: boolean }[] {
  const [, numbered, bare] = buttonLine.exec(line) ?? []
  const label = numbered ?? bare
  return label === undefined ? [] : [{ label, isNumbered: numbered !== undefined }]
}

/** Where only its buttons changed, the text of a message stands further up. */
function shownFrom({ text, row }: Printed, at: number, before: Shown | undefined): Shown {
  const plain = text.replaceAll(/\u001B\[\d+m/g, '')
  const [, buttons] = updatedButtons.exec(plain) ?? []
  const lines =
    buttons === undefined
      ? plain.replace(/^（已更新）/, '').split('\n')
      : buttons.split(/ {2}(?=\[)/).map((one) => `  ${one}`)
  const labels = lines.flatMap(buttonIn)
  return {
    chat: row.to.chat.replace(/^\d+ /, ''),
    id: row.edits ?? row.key,
    text:
      buttons === undefined
        ? lines.filter((line) => !buttonLine.test(line)).join('\n')
        : (before?.text ?? ''),
    buttons: labels.map(({ label, isNumbered }, index) => ({
      label,
      token: `${isNumbered ? '' : bareToken}${at}:${index}`,
    })),
    edits: before === undefined ? 0 : before.edits + 1,
    links: [],
  }
}
