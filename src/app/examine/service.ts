import * as z from 'zod'
import type { Finding } from '../../ports-channel.js'
import type { Store } from '../../ports.js'

const readiness = z.object({
  ready: z.boolean(),
  waiting: z.array(z.string()),
  notes: z.array(z.string()).default([]),
})
export type Readiness = z.output<typeof readiness>

const patienceMs = 5_000

/** What the running `serve` says of itself; undefined when none answers there. */
export async function readinessAt(host: string, port: number): Promise<Readiness | undefined> {
  try {
    const signal = AbortSignal.timeout(patienceMs)
    const answer = await fetch(`http://${reachable(host)}:${port}/readyz`, { signal })
    return readiness.safeParse(await answer.json()).data
  } catch {
    return undefined
  }
}

/** An address to listen on is not always one to call. */
function reachable(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1'
  return host.includes(':') ? `[${host}]` : host
}

/** Its connections are its own: nobody else can see their state. */
export async function examineService(host: string, port: number): Promise<readonly Finding[]> {
  const said = await readinessAt(host, port)
  if (said === undefined)
    return [{ kind: 'note', what: `服务：${host}:${port} 上没有 chizheng serve 在运行，收发状态看不到` }]
  const notes = said.notes.map((what): Finding => ({ kind: 'note', what: `服务：${what}` }))
  if (said.ready) return [{ kind: 'well', what: '服务：在运行，一切就绪' }, ...notes]
  return [...said.waiting.map(waiting), ...notes]
}

const waiting = (what: string): Finding => ({
  kind: 'trouble',
  what: `服务：${named[what] ?? what}`,
  remedy: '先处理这里列出的其他问题；没有别的问题就看服务的日志',
})

/** What `/readyz` names in one word; platforms speak for themselves. */
const named: Readonly<Partial<Record<string, string>>> = {
  starting: '正在启动或停止',
  lease: '另一个 chizheng serve 占了数据库（lease）',
  store: '用不了数据库（store）',
}

const chatsShown = 5

/** What waits in the database, and which chats an operator may name in OPERATOR_CHATS. */
export async function examineStore(store: Store): Promise<readonly Finding[]> {
  const { arrivals, sends, maybeSent } = await store.backlog()
  const started = await store.startedChats(chatsShown)
  const doubtful: Finding = {
    kind: 'note',
    what: `数据库：${maybeSent} 条消息再发过一次，仍不知道是否发到`,
  }
  return [
    { kind: 'well', what: `数据库：能打开；待处理 ${arrivals} 条，待发送 ${sends} 条` },
    ...(maybeSent > 0 ? [doubtful] : []),
    ...started.map(({ channel, chat, kind }): Finding => {
      const where = kind === 'group' ? '群' : '私聊'
      return {
        kind: 'note',
        what: `最近发过 /start 的${where}：${channel}:${chat}（可写进 OPERATOR_CHATS）`,
      }
    }),
  ]
}
