/** Words that only a question has: not 什么都没有, 没什么, and not 几, with which people also answer (几个). */
const questionWords =
  /[?]|[吗么]$|(?<!没)(?:什么|啥|哪[个样种]?|谁)(?![也都])|怎么|怎样|如何|为何|多少|多久|多大|多长|有没有|是否|能否|可否|难道|请问|想问/
/** 够不够, 行不行, 要不要; not 差不多. */
const yesOrNo = /(\p{Script=Han})不\1/u

/** Whether a levelled text asks something instead of answering. */
export const asksSomething = (field: string): boolean => questionWords.test(field) || yesOrNo.test(field)

const mark = /[?？]+[\s。!！?？]*$/
const particle = /呢[\s。!！]*$/

/**
 * What a text states before a question mark, or before 呢, that makes a question of it: 分公司呢, 1000万？. After yes or
 * no, 呢 asks nothing (还没有呢).
 */
export function closedByAsking(text: string, yesOrNoAsked: boolean): string | undefined {
  if (mark.test(text)) return text.replace(mark, '')
  return particle.test(text) && !yesOrNoAsked ? text.replace(particle, '') : undefined
}
