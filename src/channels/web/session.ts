import { createHash } from 'node:crypto'
import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import type { Chat, Person } from '../../chat/arrival.js'
import type { Dice } from '../../ports.js'

const plainName = 'chizheng'
/** Over https no other site of the same domain can plant this one. */
const hostName = '__Host-chizheng'

/** Shorter than this would be no 128 bits, so we never made it. */
const cookieShape = /^[\w-]{22,128}$/

/** One browser: its private chat and the only person in it. */
export interface WebSession {
  readonly chat: Chat
  readonly person: Person
  /** Made by this request: nothing was said in it yet. */
  readonly fresh: boolean
}

/** The session of the request's cookie, if it is one of ours in shape. */
export function knownSession(c: Context): WebSession | undefined {
  const cookie = getCookie(c, cookieNameFor(c))
  return cookie !== undefined && cookieShape.test(cookie) ? sessionOf(cookie, false) : undefined
}

/** The session of the request, or a fresh one whose cookie goes out with the response. */
export function sessionFor(c: Context, dice: Dice): WebSession {
  const known = knownSession(c)
  if (known !== undefined) return known
  const cookie = dice.token()
  setCookie(c, cookieNameFor(c), cookie, {
    httpOnly: true,
    sameSite: 'Lax',
    path: '/',
    secure: cameByHttps(c),
  })
  return sessionOf(cookie, true)
}

/** Chats are named by a hash: whoever reads the database cannot take over a session. */
function sessionOf(cookie: string, fresh: boolean): WebSession {
  const id = createHash('sha256').update(cookie).digest('hex')
  return {
    chat: { channel: 'web', chat: id, kind: 'private' },
    person: { channel: 'web', person: id },
    fresh,
  }
}

const cookieNameFor = (c: Context): string => (cameByHttps(c) ? hostName : plainName)

/** Behind a proxy the request itself is http; believing its header costs a liar only his own cookie. */
function cameByHttps(c: Context): boolean {
  return new URL(c.req.url).protocol === 'https:' || /^https\b/.test(c.req.header('x-forwarded-proto') ?? '')
}
