import type { Channel, Intake, Send } from '../../ports.js'
import { messageId, type EventId, type PressToken } from '../../values/ids.js'
import type { Instant } from '../../values/civil-date.js'
import { arrivalOf, type Seat } from './receive.js'
import { callFrom, render } from './render.js'

export interface Terminal {
  readonly channel: Channel
  /** Hands a typed line to the bot; resolves once it is stored. */
  type(line: string, seat: Seat, id: EventId, at: Instant): Promise<void>
}

/** `print` shows a piece of text to the person. Numbers typed next press the buttons last printed. */
export function terminal(intake: Intake, print: (text: string) => void): Terminal {
  let buttons: readonly PressToken[] = []

  const show = ({ call, edits, repeated }: Send): void => {
    const { text, buttons: shown } = callFrom(call)
    buttons = shown.map(({ token }) => token)
    // A terminal cannot rewrite what it printed: the buttons go on working, the text stands as it was.
    if (edits === undefined)
      print(
        [
          `${repeated ? '（重发）' : ''}${text}`,
          ...shown.map(({ label }, at) => `  [${at + 1}] ${label}`),
        ].join('\n'),
      )
    else if (shown.length > 0)
      print(`  （已更新）${shown.map(({ label }, at) => `[${at + 1}] ${label}`).join('  ')}`)
  }

  return {
    channel: {
      name: 'terminal',
      dropsRepeatsForMs: 0,
      sendsPerSecond: Number.POSITIVE_INFINITY,
      place: () => ({ calledBy: ['@持证'], seesEdits: false }),
      render,
      send: (row) => {
        show(row)
        return Promise.resolve({ kind: 'sent', message: messageId(row.key) })
      },
    },
    type: async (line, seat, id, at) => {
      const arrival = arrivalOf(line, seat, buttons, id, at)
      const toast = arrival.kind === 'pressed' ? await intake.toast(arrival) : ''
      await intake.accept([arrival])
      if (toast !== '') print(`  （${toast}）`)
    },
  }
}
