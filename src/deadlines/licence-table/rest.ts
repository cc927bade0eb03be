import * as z from 'zod'
import { day } from '../../knowledge/shapes.js'
import { instant } from '../../values/civil-date.js'
import {
  channelNames,
  cycleId,
  eventKind,
  matterId,
  ruleId,
  type ChatRef,
  type PersonRef,
} from '../../values/ids.js'
import { isMonthDay } from '../due-shape.js'
import type { Cell } from './cells.js'
import type { TableWatch } from './licence-table.js'
import type { Author, Mark, Noted } from '../matter.js'
import type { ChatSettings, Keeper, LadderChange, Ladders } from '../watch.js'

const at = z.int().transform(instant)
const time = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/)
const channel = z.enum(channelNames)
const chat: z.ZodType<ChatRef> = z.strictObject({ channel, chat: z.string().min(1) })
const person: z.ZodType<PersonRef> = z.strictObject({ channel, person: z.string().min(1) })
const author: z.ZodType<Author> = z.strictObject({
  channel,
  person: z.string().min(1),
  name: z.string().exactOptional(),
})

const mark: z.ZodType<Mark> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('seen') }),
  z.strictObject({ kind: z.literal('preparing') }),
  z.strictObject({ kind: z.literal('given-up') }),
  z.strictObject({ kind: z.literal('snoozed'), until: day, past: z.literal(true).exactOptional() }),
])

const stamp = { at, by: author.exactOptional() }
const noted: z.ZodType<Noted> = z.discriminatedUnion('kind', [
  z.strictObject({
    ...stamp,
    kind: z.literal('event'),
    event: z.string().min(1).transform(eventKind),
    on: day,
    moment: at.exactOptional(),
    receipt: z.string().exactOptional(),
  }),
  z.strictObject({
    ...stamp,
    kind: z.literal('marked'),
    rule: z.string().min(1).transform(ruleId),
    cycle: z.string().transform(cycleId),
    mark,
  }),
  z.strictObject({ ...stamp, kind: z.literal('taken-back'), entry: z.int().nonnegative() }),
  z.strictObject({ ...stamp, kind: z.literal('closed') }),
])

const ladderChange: z.ZodType<LadderChange> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('off') }),
  z.strictObject({ kind: z.literal('on') }),
  z.strictObject({ kind: z.literal('days'), days: z.array(z.int()) }),
  z.strictObject({
    kind: z.literal('dates'),
    dates: z.array(z.string().refine(isMonthDay)),
    days: z.array(z.int()).exactOptional(),
  }),
])
const ladders: z.ZodType<Ladders> = z.record(z.string(), ladderChange)

const keeper: z.ZodType<Keeper> = z.strictObject({
  person,
  name: z.string(),
  reached: z.boolean(),
  after: z.int().nonnegative(),
})
const settings: z.ZodType<ChatSettings> = z.strictObject({
  sendAt: time,
  quietFrom: time,
  quietTo: time,
  ladders,
  monthly: z.boolean(),
})
const watch: z.ZodType<TableWatch> = z.strictObject({
  chat,
  keepers: z.array(keeper),
  ladders,
  settings: settings.exactOptional(),
})

const rest = z.strictObject({
  id: z.string().min(1).transform(matterId),
  has: z.array(z.string()),
  log: z.array(noted),
  watches: z.array(watch).min(1),
})
export type Rest = z.output<typeof rest>

const remedy = '这一格由 export 写出，不能手改；要当作新的登记，请清空这一格'

/** What `licenceTable` wrote beside what people write; nothing where the licence is written by hand. */
export function restCell(text: string): Cell<Rest | undefined> {
  if (text === '') return { ok: true, value: undefined }
  const read = rest.safeParse(jsonOf(text))
  if (read.success) return { ok: true, value: read.data }
  const [issue] = read.error.issues
  const place = issue?.path.join('.') ?? ''
  return { ok: false, says: `读不出${place === '' ? '' : `（${place}）`}：${remedy}` }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
