import * as z from 'zod'
import type { Content } from '../app/content.js'
import { digestReply } from '../chat/say/reminder.js'
import { timeAt } from '../deadlines/hours.js'
import { chatText } from '../deadlines/licence-table/licence-table.js'
import type { SimulatedDigest } from '../deadlines/simulate.js'
import { plainText } from '../reply/plain.js'
import { dayAt } from '../values/civil-date.js'
import { namedFile } from './named-file.js'

const message = z
  .strictObject({
    on: z.string(),
    at: z.string(),
    chat: z.string(),
    deadlines: z
      .array(
        z
          .strictObject({
            matter: z.string(),
            holder: z.string(),
            deadline: z.string(),
            cycle: z.string(),
            rung: z.string(),
          })
          .readonly(),
      )
      .readonly(),
    text: z.string(),
  })
  .readonly()

/** One message of a run: what `simulate --json` writes on a line. */
export type Message = z.output<typeof message>

/** As it would go out, without its buttons. */
export function messageOf(
  { at, chat, lines }: SimulatedDigest,
  { knowledge, rules }: Content,
  timeZone: string,
): Message {
  const on = dayAt(at, timeZone)
  const reply = digestReply(lines, { today: on, knowledge, rules, group: true })
  return {
    on,
    at: timeAt(at, timeZone),
    chat: chatText(chat),
    deadlines: lines.map(({ matter, deadline, reminder }) => ({
      matter: matter.id,
      holder: matter.holder,
      deadline: deadline.rule.id,
      cycle: deadline.cycle,
      rung: reminder.rung,
    })),
    text: plainText({ ...reply, buttons: [] }),
  }
}

export type RunRead =
  | { readonly ok: true; readonly messages: readonly Message[] }
  | { readonly ok: false; readonly fault: string }

/** The JSON lines of an earlier run. */
export async function readRun(path: string): Promise<RunRead> {
  const named = await namedFile(path)
  if (!named.ok) return named
  const lines = named.bytes
    .toString()
    .split('\n')
    .filter((line) => line.trim() !== '')
  const read = lines.map(messageIn)
  const messages = read.flatMap((one) => one ?? [])
  return messages.length === lines.length
    ? { ok: true, messages }
    : {
        ok: false,
        fault: `${path} 第 ${read.indexOf(undefined) + 1} 行不是 simulate --json 写的：请重新跑一遍存下来`,
      }
}

function messageIn(line: string): Message | undefined {
  try {
    return message.safeParse(JSON.parse(line)).data
  } catch {
    return undefined
  }
}

/** What one run says and the other does not. */
export type Difference =
  | { readonly diff: 'added'; readonly now: Message }
  | { readonly diff: 'gone'; readonly before: Message }
  | { readonly diff: 'changed'; readonly before: Message; readonly now: Message }

/** In order, over the time that both runs cover: this one begins at `from`, and the earlier ended with its last message. */
export function differences(
  before: readonly Message[],
  now: readonly Message[],
  from: Moment,
): readonly Difference[] {
  const until = before.map(momentText).reduce((last, moment) => (moment > last ? moment : last), '')
  const earlier = new Map(
    before.filter((one) => momentText(one) >= momentText(from)).map((one) => [keyOf(one), one]),
  )
  const later = new Map(now.filter((one) => momentText(one) <= until).map((one) => [keyOf(one), one]))
  const keys = [...new Set([...earlier.keys(), ...later.keys()])].sort()
  return keys.flatMap((key) => difference(earlier.get(key), later.get(key)))
}

export type Moment = Pick<Message, 'on' | 'at'>

const momentText = ({ on, at }: Moment): string => `${on} ${at}`
const keyOf = (one: Message): string => `${momentText(one)} ${one.chat}`

function difference(before: Message | undefined, now: Message | undefined): readonly Difference[] {
  if (before === undefined) return now === undefined ? [] : [{ diff: 'added', now }]
  if (now === undefined) return [{ diff: 'gone', before }]
  return JSON.stringify(before) === JSON.stringify(now) ? [] : [{ diff: 'changed', before, now }]
}
