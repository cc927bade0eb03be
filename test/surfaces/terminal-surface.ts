import { randomUUID } from 'node:crypto'
import type { MovableClock } from '../../src/app/outside.js'
import type { Seat as TerminalSeat } from '../../src/channels/terminal/receive.js'
import { terminal, type Terminal } from '../../src/channels/terminal/start.js'
import { eventId } from '../../src/values/ids.js'
import { surfaceOver } from './surface-over.js'
import {
  chatNameOf,
  operatorsSeat,
  type Driver,
  type Seat,
  type Shown,
  type Surface,
  type SurfaceOptions,
  type Traits,
} from './surface.js'
import { clockFromBeginning, startWhole } from './whole.js'

export async function openTerminal({ knowledge }: SurfaceOptions): Promise<Surface> {
  const clock = clockFromBeginning()
  const screen = screenOf(clock)
  const whole = await startWhole({ knowledge, clock, operators: [operators], makers: [screen.maker] })
  whole.served.start()
  return surfaceOver({ name: 'terminal', driver: driverFor(screen), whole, clock })
}

/** There in every round, as on the other surfaces. */
const operators = { channel: 'terminal' as const, chat: chatNameOf(operatorsSeat) }

const traits: Traits = {
  groups: true,
  seesEdits: false,
  alone: 'not',
  late: false,
  showsEdits: false,
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

/** What is printed belongs to the chat in which something was typed last. */
function screenOf(clock: MovableClock) {
  const shown: Shown[] = []
  let chat = ''
  let toast = ''
  let open: Terminal | undefined
  let round = 1

  const print = (text: string): void => {
    const said = /^ {2}（((?!已更新).*)）$/.exec(text)?.[1]
    if (said === undefined) shown.push(shownFrom(text, chat, shown.length))
    else toast = said
  }
  return {
    shown,
    startOver: (): void => {
      round += 1
    },
    /** Types a line; resolves with what was said to it at once. */
    typed: async (seat: Seat, line: string): Promise<string> => {
      chat = chatNameOf(seat)
      toast = ''
      await open?.type(line, placeOf(seat, round), eventId(randomUUID()), clock.now())
      return toast
    },
    maker: ({ intake }: { readonly intake: Parameters<typeof terminal>[0] }) => {
      open = terminal(intake, print)
      return {
        channel: open.channel,
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
      chat: group === operatorsSeat.group ? operators.chat : `${round} ${chatNameOf(seat)}`,
      kind: group === undefined ? 'private' : 'group',
    },
    person: { channel: 'terminal', person: `${round} ${person}`, name: person },
  }
}

function driverFor({ shown, typed, startOver }: Screen): Driver {
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
      const number = (shown.at(-1)?.buttons ?? []).findIndex((one) => one.label === label) + 1
      if (number === 0) throw new Error(`“${label}” is not among what was printed last`)
      return typed(seat, String(number))
    },
    forge: never,
    send: never,
    edit: never,
    join: never,
    leave: never,
    follow: never,
    migrate: never,
    read: () => [...shown],
    delivered: () => Promise.resolve(),
    noticed: () => Promise.resolve(),
    violations: () => [],
    end: () => Promise.resolve(),
  }
}

const buttonLine = /^ {2}\[(\d+)\] (.*)$/
const updated = /^ {2}（已更新）/

/** A change of what stands above shows its buttons only. */
function shownFrom(printed: string, chat: string, at: number): Shown {
  const lines = printed.replaceAll(/\u001B\[\d+m/g, '').split('\n')
  const labels = updated.test(printed)
    ? printed
        .replace(updated, '')
        .split(/ {2}(?=\[)/)
        .map((one) => one.replace(/^\[\d+\] /, ''))
    : lines.flatMap((line) => buttonLine.exec(line)?.[2] ?? [])
  return {
    chat,
    id: String(at),
    text: updated.test(printed) ? '' : lines.filter((line) => !buttonLine.test(line)).join('\n'),
    buttons: labels.map((label, index) => ({ label, token: `${at}:${index}` })),
    edits: updated.test(printed) ? 1 : 0,
    links: [],
  }
}
