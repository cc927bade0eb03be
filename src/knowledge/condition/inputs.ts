import * as z from 'zod'
import { conceptId, inputId, type InputId } from '../../values/ids.js'
import { quantityUnits, type QuantityUnit, type Range } from '../../values/range.js'

/** What a condition may read about a company: the shape of inputs.yaml, and what somebody may have answered. */

const id = z.string().regex(/^[a-z]+(?:-[a-z0-9]+)*$/, '编号只用小写字母、数字和连字符，例如 staff-count')
const concepts = z
  .array(id.transform(conceptId))
  .default([])
  .describe('words.yaml 里的主题：问题提到它们就是在说这一项')

const option = z.strictObject({
  id,
  zh: z.string().min(1).describe('这个选项叫什么'),
  full: z.string().min(1).optional().describe('它的全称，例如 广西壮族自治区'),
  when: z.string().min(1).optional().describe('判断一个数时怎么说这种情况，例如 只做一个省'),
  also: z
    .array(z.string().min(1))
    .default([])
    .describe('人还会怎么说它，例如 个体户：面谈里打这些字也算选它'),
  concepts,
})

const common = {
  id: id.transform(inputId),
  zh: z.string().min(2).describe('这一项叫什么，例如 注册资本'),
  also: z
    .array(z.string().min(1))
    .default([])
    .describe('人还会怎么叫它，例如 注册资金：表格的列名写它，就是这一项'),
  concepts,
}

const input = z.discriminatedUnion(
  'type',
  [
    z.strictObject({ ...common, type: z.literal('choice'), options: z.array(option).min(2) }),
    z.strictObject({ ...common, type: z.literal('many'), options: z.array(option).min(1).max(12) }),
    z.strictObject({ ...common, type: z.literal('yes-no') }),
    z.strictObject({ ...common, type: z.literal('quantity'), unit: z.enum(quantityUnits) }),
  ],
  { error: 'type 只写 choice（选一个）、many（选几个或都不选）、yes-no 或 quantity' },
)

export const inputsFile = z.strictObject({ inputs: z.array(input) })

export type Input = z.output<typeof input>
export type Inputs = ReadonlyMap<InputId, Input>
/** The inputs that have options. */
export type Choosing = Extract<Input, { readonly options: unknown }>

/** One answer. A quantity counts in steps of its own unit, which may be another one than its input's: 6个月 where days are asked. */
export type Value =
  | { readonly kind: 'choice'; readonly option: string }
  | { readonly kind: 'many'; readonly options: ReadonlySet<string> }
  | { readonly kind: 'yes-no'; readonly yes: boolean }
  | { readonly kind: 'quantity'; readonly unit: QuantityUnit; readonly range: Range }

/** What is known about a company. What is not known is absent. */
export type Given = ReadonlyMap<InputId, Value>

export function inputsOf(rows: readonly Input[]): Inputs {
  return new Map(rows.map((row) => [row.id, row]))
}
