import type { Hono } from 'hono'
import type { Flows } from '../../src/interview/flow/flows.js'
import type { Knowledge } from '../../src/knowledge/knowledge.js'
import type { MovableClock } from '../../src/app/outside.js'
import type { ChatClosed } from '../../src/chat/arrival.js'
import type { Store } from '../../src/ports.js'
import type { Traces } from './whole.js'

export const surfaceNames = [
  'telegram polling',
  'telegram webhook',
  'feishu long connection',
  'feishu webhook',
  'web',
  'terminal',
] as const
export type SurfaceName = (typeof surfaceNames)[number]

/** The bot played whole, as people on one platform see it: real store, app, channel and platform library. */
export interface Surface extends Acts {
  readonly name: SurfaceName
  readonly traits: Traits
  /** The platform's clock and the bot's. */
  readonly clock: MovableClock
  readonly store: Store
  readonly traces: Traces
  /** Time passes, for the platform and the bot alike. */
  readonly pass: (milliseconds: number) => Promise<void>
  /** What is said by the calendar, as far as it is time for it. */
  readonly today: () => Promise<void>
  /** The program ends and starts again, on what is stored. */
  readonly restart: () => Promise<void>
  /** What the listener answers. */
  readonly routes: () => Hono
  /** Takes an entry out of the knowledge, as a new version of it would. */
  readonly withdraw: (entry: string) => void
  /** Resolves when everything that people did was handled, and all that came of it can be seen. */
  readonly settle: () => Promise<void>
  /** All that the bot wrote in a chat, oldest first, as it stands now. */
  readonly shown: (seat: Seat) => readonly Shown[]
  /** The same of every chat. */
  readonly everything: () => readonly Shown[]
  /** Whether the person said this in the chat, or anything. */
  readonly hasSaid: (seat: Seat, text?: string) => boolean
  /** Whether such a button was ever shown in the chat. */
  readonly hasShown: (seat: Seat, label: string) => boolean
  /** Whether a person can still press it. */
  readonly canPress: (seat: Seat, label: string, which?: 'newest' | 'oldest') => boolean
  /** Of every button that was ever shown, in order. */
  readonly tokens: () => readonly string[]
  /** What the last press was answered with at once; '' when with nothing. */
  readonly toast: () => string
  /** From now on every name means somebody new and every chat is a new one. */
  readonly startOver: () => Promise<void>
  /** What the bot sent against the platform's rules. */
  readonly violations: () => readonly string[]
  /** Log lines with something that was said or with a secret in them. */
  readonly leaks: () => readonly string[]
  readonly end: () => Promise<void>
}

/** Who acts where. Names are the test's own; a person or a group is made when first named. */
export interface Seat {
  readonly person: string
  /** Absent: the private conversation. */
  readonly group?: string
  /** An administrator who hides behind the group. */
  readonly anonymous?: true
  /** A topic of the group, by name: only where the group was made as a forum. */
  readonly topic?: string
}

/** Where alarms go, where there are groups. */
export const operatorsSeat: Seat = { person: '值班', group: 'operators' }

/** What a chat is called in `Shown`. */
export const chatNameOf = ({ person, group }: Seat): string => group ?? `private-${person}`

export interface Shown {
  readonly chat: string
  readonly id: string
  /** As people read it: no markup. */
  readonly text: string
  readonly buttons: readonly ShownButton[]
  /** How often it was changed after it was sent. */
  readonly edits: number
  readonly replyTo?: string
  readonly thread?: string
  /** Addresses behind words. */
  readonly links: readonly string[]
}

export interface ShownButton {
  readonly label: string
  readonly token: string
}

/** What a surface is like as far as it decides what can be played on it. */
export interface Traits {
  readonly groups: boolean
  readonly seesEdits: boolean
  readonly alone: 'writes' | 'link' | 'not'
  /** Whether what was said long ago can come in now. */
  readonly late: boolean
  /** What of a changed card can be seen. */
  readonly showsEdits: boolean
  /** Whether only the buttons shown last can be pressed. */
  readonly pressesLastOnly: boolean
  /** What people can send besides words, as the bot calls it. */
  readonly kinds: readonly string[]
  readonly closedBy: readonly ChatClosed[]
  readonly anonymous: boolean
  /** Whether the bot is told what people are called. */
  readonly names: boolean
  /** Whether the bot writes them; elsewhere the platform puts them in where somebody is mentioned. */
  readonly writesNames: boolean
  /** Whether a command of ours calls the bot in a group by itself. */
  readonly commandsCall: boolean
  readonly migrates: boolean
  /** Whether groups exist as such, to which the bot is added. */
  readonly tellsOfGroups: boolean
  /** Whether the bot is told that a person opened the conversation. */
  readonly tellsOfOpening: boolean
  /** Whether any token can be pressed, shown or not. */
  readonly forges: boolean
  /** Longer messages come in pieces, or not at all. */
  readonly longestText: number
  /** Whether a number that is typed is a press of what stands on the screen, whosever it is. */
  readonly numbersPress: boolean
  /** What is no token by its looks gets no answer. */
  readonly refusesOddTokens: boolean
}

/** How something is said. By default it is said to the bot: alone, or by its name in a group. */
export interface How {
  readonly called?: false
  /** A message of the bot, which is then called by that alone. */
  readonly replyTo?: Shown
  /** It was said that long ago and comes in only now. */
  readonly agoMs?: number
}

export interface HandedFile {
  readonly name: string
  readonly text: string
}

/** What people do. It has happened when these return; what comes of it is seen after `settle`. */
export interface Acts {
  readonly say: (seat: Seat, text: string, how?: How) => Promise<void>
  /** The newest button with this label in the chat, or the first that ever had it. */
  readonly press: (seat: Seat, label: string, which?: 'newest' | 'oldest') => Promise<void>
  /** A press with any token, on any message of the chat. */
  readonly forge: (seat: Seat, token: string) => Promise<void>
  readonly send: (seat: Seat, what: string, how?: How) => Promise<void>
  /** Sends a table, in UTF-8. */
  readonly sendFile: (seat: Seat, file: HandedFile, how?: How) => Promise<void>
  /** Changes the text of what the person last said there, or of what was said as `of`. */
  edit(
    seat: Seat,
    text: string,
    how?: Pick<How, 'called' | 'agoMs'> & { readonly of?: string },
  ): Promise<void>
  /** These and nobody else manage the seat's group from now on, besides its owner, who is in no test. */
  readonly appoint: (seat: Seat, managers: readonly string[]) => Promise<void>
  /** The bot is added to the group, or the person opens the conversation. */
  readonly join: (seat: Seat) => Promise<void>
  readonly leave: (seat: Seat, why: ChatClosed) => Promise<void>
  /** The person follows the link that was last shown anywhere. */
  readonly follow: (seat: Seat) => Promise<void>
  readonly migrate: (seat: Seat) => Promise<void>
}

/** What one platform does its own way; `surfaceOver` makes the rest of it. */
export interface Driver extends Omit<Acts, 'press' | 'forge'> {
  readonly traits: Traits
  /** Presses a button that was once shown; resolves with the toast. */
  readonly press: (seat: Seat, button: ShownButton & { readonly message: string }) => Promise<string>
  readonly forge: (seat: Seat, token: string) => Promise<string>
  /** All that the bot wrote, as it stands now; within a chat oldest first. */
  readonly read: () => Promise<readonly Shown[]> | readonly Shown[]
  /** Resolves when all that people did is in the store. */
  readonly delivered: () => Promise<void>
  /** Resolves when the channel has seen that the clock was moved. */
  readonly noticed: () => Promise<void>
  readonly violations: () => readonly string[]
  /** What must be in no log. */
  readonly secrets: readonly string[]
  readonly startOver: () => void
  readonly end: () => Promise<void>
}

export interface SurfaceOptions {
  readonly knowledge: Knowledge
  /** The interviews that can be had; by default none. */
  readonly flows?: Flows
  /** Groups whose threads are topics. */
  readonly forums?: readonly string[]
  /** Under which address the world reaches the bot. */
  readonly publicUrl?: string
}
