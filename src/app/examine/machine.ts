import { connect } from 'node:net'
import type { Finding } from '../../ports-channel.js'
import type { ProxySettings } from '../config.js'
import { freeBytesFor, leastFreeBytes } from '../disk-room.js'

/** Room on the disk that holds an SQLite file; nothing to say of a PostgreSQL server's. */
export async function examineDisk(databaseUrl: string): Promise<readonly Finding[]> {
  const free = await freeBytesFor(databaseUrl)
  // A folder that is not there is the database's trouble.
  if (free === undefined) return []
  const megabytes = Math.floor(free / 1024 / 1024)
  return free >= leastFreeBytes
    ? [{ kind: 'well', what: `磁盘：还有 ${megabytes} MB` }]
    : [
        {
          kind: 'trouble',
          what: `磁盘：只剩 ${megabytes} MB`,
          remedy: '腾出至少 200 MB，或换一个 DATABASE_URL',
        },
      ]
}

const patienceMs = 5_000

/** Whether somebody listens where HTTPS_PROXY points. Its address may hold a password: only the host is shown. */
export async function examineProxy({ https, except }: ProxySettings): Promise<readonly Finding[]> {
  if (https === undefined) return [{ kind: 'note', what: '代理：没有设置 HTTPS_PROXY，直接连接' }]
  const { hostname, port, protocol } = new URL(https)
  const at = port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port)
  const spared = except === undefined ? '' : `，NO_PROXY 里的除外（${except}）`
  return (await opens(hostname.replace(/^\[|\]$/g, ''), at))
    ? [{ kind: 'well', what: `代理：${hostname}:${at} 能连上，Telegram 和飞书走它${spared}` }]
    : [
        {
          kind: 'trouble',
          what: `代理：${hostname}:${at} 连不上`,
          remedy: '检查 HTTPS_PROXY 的地址和端口，或启动代理',
        },
      ]
}

function opens(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: patienceMs })
    const end = (open: boolean) => () => {
      socket.destroy()
      resolve(open)
    }
    socket.once('connect', end(true)).once('error', end(false)).once('timeout', end(false))
  })
}
