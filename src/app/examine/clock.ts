import { request as httpRequest, type Agent } from 'node:http'
import { request as httpsRequest } from 'node:https'
import type { Clock } from '../../ports.js'
import type { Finding } from '../../ports-channel.js'

/** What a platform's signatures and an operator's dates still bear. */
const mostSkewMs = 60_000
const patienceMs = 10_000

/** Whether this machine's clock agrees with a platform's. Says nothing where the platform does not tell the time. */
export async function examineClock(
  { address, agent }: { readonly address: string; readonly agent: Agent },
  clock: Clock,
): Promise<readonly Finding[]> {
  const theirs = await dateAt(address, agent)
  if (theirs === undefined) return []
  const skewMs = clock.now() - theirs
  if (Math.abs(skewMs) <= mostSkewMs) return [{ kind: 'well', what: '时钟：和平台一致' }]
  const seconds = Math.round(Math.abs(skewMs) / 1000)
  return [
    {
      kind: 'trouble',
      what: `时钟：这台机器${skewMs > 0 ? '快' : '慢'}了 ${seconds} 秒`,
      remedy: '打开系统的自动对时（Linux：timedatectl set-ntp true）：回调的签名和期限的日期都按这个钟算',
    },
  ]
}

/** In ms since 1970, from the Date header of whatever is answered there; undefined when nothing is. */
function dateAt(address: string, agent: Agent): Promise<number | undefined> {
  const request = address.startsWith('https:') ? httpsRequest : httpRequest
  return new Promise((resolve) => {
    const asked = request(address, { method: 'HEAD', agent, timeout: patienceMs })
    asked.once('response', ({ headers: { date } }) => {
      const at = Date.parse(date ?? '')
      resolve(Number.isNaN(at) ? undefined : at)
      asked.destroy()
    })
    asked.once('timeout', () => asked.destroy())
    asked.on('error', () => {
      resolve(undefined)
    })
    asked.once('close', () => {
      resolve(undefined)
    })
    asked.end()
  })
}
