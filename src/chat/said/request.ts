import { normalise } from '../../knowledge/words/normalise.js'
import { ladderSaid, type LadderRequest } from './ladder-said.js'
import { hoursSaid, type HoursRequest } from './hours-said.js'
import { monthlySaid, type MonthlyRequest } from './monthly-said.js'
import { particularsSaid, type MendRequest } from './particulars-said.js'

/** What a sentence asks to be changed here; of its words `about` are understood only if something here is called so. */
export type Request = LadderRequest | HoursRequest | MendRequest | StopRequest | MonthlyRequest

/** To be reminded no more: of a matter, or of one of its deadlines. */
export interface StopRequest {
  readonly kind: 'stop'
  readonly about: string
}

const longestRequest = 80
const asking =
  /[?？]|吗|呢|么|啥|怎|多久|多少|几[天次个点时]|何|是否|能不能|可不可|要不要|用不用|有没有|能否|可以|如果|假如|要是|万一|为什么|哪|请问|应该|该不该|想问|想知道|会不会|来得及/

/** Whether words of a question stand in it, or of a case that is only supposed. */
export const asksSomething = (words: string): boolean => asking.test(words)

/** 把续期提醒改成提前180天开始, 每天10:30提醒, 停止提醒XX公司: only where every word of it is understood. */
export function requestIn(text: string): Request | undefined {
  const words = normalise(text)
  if (words.length > longestRequest || asksSomething(words)) return undefined
  return (
    monthlySaid(words) ?? hoursSaid(words) ?? ladderSaid(words) ?? stopSaid(words) ?? particularsSaid(text)
  )
}

const stopping =
  /^(?:请|麻烦|帮我|先)*(?:停止|停掉|停了|停|不要再?|不用再?|不必再?|别再?|不再|取消|关掉|关闭|关了|关)(?:提醒|通知)(?:我们?|了)*(.*)$/
const stoppingOf = /^(?:请|麻烦|帮我|先|把)*(?:停止|停掉|停了|关掉|关闭|关了|取消)(.+?)(?:的)?提醒了?吧?$/
const stoppingAfter =
  /^(?:请|麻烦|帮我|先|把)*(.+?)(?:的)?(?:(?:提醒)?(?:不要|不用|不必|别)再?提醒(?:我们?)?了?|提醒(?:都|给我)?(?:停掉|停了|停止|取消|关掉|关闭|关了)吧?)$/

function stopSaid(words: string): StopRequest | undefined {
  const about = stopping.exec(words)?.[1] ?? stoppingOf.exec(words)?.[1] ?? stoppingAfter.exec(words)?.[1]
  return about === undefined ? undefined : { kind: 'stop', about: nameIn(about) }
}

/** The words that name something, without those around them. */
export const nameIn = (words: string): string =>
  words.replace(/^[\s,，。的把给]+|[\s,，。！!的了吧]+$/g, '').replace(/的?(?:事|提醒)$/, '')
