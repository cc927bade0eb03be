import * as z from 'zod'
import { authorities, evidences } from '../reply/reply.js'
import { civilDate, type CivilDate } from '../values/civil-date.js'
import { cardId, conceptId, entryId, figureId, sourceId } from '../values/ids.js'

/** The shapes of the files under `knowledge/`, as their editors write them. `knowledge.ts` turns them into one checked value. */

const idShape = /^[a-z0-9]+(?:[.-][a-z0-9]+)*$/
const id = z.string().regex(idShape, '编号只用小写字母、数字、点和连字符，例如 capital.amount')
const day = z
  .string()
  .refine((text) => civilDate(text) !== undefined, '日期写成 2026-11-21，并且要是日历上有的一天')
  .transform((text) => text as CivilDate)
const line = z.string().min(1).describe('一行文字，可以用 {figure-id} 引用 figures.yaml 里的数字')

export const verdictLimit = 40
export const saysLimit = 320

const citation = z.strictObject({
  source: id.transform(sourceId).describe('sources.yaml 里的编号'),
  article: z.string().min(1).optional().describe('第几条，例如 第六条第（四）项'),
  evidence: z.enum(evidences).describe('A 读到全文 · B 读到直接转引 · C 二手转述 · D 只凭记忆'),
  checked: day.describe('最后一次核对的日期'),
})

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
export const blockings = ['application', 'operation', 'nothing'] as const

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

const concept = z.strictObject({
  id: id.transform(conceptId),
  zh: z.string().min(1),
  forms: z.array(z.string().min(1)).min(1).describe('用户会写的各种词，中英文都可以'),
})

const card = {
  id: id.transform(cardId),
  title: z.string().min(2).max(30),
  says: line,
}

export const entriesFile = z.strictObject({ entries: z.array(entry) })
export const figuresFile = z.strictObject({ figures: z.array(figure) })
export const sourcesFile = z.strictObject({ sources: z.array(source) })

export const wordsFile = z.strictObject({
  subjects: z.array(concept).describe('主题：注册资本、场地、录音 …'),
  aspects: z.array(concept).describe('问法：多少、多久、在哪、谁 …'),
  everywhere: z.array(id.transform(conceptId)).default([]).describe('谈什么都会带上的主题，几乎不计分'),
  greetings: z.array(z.string().min(1)).describe('提问时可以去掉的客套话'),
  fillers: z.array(z.string().min(1)).describe('不带意思的字词，检索时几乎不计分'),
  misspellings: z.record(z.string(), z.string()).describe('拼音纠正不了的错字：错 → 对'),
  lookalikes: z.record(z.string(), z.string()).default({}).describe('形近字：对的字 → 常被写成的字，连着写'),
})

export const scopeFile = z.strictObject({
  starters: z.array(id.transform(entryId)).min(1).max(3).describe('还没有提问的人看到的例子'),
  neighbours: z
    .array(z.strictObject({ ...card, names: z.array(z.string().min(1)).min(1) }))
    .describe('别的许可证和证件：点了名就不答，只说去哪里问'),
  notCovered: z
    .array(
      z.strictObject({
        ...card,
        aliases: z.array(z.string().min(1)).min(1),
        concepts: z.array(id.transform(conceptId)).default([]),
        aspects: z.array(id.transform(conceptId)).default([]),
      }),
    )
    .describe('与这张证有关、但我们没有资料的问题：像条目一样参加检索'),
  refusals: z
    .array(
      z.strictObject({
        ...card,
        verdict: line,
        forms: z.array(z.string().min(1)).min(1).describe('出现其中一个说法就拒绝'),
        together: z
          .strictObject({
            acts: z.array(z.string().min(1)).min(1).describe('做手脚的说法：伪造、冒充、应付'),
            things: z.array(z.string().min(1)).min(1).describe('对什么做：社保、录音、公章'),
          })
          .optional()
          .describe('两样挨着出现也拒绝；问后果的不算'),
        citations: z.array(citation).default([]),
        next: z
          .array(id.transform(entryId))
          .min(1)
          .max(3)
          .optional()
          .describe('拒绝以后请他看哪几条，最多三条；不写就给 starters'),
      }),
    )
    .describe('不能帮的忙：说明后果和依据'),
  smallTalk: z.strictObject({
    says: line,
    hello: line.describe('只有问候或道谢时说的话'),
    sorry: line.describe('别人说答得不对、没听懂时说的话'),
    unhappy: z.array(z.string().min(1)).min(1).describe('整句只有这几个字才算：不对、没听懂'),
    forms: z.array(z.string().min(1)).min(1),
  }),
  commands: z.strictObject({
    says: line,
    forms: z.array(z.string().min(1)).min(1).describe('想让程序泄密或执行命令的说法'),
  }),
})

export const questionsFile = z.strictObject({
  questions: z.array(
    z
      .strictObject({
        q: z.string().min(1),
        entry: id.transform(entryId).optional().describe('应当回答它的条目'),
        kind: z.enum(['out-of-scope', 'unknown', 'refused']).optional().describe('不该回答时写这个'),
        sealed: z
          .string()
          .regex(/^[a-z]{6}$/, '六个小写字母，check 会告诉你写什么')
          .optional()
          .describe('封存：由问题和第一次的答案算出，check 会告诉你写什么，以后不改'),
        changed: z
          .array(
            z.strictObject({
              on: day.describe('哪天改的'),
              from: id.describe('原来的答案：条目编号，或 kind'),
              to: id.describe('改成的答案'),
              because: z.string().min(4).describe('为什么改'),
            }),
          )
          .min(1)
          .optional()
          .describe('封存以后答案改过，每次写一条'),
      })
      .refine(({ entry, kind }) => (entry === undefined) !== (kind === undefined), 'entry 和 kind 只写一个'),
  ),
})

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

export const askedFile = z.strictObject({
  asked: z
    .array(
      z.strictObject({
        of: z.string().regex(idShape).describe('条目的编号，或 scope.yaml 里 notCovered 的编号'),
        questions: z.array(z.string().min(2).max(120)).min(1).describe('别人原话怎么问这件事，整句'),
      }),
    )
    .describe('人们怎么问：检索从这里学各种问法'),
})

export type EntrySource = z.output<typeof entry>
export type FigureSource = z.output<typeof figure>
export type Ruling = (typeof rulings)[number]
export type Source = z.output<typeof source>
export type Concept = z.output<typeof concept>
export type Words = z.output<typeof wordsFile>
export type Scope = z.output<typeof scopeFile>
export type GoldenQuestion = z.output<typeof questionsFile>['questions'][number]
