import * as z from 'zod'
import { citation, id, line } from '../knowledge/shapes.js'
import { entryId, eventKind, ruleId } from '../values/ids.js'
import { due } from './due-shape.js'
import { whole } from './length-shape.js'
import { matterKinds } from './matter.js'
import { hardnesses } from './rule.js'
import { rung } from './rung-shape.js'

/** The shape of `rules/*.yaml`: deadlines as editors write them, with the law's figures still named. */

const kind = id.transform(eventKind)

const rule = z.strictObject({
  id: id.transform(ruleId).describe('永远不改：发过什么都按它记'),
  name: z.string().min(2).max(30).describe('卡片上的名字'),
  matter: z.enum(matterKinds).describe('licence 许可证 · application 新申请 · change 变更 · company 公司'),
  hardness: z
    .enum(hardnesses)
    .describe(
      'hard-legal 法规期限 · hard-effect 过了有确定后果 · authority-duty 机关的期限 · as-notice-says 以通知书为准 · internal-target 内部目标 · practice 代办口径 · advice 建议 · watch 关注',
    ),
  due: due.describe('哪天到期'),
  safe: whole
    .refine((days) => days < 0, '写负数：比截止日早几天')
    .exactOptional()
    .describe('最稳妥的最后一天比截止日早几天，例如 -1'),
  needs: id.exactOptional().describe('有这种情况才适用：events.yaml 里 traits 的编号'),
  heldAtYearEnd: z.literal(true).exactOptional().describe('上一年最后一天持证的才适用'),
  starts: kind.exactOptional().describe('发生了这件事才开始算，例如交了续期申请才等决定'),
  optional: z.literal(true).exactOptional().describe('平时不提醒，有人打开才提醒'),
  each: z.literal(true).exactOptional().describe('每发生一次各算各的，例如每件投诉'),
  done: kind.exactOptional().describe('报告了这件事就算办完，后面不再提醒'),
  ends: z.array(kind).min(1).exactOptional().describe('发生了这些事也不再提醒'),
  owner: z.string().min(2).describe('该谁办：岗位，不写人名'),
  ladder: z.array(rung).min(1).describe('提醒的阶梯，按时间先后写'),
  overdue: line.exactOptional().describe('过期以后说什么：后果和现在怎么办'),
  asks: line.exactOptional().describe('不知道起算日时问什么'),
  entry: id.transform(entryId).exactOptional().describe('想多了解看哪一条：requirements/ 里的编号'),
  citations: z.array(citation).min(1).describe('期限的依据，最要紧的写在最前面'),
})

export const rulesFile = z.strictObject({ rules: z.array(rule).min(1) })

export type RuleSource = z.output<typeof rule>
