import * as z from 'zod'
import { evidences } from '../reply/reply.js'
import { civilDate, type CivilDate } from '../values/civil-date.js'
import { sourceId } from '../values/ids.js'

export const idShape = /^[a-z0-9]+(?:[.-][a-z0-9]+)*$/
/** Ids, days and lines as every file under `knowledge/` writes them. */
export const id = z.string().regex(idShape, '编号只用小写字母、数字、点和连字符，例如 capital.amount')
export const day = z
  .string()
  .refine((text) => civilDate(text) !== undefined, '日期写成 2026-11-21，并且要是日历上有的一天')
  .transform((text) => text as CivilDate)
export const line = z.string().min(1).describe('一行文字，可以用 {figure-id} 引用 figures.yaml 里的数字')

export const citation = z.strictObject({
  source: id.transform(sourceId).describe('sources.yaml 里的编号'),
  article: z.string().min(1).optional().describe('第几条，例如 第六条第（四）项'),
  evidence: z.enum(evidences).describe('A 读到全文 · B 读到直接转引 · C 二手转述 · D 只凭记忆'),
  checked: day.describe('最后一次核对的日期'),
})
