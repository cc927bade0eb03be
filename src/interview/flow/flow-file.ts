import * as z from 'zod'
import { id, line } from '../../knowledge/shapes.js'
import { entryId, figureId, flowId, inputId, outcomeId } from '../../values/ids.js'
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
  explain: line.exactOptional().describe('答“不知道”的先听这一句，再问一次'),
  labels: z.record(z.string(), z.string().min(1)).default({}).describe('按钮换个说法：选项编号，或 yes、no'),
  when: condition.exactOptional().describe('这样才问（CEL），只能读前面的题'),
  implied: z
    .strictObject({
      when: condition.describe('这样就不用问（CEL），只能读前面的题'),
      answer: z.string().min(1).describe('答案就是它：选项编号，或 yes、no'),
    })
    .exactOptional()
    .describe('前面的答案已经说明了这一题'),
  use: z
    .enum(['timeline', 'note'])
    .exactOptional()
    .describe('没有要求读它也问：timeline 倒推时间 · note 写进结果'),
  change: z
    .strictObject({
      lead: z.enum(leads).describe('改起来要多久：days 几天 · weeks 几周 · months 几个月'),
      how: line.describe('怎么改'),
      to: z
        .array(z.string())
        .min(1)
        .exactOptional()
        .describe('只能改成这些：选项编号，或 yes、no；不写就都能'),
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
  name: z
    .string()
    .min(2)
    .max(20)
    .exactOptional()
    .describe('这一条要求叫什么，例如 专业人员；不写用条目的标题'),
  when: condition.exactOptional().describe('这样才适用（CEL）'),
  authority: condition.exactOptional().describe('这样就由机关决定（CEL）'),
})

const outcome = z.strictObject({
  id: id.transform(outcomeId),
  title: z.string().min(2).max(20).describe('办哪种证、找谁，例如 全国证，找工信部'),
  named: z
    .strictObject({ by: input, before: z.string().min(1).max(16), after: z.string().min(1).max(16) })
    .exactOptional()
    .describe('那一题答了以后，标题改成：before、答案的全称、after，例如 省内证，找／北京市／通信管理局'),
  says: line.describe('为什么是这一种，一两句话'),
  entry: id.transform(entryId).describe('依据看哪一条'),
  when: condition.exactOptional().describe('这样就是它（CEL）；从上往下第一个成立的算，最后一个不写'),
  verdict: z.enum(verdicts).exclude(['not-ready', 'cannot-tell']).describe('没有不符合时的结论'),
  arms: z
    .strictObject({
      needs: z.array(z.string()).default([]).describe('这些事件的日子答了，才给设置提醒的按钮'),
      today: z.array(z.string()).default([]).describe('一起记下的事件，算今天，例如 not-renewing'),
    })
    .exactOptional()
    .describe('这个结局的提醒和别的不同的地方；事件编号在 events.yaml'),
  final: z.boolean().default(false).describe('写 true：有不符合也还是这个结论'),
})

const remark = z
  .strictObject({
    id,
    when: condition.exactOptional().describe('在所有可能的答案下都这样才说（CEL）'),
    unlessApart: z
      .strictObject({ from: input, to: input, figure: id.transform(figureId) })
      .exactOptional()
      .describe('两个日子相隔不是这么多年、也不是少一天，才说'),
    said: z.array(z.string().min(2)).default([]).describe('用户说了这些词就说一句，例如 年检'),
    says: line.describe('一两句话；文章的说法写“有资料称”'),
    entry: id.transform(entryId).describe('依据看哪一条'),
  })
  .refine(
    ({ when, unlessApart, said }) => when !== undefined || unlessApart !== undefined || said.length > 0,
    'when、unlessApart、said 至少写一样',
  )

const arms = z.strictObject({
  label: z.string().min(2).max(12).describe('按钮怎么写，例如 设置续期提醒'),
  matter: z.enum(['licence', 'application', 'change', 'company']).describe('登记成哪一种'),
  events: z
    .record(z.string(), input)
    .describe('events.yaml 里的事件编号：哪一题答的是它的日子；答了的才带上'),
})

export const flowFile = z.strictObject({
  flow: id.transform(flowId),
  title: z.string().min(2).max(20),
  intro: line.describe('开头一句：问什么、大概多久'),
  place: z.int().min(1).describe('列出来时排第几'),
  invite: z.string().min(2).max(12).describe('有关的回答下面按钮怎么写，例如 检查我的条件'),
  entry: id
    .transform(entryId)
    .exactOptional()
    .describe('有人直接问这个面谈要查的事（能不能申请），由哪一条回答：按钮排在它下面的最前'),
  arms: arms.exactOptional().describe('结果可以一键设置的提醒'),
  needs: z.array(input).default([]).describe('少了它就不下结论'),
  questions: z.array(question).min(1),
  requirements: z.array(requirement).min(1),
  outcomes: z.array(outcome).min(1),
  prepare: z
    .array(z.strictObject({ id, name: line }))
    .default([])
    .describe('面谈不问、也要备的法定材料，例如 依法经营承诺书；备料清单按 id 记着备好没有，写了就不改'),
  remarks: z.array(remark).default([]).describe('结果里除了要求还要说的话'),
})

export type FlowSource = z.output<typeof flowFile>
