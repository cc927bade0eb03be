import { Agent as HttpAgent, request as httpRequest, type Agent, type ClientRequestArgs } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import { isIP, Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { connect as tlsConnect } from 'node:tls'
import type { ProxySettings } from './config.js'

/** Kept open for the next call, but given up before the other side would: a call on a link just closed may be lost. */
const agentOptions = { keepAlive: true, timeout: 15_000 } as const
const proxyMs = 10_000

/** Connections to `target`, through the proxy if that is meant for it. Both platforms' clients take it. */
export function agentFor(target: string, { https: proxy, except = '' }: ProxySettings): Agent {
  const { protocol } = new URL(target)
  const agent = protocol === 'https:' ? new HttpsAgent(agentOptions) : new HttpAgent(agentOptions)
  if (proxy === undefined || exempt(target, except)) return agent
  agent.createConnection = (options, done) => {
    tunnel(new URL(proxy), options, protocol === 'https:').then(
      (stream) => done?.(null, stream),
      (error: unknown) => {
        done?.(error instanceof Error ? error : new Error('no tunnel'), new Socket())
      },
    )
    return undefined
  }
  return agent
}

/**
 * `NO_PROXY` holds hosts separated by commas or spaces, each with or without a port. A bare name stands for itself
 * only, as in the Feishu SDK's HTTP client; '.a.cn' and '*.a.cn' stand for all below, '*' for everything.
 */
function exempt(target: string, except: string): boolean {
  const { hostname, port, protocol } = new URL(target)
  const asked = port === '' ? (protocol === 'https:' ? '443' : '80') : port
  return except
    .toLowerCase()
    .split(/[,\s]+/)
    .filter(Boolean)
    .some((rule) => {
      const [, host = rule, only] = /^(.+):(\d+)$/.exec(rule) ?? []
      const suffix = host.replace(/^\*/, '')
      const matches = /^[.*]/.test(host) ? hostname.endsWith(suffix) : hostname === host
      return matches && (only === undefined || only === asked)
    })
}

/**
 * A connection through the proxy's CONNECT. Not the agent of https-proxy-agent 5: that one passes a proxy's refusal on as
 * the answer to our request, so that a message which never left would seem to have been, and it opens a tunnel per call.
 */
async function tunnel(proxy: URL, options: ClientRequestArgs, secure: boolean): Promise<Duplex> {
  const host = options.host ?? ''
  const socket = await connected(proxy, `${host}:${options.port ?? ''}`)
  return secure ? tlsConnect({ socket, ...(isIP(host) === 0 && { servername: host }) }) : socket
}

function connected(proxy: URL, target: string): Promise<Duplex> {
  const request = proxy.protocol === 'https:' ? httpsRequest : httpRequest
  return new Promise((resolve, reject) => {
    const asked = request({
      host: proxy.hostname.replace(/^\[|\]$/g, ''),
      port: proxy.port || (proxy.protocol === 'https:' ? 443 : 80),
      method: 'CONNECT',
      path: target,
      headers: { Host: target, ...authorization(proxy) },
      agent: false,
      timeout: proxyMs,
    })
    asked.on('timeout', () => asked.destroy(proxyError('timeout')))
    asked.on('error', reject)
    asked.on('response', (response) => {
      response.destroy()
      reject(proxyError(`HTTP ${response.statusCode ?? 0}`))
    })
    asked.on('connect', ({ statusCode = 0 }, socket) => {
      if (statusCode === 200) resolve(socket)
      else {
        socket.destroy()
        reject(proxyError(`HTTP ${statusCode}`))
      }
    })
    asked.end()
  })
}

const proxyError = (why: string): Error => Object.assign(new Error('proxy refused'), { code: `proxy ${why}` })

function authorization({ username, password }: URL): Readonly<Record<string, string>> {
  if (username === '') return {}
  const known = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
  return { 'Proxy-Authorization': `Basic ${Buffer.from(known).toString('base64')}` }
}
