import type { SentFile } from '../../chat/arrival.js'
import type { Channel, Intake } from '../../ports-channel.js'
import type { Send } from '../../ports-sending.js'
import { attachmentIn, type Attachment } from '../../reply/attachment.js'
import { messageId, type EventId, type PersonRef, type PressToken } from '../../values/ids.js'
import type { Instant } from '../../values/civil-date.js'
import { arrivalOf, fileArrival, type Seat } from './receive.js'
import { callFrom, render, visible, type TerminalCall } from './render.js'
import { screenTexts } from './screen-texts.js'

export interface Terminal {
  readonly channel: Channel
  /** Hands a typed line to the bot; resolves once it is stored. */
  type(line: string, seat: Seat, id: EventId, at: Instant): Promise<void>
  /** Hands a file to the bot; resolves once it is stored. */
  hand(file: SentFile, seat: Seat, id: EventId, at: Instant): Promise<void>
}

export interface Desk {
  /** Shows a piece of text to the person. */
  readonly print: (text: string) => void
  readonly manages: (person: PersonRef) => boolean
  /** Writes what cannot be printed into a file, and says into which. */
  readonly keep: (attachment: Attachment) => Promise<string>
}

/** Numbers typed next press the buttons last printed. */
export function terminal(intake: Intake, { print, manages, keep }: Desk): Terminal {
  const texts = screenTexts()
  let buttons: readonly PressToken[] = []

  const show = (row: Send): void => {
    const call = callFrom(row.call)
    buttons = call.typed === true ? [] : call.buttons.map(({ token }) => token)
    const changed = texts.show(messageOf(row), call.text)
    const words = row.edits === undefined ? fresh(call, row.repeated) : updated(call, changed)
    if (words !== '') print(words)
  }

  return {
    channel: {
      name: 'terminal',
      dropsRepeatsForMs: 0,
      sendsPerSecond: Number.POSITIVE_INFINITY,
      place: () => ({ calledBy: ['@持证'], seesEdits: false }),
      render,
      send: async (row) => {
        const attachment = attachmentIn(row.call)
        if (attachment === undefined) show(row)
        else print(keptText(attachment, await keep(attachment), row.repeated))
        return { kind: 'sent', message: messageOf(row) }
      },
      mayManage: (person) => Promise.resolve(manages(person)),
    },
    hand: (file, seat, id, at) => intake.accept([fileArrival(file, seat, id, at)]),
    type: async (line, seat, id, at) => {
      const arrival = arrivalOf(line, seat, buttons, id, at)
      const toast = arrival.kind === 'pressed' ? await intake.toast(arrival) : ''
      await intake.accept([arrival])
      if (toast !== '') print(`  （${toast}）`)
    },
  }
}

function keptText(attachment: Attachment, path: string, repeated: boolean): string {
  const what = attachment.kind === 'picture' ? `图片：${visible(attachment.alt)}` : '文件'
  return `${repeated ? '（重发）' : ''}${what}\n  存在 ${visible(path)}`
}

const messageOf = ({ edits, key }: Send) => edits ?? messageId(key)

const fresh = (call: TerminalCall, repeated: boolean): string =>
  [`${repeated ? '（重发）' : ''}${call.text}`, ...named(call).map((button) => `  ${button}`)].join('\n')

/** A terminal cannot rewrite what it printed: what changed is printed anew, its buttons alone on one line. */
function updated(call: TerminalCall, changed: boolean): string {
  if (changed) return `（已更新）${fresh(call, false)}`
  return call.buttons.length === 0 ? '' : `  （已更新）${named(call).join('  ')}`
}

/** By the number to type, or where a number is an answer by the words. */
const named = ({ buttons, typed }: TerminalCall): readonly string[] =>
  buttons.map(({ label }, at) => (typed === true ? `[${label}]` : `[${at + 1}] ${label}`))
