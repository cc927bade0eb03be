import * as z from 'zod'
import { id, line } from '../knowledge/shapes.js'
import { entryId, flowId, inputId, outcomeId } from '../values/ids.js'
import { leads, verdicts } from './flow.js'

/** The shape of `flows/*.yaml`: guided interviews as editors write them. */

const condition = z.string().min(1)
const input = id.transform(inputId)

const question = z.strictObject({
  input: input.describe('inputs.yaml 里的编号：问的就是这一项'),
  topic: z.string().min(2).max(12).describe('属于哪一段，例如 公司'),
  ask: line.describe('一句话，只问一件事'),
  help: line.describe('按“为什么问”之外的说明：看哪里、怎么算'),
  lookUp: line.describe('不知道的人去哪里查'),
  labels: z.record(z.string(), z.string().min(1)).default({}).describe('按钮换个说法：选项编号，或 yes、no'),
  when: condition.exactOptional().describe('这样才问（CEL），只能读前面的题'),
  use: z
    .enum(['timeline', 'note'])
    .exactOptional()
    .describe('没有要求读它也问：timeline 倒推时间 · note 写进结果'),
  change: z
    .strictObject({
      lead: z.enum(leads).describe('改起来要多久：days 几天 · weeks 几周 · months 几个月'),
      how: line.describe('怎么改'),
    })
    .exactOptional()
    .describe('公司能改变的才写：算“怎样才能通过”时用'),
  plausible: z
    .strictObject({
      atMost: input.exactOptional().describe('不会超过另一题的答案，例如实缴不超过注册资本'),
      from: z.union([z.int(), z.iso.date()]).exactOptional().describe('少于它就再问一遍'),
      to: z.union([z.int(), z.iso.date()]).exactOptional().describe('多于它就再问一遍'),
    })
    .default({}),
  meaning: z.int().min(1).default(1).describe('题目换了意思就加一：旧答案要重新问'),
})

const requirement = z.strictObject({
  entry: id.transform(entryId).describe('requirements/ 里写了 met 的条目'),
  when: condition.exactOptional().describe('这样才适用（CEL）'),
  authority: condition.exactOptional().describe('这样就由机关决定（CEL）'),
})

const outcome = z.strictObject({
  id: id.transform(outcomeId),
  title: z.string().min(2).max(20).describe('办哪种证、找谁，例如 全国证，找工信部'),
  says: line.describe('为什么是这一种，一两句话'),
  entry: id.transform(entryId).describe('依据看哪一条'),
  when: condition.exactOptional().describe('这样就是它（CEL）；从上往下第一个成立的算，最后一个不写'),
  verdict: z.enum(verdicts).exclude(['not-ready', 'cannot-tell']).describe('没有不符合时的结论'),
  final: z.boolean().default(false).describe('写 true：有不符合也还是这个结论'),
})

export const flowFile = z.strictObject({
  flow: id.transform(flowId),
  title: z.string().min(2).max(20),
  intro: line.describe('开头一句：问什么、大概多久'),
  needs: z.array(input).default([]).describe('少了它就不下结论'),
  questions: z.array(question).min(1),
  requirements: z.array(requirement).min(1),
  outcomes: z.array(outcome).min(1),
})

export type FlowSource = z.output<typeof flowFile>
