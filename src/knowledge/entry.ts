import * as z from 'zod'
import { authorities, evidences } from '../reply/reply.js'
import { civilDate, type CivilDate } from '../values/civil-date.js'
import { conceptId, entryId, figureId, sourceId } from '../values/ids.js'
import { citation, day, id, line } from './shapes.js'

/** The shapes of what is told: entries, figures, sources, facts. `knowledge.ts` turns all files into one checked value. */

export const verdictLimit = 40
export const saysLimit = 320

const rulings = ['contradicted', 'practice', 'unverified'] as const

const claim = z.strictObject({
  by: id.transform(sourceId).describe('这样说的文章在 sources.yaml 里的编号'),
  says: line.describe('文章的说法，照它的数字说'),
  ruling: z
    .enum(rulings)
    .describe('contradicted 与法规不符 · practice 法规没写，属代办口径 · unverified 没有出处'),
})

const stances = ['needed', 'not-needed', 'allowed', 'not-allowed', 'not-forbidden', 'so', 'not-so'] as const

export const severities = ['law', 'practice', 'advice'] as const
const blockings = ['application', 'operation', 'nothing'] as const
export type Severity = (typeof severities)[number]
export type Blocking = (typeof blockings)[number]

const entry = z.strictObject({
  id: id.transform(entryId),
  title: z.string().min(2).max(30).describe('一个短问题或短语，按钮上也用它'),
  verdict: line.describe(`结论，代入数字后最多 ${verdictLimit} 个字，先说行不行、是多少`),
  says: line.describe(`理由，先说法规，代入数字后最多 ${saysLimit} 个字`),
  claims: z.array(claim).optional().describe('文章的不同说法，排在法规后面'),
  more: z.string().min(1).optional().describe('按“更多”才看的细节'),
  aliases: z.array(z.string().min(1)).default([]).describe('别人会怎么叫这件事：词和短语，不是整句'),
  concepts: z.array(id.transform(conceptId)).min(1).describe('words.yaml 里的主题编号，最重要的写在最前面'),
  aspects: z
    .array(id.transform(conceptId))
    .default([])
    .describe('words.yaml 里的问法编号：how-much、how-long …'),
  appliesTo: z
    .strictObject({
      licence: z.array(z.string()).min(1).default(['B24']),
      scope: z.array(z.enum(['national', 'provincial'])).optional(),
      regions: z.array(z.string()).optional().describe('只在这些省显示，例如 [重庆]'),
    })
    .prefault({}),
  citations: z.array(citation).min(1),
  since: day.describe('从哪天起有效'),
  until: day.optional().describe('最后有效的一天'),
  reviewBy: day.describe('最迟哪天要再核对'),
  met: z
    .string()
    .min(1)
    .optional()
    .describe('怎样才算符合（CEL），例如 capital >= figure.capital.nationwide；能读什么见 inputs.yaml'),
  severity: z
    .enum(severities)
    .optional()
    .describe('写了 met 就要写：law 法规底线 · practice 代办口径，不能判“不行” · advice 建议'),
  blocks: z
    .enum(blockings)
    .optional()
    .describe('severity 是 law 就要写，不符合挡住什么：application 申请 · operation 开业 · nothing 都不挡'),
  judged: z
    .strictObject({
      names: z.array(z.string().min(1)).min(1).describe('出现其中一个词，就是在说这个数，例如 注册资本'),
      beside: z.array(z.string().min(1)).default([]).describe('旁边还可以出现的词；有别的词就不判断'),
    })
    .optional()
    .describe('写了它，问“500万够不够”就按 met 判断；词一律写简体、小写'),
  confirms: z
    .array(
      z.strictObject({
        is: z
          .enum(stances)
          .describe(
            'needed 要 · not-needed 不用 · allowed 能 · not-allowed 不能 · not-forbidden 没有禁止，只否认“不行” · so 是 · not-so 不是',
          ),
        names: z.array(z.string().min(1)).min(1).describe('说这件事的词，例如 实缴；# 代表随便哪个数'),
        beside: z.array(z.string().min(1)).default([]).describe('旁边还可以出现的词；有别的词就只说结论'),
      }),
    )
    .optional()
    .describe('写了它，有人求证“不用实缴对吗”就先答对不对，再说结论；词一律写简体、小写'),
  means: z
    .array(
      z.strictObject({
        names: z.array(z.string().min(1)).min(1).describe('这个词和它的别的叫法，例如 等保、等级保护'),
        says: line.describe(
          `它是什么，代入数字后最多 ${verdictLimit} 个字，例如 等保是“网络安全等级保护”的简称`,
        ),
      }),
    )
    .default([])
    .describe('有人只问一个词是什么（等保是什么），先说它是什么，再说结论；词一律写简体、小写'),
  next: z.array(z.strictObject({ ask: id.transform(entryId) })).describe('下一步可以看哪一条；没有就写 []'),
  facts: z.array(id).default([]).describe('它回答事实库里的哪些编号'),
})

export type Unit = (typeof units)[number]

const units = [
  'yuan',
  'day',
  'working-day',
  'week',
  'month',
  'year',
  'hour',
  'minute',
  'second',
  'person',
  'seat',
  'square-metre',
  'percent',
  'times',
  'item',
  'kind',
  'set',
  'city',
  'province',
  'company',
  'month-day',
] as const

const figure = z
  .strictObject({
    id: id.transform(figureId),
    name: z.string().min(2).describe('这个数字是什么'),
    of: id
      .transform(figureId)
      .optional()
      .describe('它和哪个数字说的是同一件事：文章的说法、别的来源写这个，例如 renewal.lead'),
    value: z
      .union([z.number(), z.string().regex(/^\d{2}-\d{2}$/)])
      .describe('元用元，不用万元；日期写成 03-31'),
    unit: z.enum(units),
    source: id.transform(sourceId),
    article: z.string().optional(),
    evidence: z.enum(evidences),
    since: day,
    until: day.optional(),
  })
  .refine(valueFitsUnit, {
    path: ['value'],
    error: '值和单位对不上：month-day 写成 "03-31" 这样的日子，其他单位写数字',
  })
  .refine(endsAfterItBegins, { path: ['until'], error: 'until 早于 since' })

function valueFitsUnit({ value, unit }: { readonly value: number | string; readonly unit: Unit }): boolean {
  if (unit !== 'month-day') return typeof value === 'number'
  return civilDate(`2028-${value}`) !== undefined
}

function endsAfterItBegins({
  since,
  until,
}: {
  readonly since: CivilDate
  readonly until?: CivilDate | undefined
}): boolean {
  return until === undefined || since <= until
}

const source = z.strictObject({
  id: id.transform(sourceId),
  name: z.string().min(2),
  short: z.string().min(2).optional().describe('正文里用的短名，例如 《许可管理办法》'),
  issuer: z.string().min(2),
  authority: z.enum(authorities),
  date: day.optional(),
  url: z.url().optional(),
  region: z.string().min(2).optional().describe('只在一个省有效的写省名，例如 重庆'),
})

export const entriesFile = z.strictObject({ entries: z.array(entry) })
export const figuresFile = z.strictObject({ figures: z.array(figure) })
export const sourcesFile = z.strictObject({ sources: z.array(source) })

export const factsFile = z.strictObject({
  facts: z.record(z.string(), z.array(id)).describe('事实库的全部编号，按题目分'),
  withoutEntry: z
    .array(z.strictObject({ fact: id, why: z.string().min(6) }))
    .describe('没有条目回答的编号，和不答的理由'),
  conflicts: z
    .array(
      z.strictObject({
        id,
        entries: z.array(id.transform(entryId)).min(1).describe('由哪几条回答，最要紧的写在最前面'),
        noClaim: z.string().min(6).optional().describe('这些条目都没有 claims 时，写明为什么不需要'),
      }),
    )
    .describe('文章与法规不一致的地方'),
})

export type EntrySource = z.output<typeof entry>
export type FigureSource = z.output<typeof figure>
export type Ruling = (typeof rulings)[number]
export type Source = z.output<typeof source>
