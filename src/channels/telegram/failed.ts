import type { Called } from './calls.js'
import type { Pace } from './limits.js'
import type { Patience } from './patience.js'

type Failed = Exclude<Called<unknown>, { kind: 'done' }>

/** What a failure is in words for operators, with what mends it. */
export function troubleIn(failed: Failed): string {
  if (failed.kind !== 'no') return `连不上 Bot API（${failed.why}），请检查网络和 HTTPS_PROXY`
  switch (failed.code) {
    case 401:
    case 404:
      return `令牌不对（${failed.code}），请检查 TELEGRAM_BOT_TOKEN`
    case 409:
      return '另一个程序正用同一个令牌收消息（409），请停掉它'
    case 429:
      return 'Bot API 要求放慢（429）'
    default:
      return `Bot API 出错（${failed.code}）`
  }
}

/** How long to rest before the next attempt. */
export function restAfter(failed: Failed, patience: Patience, pace: Pace): number {
  if (failed.kind !== 'no') return patience.next()
  switch (failed.code) {
    case 401:
    case 404:
      return pace.refusedRestMs
    case 409:
      return pace.conflictRestMs
    case 429:
      return failed.retryAfterSeconds === undefined ? patience.next() : failed.retryAfterSeconds * 1000
    default:
      return patience.next()
  }
}
