/** Whether a chat wants a line each month in which nothing else is said. */
export interface MonthlyRequest {
  readonly kind: 'monthly'
  readonly wanted: boolean
}

const off =
  /^(?:请|麻烦|帮我|先|以后|我们)*(?:不用|不要|不必|别|停止|停掉|取消|关掉|关闭|关了)再?(?:每个?月.{0,4}(?:报平安|发月报|发报告)|(?:主动)?发月报)了?吧?$|^月报(?:以后)?(?:不用|不要|不必|别|停|停止)再?发?了?$/
const on = /^(?:请|麻烦|帮我|以后|恢复|打开|开启|继续|还是|我们|要)*每个?月.{0,4}(?:报平安|发月报)吧?$/

/** 不用每月报平安, 月报不用发了, 每月发月报 */
export function monthlySaid(words: string): MonthlyRequest | undefined {
  if (off.test(words)) return { kind: 'monthly', wanted: false }
  return on.test(words) ? { kind: 'monthly', wanted: true } : undefined
}
