import * as z from 'zod'
import { id } from '../knowledge/shapes.js'
import { eventKind } from '../values/ids.js'
import { matterKinds } from './matter.js'

/** The shape of `events.yaml`: what happens to a matter, what may be known of it, and how people say so. */

const says = z.array(z.string().min(2).max(20)).describe('人们怎么说，整句或半句，简体；同一句只给一件事')

const event = z.strictObject({
  id: id.transform(eventKind).describe('永远不改：记录靠它'),
  matter: z.enum(matterKinds).describe('licence 许可证 · application 新申请 · change 变更 · company 公司'),
  name: z.string().min(2).max(20).describe('卡片上的名字，例如 提交续期申请'),
  says: says.min(1),
  asks: z.string().min(4).describe('没说日期时问什么'),
  ahead: z.literal(true).exactOptional().describe('说的时候日子还没到，例如到期日、通知书写的截止日'),
})

const trait = z.strictObject({
  id,
  matter: z.enum(matterKinds),
  name: z.string().min(2).max(30).describe('卡片上的名字，例如 有自己的码号'),
  says: says.min(1),
})

export const eventsFile = z.strictObject({
  events: z.array(event).min(1).describe('发生在许可证、申请、变更、公司身上的事，都有日期'),
  traits: z.array(trait).describe('一家公司是不是这种情况：规则的 needs'),
})

export type EventsFile = z.output<typeof eventsFile>
