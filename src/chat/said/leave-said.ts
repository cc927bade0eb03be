import { normalise } from '../../knowledge/words/normalise.js'
import { asksSomething, nameIn } from './request.js'

/** A client is looked after no more: 停止服务 XX公司. */
export interface LeaveRequest {
  readonly kind: 'leave'
  /** Empty: nobody was named. */
  readonly about: string
}

const longestRequest = 60
const before = /^(?:请|麻烦|帮我|我们)*(?:停止|终止|结束|停掉|不再|解除)(?:给|为|对)?服务(.*)$/
const after =
  /^(?:请|麻烦|帮我|我们)*(?:对|给|为)?(.+?)(?:的|已经?|现在|都)*(?:停止|终止|结束|不再|停掉|解除)服务了?$/
const parted = /^(.+?)(?:已经?|跟我们|和我们|与我们)*解约了?$/

export function leaveSaid(text: string): LeaveRequest | undefined {
  const words = normalise(text)
  if (words.length > longestRequest || asksSomething(words)) return undefined
  const about = before.exec(words)?.[1] ?? after.exec(words)?.[1] ?? parted.exec(words)?.[1]
  return about === undefined ? undefined : { kind: 'leave', about: nameIn(about) }
}
