import * as z from 'zod'
import { day, id, line } from '../../knowledge/shapes.js'
import { entryId, flowId, inputId, outcomeId } from '../../values/ids.js'
import { requirementStates, verdicts } from '../flow/flow.js'

/** The shape of `flows/*.cases.yaml`: companies with the result that an expert expects. */

const ids = z.array(id.transform(entryId)).exactOptional()

const expected = z.strictObject({
  verdict: z.enum(verdicts).exactOptional(),
  outcomes: z.array(id.transform(outcomeId)).min(1).exactOptional().describe('可能的结局，定下来就只有一个'),
  met: ids.describe('符合的正好是这几条'),
  unmet: ids.describe('不符合的正好是这几条；一条也没有写 []'),
  unknown: ids.describe('定不下来的正好是这几条'),
  'authority-decides': ids.describe('由机关决定的正好是这几条'),
  'not-applicable': ids.describe('不适用的正好是这几条'),
  states: z.record(z.string(), z.enum(requirementStates)).default({}).describe('只看其中几条'),
  missing: z.array(id.transform(inputId)).exactOptional().describe('总结论还等着的正好是这几题'),
  remarks: z.array(id).exactOptional().describe('另外要说的正好是这几句'),
  asked: z.array(id.transform(inputId)).default([]).describe('这几题会问到'),
  skipped: z.array(id.transform(inputId)).default([]).describe('这几题不会问'),
})

const oneCase = z.strictObject({
  case: z.string().regex(/^[A-Z]+\d+$/, '例题号写成 V1 这样'),
  name: line,
  like: z.string().exactOptional().describe('照前面哪个例题：答案都一样，下面写了的除外'),
  asOf: day.exactOptional().describe('今天是哪天；不写就同 like 的，没有 like 就同文件的'),
  answers: z
    .record(z.string(), z.union([z.string(), z.number().transform(String)]).nullable())
    .default({})
    .describe('题目编号: 照人会打的字写；null 去掉 like 的答案'),
  expect: expected,
})

export const caseFile = z.strictObject({
  flow: id.transform(flowId),
  asOf: day.describe('今天是哪天，例题没有写时'),
  cases: z.array(oneCase).min(1),
})

export type CaseFile = z.output<typeof caseFile>
export type InterviewCase = z.output<typeof oneCase>
export type Expected = z.output<typeof expected>
