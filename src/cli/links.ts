import { reachedAll, type Reached } from '../app/examine/links.js'
import type { ProxySettings } from '../app/config.js'
import { print, type Console } from './console.js'

interface Linked {
  readonly id: string
  readonly name: string
  readonly url?: string | undefined
}

/** Opens the address of every source, on demand: the check itself needs no network. Exit code 1 if any is dead. */
export async function checkLinks(
  console: Console,
  sources: readonly Linked[],
  proxy: ProxySettings,
): Promise<number> {
  const linked = sources.flatMap(({ id, name, url }) => (url === undefined ? [] : [{ id, name, url }]))
  const reached = await reachedAll(
    linked.map(({ url }) => url),
    proxy,
  )
  const told = linked.flatMap(({ id, name, url }) => {
    const trouble = troubleIn(reached.get(url))
    return trouble === undefined ? [] : [`来源 ${id} ${name}：${trouble}：${url}`]
  })
  for (const line of told) print(console, line)
  const dead = [...reached.values()].filter(isDead).length
  print(console, `来源的网址 ${reached.size} 个，打不开 ${dead} 个。`)
  return dead > 0 ? 1 : 0
}

const isDead = ({ kind }: Reached): boolean => kind === 'gone' || kind === 'unreached'

function troubleIn(reached: Reached | undefined): string | undefined {
  switch (reached?.kind) {
    case undefined:
    case 'reached':
      return undefined
    case 'refused':
      return `网站在，但不让程序看（${reached.status}），用浏览器打开核对`
    case 'gone':
      return `网页没有了（${reached.status}），在 knowledge/sources.yaml 换一个网址或删掉这一行`
    case 'unreached':
      return `连不上（${reached.why}），先看本机的网络和代理`
  }
}
