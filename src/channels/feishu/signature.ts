import { createHash, timingSafeEqual } from 'node:crypto'
import { AESCipher } from '@larksuiteoapi/node-sdk'
import * as z from 'zod'
import type { Instant } from '../../values/civil-date.js'
import { envelopeIn, type Envelope } from './event.js'
import { limits } from './limits.js'

/** What a webhook request must prove. */
export interface Keys {
  readonly appId: string
  readonly encryptKey: string
  readonly verificationToken: string
}

export interface Posted {
  /** As it came: what was signed are these bytes. */
  readonly body: Uint8Array
  readonly header: (name: string) => string | undefined
  readonly at: Instant
}

export type Opened =
  | { readonly kind: 'event'; readonly envelope: Envelope }
  /** The platform makes sure that the address is ours. */
  | { readonly kind: 'challenge'; readonly challenge: string }
  | { readonly kind: 'refused'; readonly why: 'unreadable' | 'unsigned' | 'stale' | 'foreign' }

const refused = (why: Extract<Opened, { kind: 'refused' }>['why']): Opened => ({ kind: 'refused', why })

const encrypted = z.object({ encrypt: z.string() })
const challenge = z.object({ type: z.literal('url_verification'), token: z.string(), challenge: z.string() })

/** Reads a request only if everything about it holds. A challenge is not signed: it must be encrypted and know the token. */
export function opened(posted: Posted, keys: Keys): Opened {
  const content = decrypted(posted.body, keys.encryptKey)
  if (content === undefined) return refused('unreadable')
  const asked = challenge.safeParse(content).data
  if (asked !== undefined) {
    const known = same(asked.token, keys.verificationToken)
    return known ? { kind: 'challenge', challenge: asked.challenge } : refused('foreign')
  }
  if (!isSigned(posted, keys.encryptKey)) return refused('unsigned')
  if (!isFresh(posted)) return refused('stale')
  const envelope = envelopeIn(content)
  if (envelope === undefined) return refused('unreadable')
  const ours =
    envelope.header.app_id === keys.appId && same(envelope.header.token ?? '', keys.verificationToken)
  return ours ? { kind: 'event', envelope } : refused('foreign')
}

function decrypted(body: Uint8Array, key: string): unknown {
  try {
    const { encrypt } = encrypted.parse(JSON.parse(new TextDecoder().decode(body)))
    return JSON.parse(new AESCipher(key).decrypt(encrypt))
  } catch {
    return undefined
  }
}

function isSigned({ body, header }: Posted, key: string): boolean {
  const timestamp = header('x-lark-request-timestamp')
  const nonce = header('x-lark-request-nonce')
  const signature = header('x-lark-signature')
  if (timestamp === undefined || nonce === undefined || signature === undefined) return false
  const expected = createHash('sha256').update(`${timestamp}${nonce}${key}`).update(body).digest('hex')
  return same(signature, expected)
}

/** In seconds, and signed with the rest. */
function isFresh({ header, at }: Posted): boolean {
  const timestamp = header('x-lark-request-timestamp') ?? ''
  return /^\d{1,12}$/.test(timestamp) && Math.abs(at - Number(timestamp) * 1_000) <= limits.signatureMs
}

/** In the same time whatever differs. */
function same(given: string, expected: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(expected))
}
