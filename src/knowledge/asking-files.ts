import * as z from 'zod'
import { cardId, conceptId, entryId } from '../values/ids.js'
import { citation, day, id, idShape, line } from './shapes.js'

/** The shapes of the files about what people ask: words, scope, golden questions, and questions that were asked. */

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

/** They become parts of a regular expression. */
const placeName = z.string().regex(/^[\p{Script=Han}a-zA-Z]+$/u, '只写汉字或字母')

export const wordsFile = z.strictObject({
  subjects: z.array(concept).describe('主题：注册资本、场地、录音 …'),
  aspects: z.array(concept).describe('问法：多少、多久、在哪、谁 …'),
  everywhere: z.array(id.transform(conceptId)).default([]).describe('谈什么都会带上的主题，几乎不计分'),
  greetings: z.array(z.string().min(1)).describe('提问时可以去掉的客套话'),
  fillers: z.array(z.string().min(1)).describe('不带意思的字词，检索时几乎不计分'),
  misspellings: z.record(z.string(), z.string()).describe('拼音纠正不了的错字：错 → 对'),
  places: z
    .record(placeName, z.array(placeName).min(1))
    .default({})
    .describe('有自己规定的省：省名 → 当地的市县和简称；别的词里也会出现的写上“市”'),
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

export type Concept = z.output<typeof concept>
export type Words = z.output<typeof wordsFile>
export type Scope = z.output<typeof scopeFile>
export type GoldenQuestion = z.output<typeof questionsFile>['questions'][number]
