import type { PushedEvent } from './events.js'
import { signed, withSignature } from './signed-request.js'
import type { WebhookKeys, WebhookRequest } from './webhook.js'

export interface Forgery {
  readonly name: string
  readonly request: WebhookRequest
}

const minutes = 60_000

/** One event in every way that an honest bot must not take it. */
export function forgeriesOf(event: PushedEvent, keys: WebhookKeys, now: number): readonly Forgery[] {
  const header = { ...event.body.header, token: keys.verificationToken }
  const plain = JSON.stringify({ ...event.body, header })
  const as = (changes: Partial<typeof header>) =>
    JSON.stringify({ ...event.body, header: { ...header, ...changes } })
  const good = signed(plain, keys, now)
  const stranger = { ...keys, encryptKey: `not-${keys.encryptKey}` }
  return [
    { name: 'wrong signature', request: headers(good, { 'x-lark-signature': '0'.repeat(64) }) },
    { name: 'empty signature', request: headers(good, { 'x-lark-signature': '' }) },
    { name: 'short signature', request: headers(good, { 'x-lark-signature': 'abc' }) },
    { name: 'no signature header', request: without(good, ['x-lark-signature']) },
    { name: 'no timestamp header', request: without(good, ['x-lark-request-timestamp']) },
    { name: 'no nonce header', request: without(good, ['x-lark-request-nonce']) },
    { name: 'no headers at all', request: { headers: {}, body: good.body } },
    { name: 'another nonce than signed', request: headers(good, { 'x-lark-request-nonce': '1' }) },
    {
      name: 'another time than signed',
      request: headers(good, { 'x-lark-request-timestamp': String(Math.floor(now / 1000) + 1) }),
    },
    {
      name: 'another body than signed',
      request: { headers: good.headers, body: signed(as({ event_id: 'another' }), keys, now).body },
    },
    { name: 'signed an hour ago', request: signed(plain, keys, now - 60 * minutes) },
    { name: 'signed in an hour', request: signed(plain, keys, now + 60 * minutes) },
    { name: 'timestamp that is no number', request: headers(good, { 'x-lark-request-timestamp': 'NaN' }) },
    { name: 'encrypted and signed with another key', request: signed(plain, stranger, now) },
    {
      name: 'encrypted with another key',
      request: withSignature(signed(plain, stranger, now).body, keys, now),
    },
    { name: 'wrong verification token', request: signed(as({ token: 'not-the-token' }), keys, now) },
    { name: 'foreign app_id', request: signed(as({ app_id: 'cli_0123456789abcdef' }), keys, now) },
    { name: 'unencrypted, signed', request: withSignature(plain, keys, now) },
    { name: 'unencrypted, unsigned', request: { headers: {}, body: plain } },
    { name: 'not JSON, signed', request: withSignature('{"encrypt":', keys, now) },
    { name: 'empty', request: { headers: {}, body: '' } },
    { name: 'challenge, unencrypted', request: { headers: {}, body: challenge(keys.verificationToken) } },
    { name: 'challenge, wrong token', request: signed(challenge('not-the-token'), keys, now) },
  ]
}

const challenge = (token: string) => JSON.stringify({ challenge: 'forged', token, type: 'url_verification' })

function headers(request: WebhookRequest, changes: Readonly<Record<string, string>>): WebhookRequest {
  return { ...request, headers: { ...request.headers, ...changes } }
}

function without(request: WebhookRequest, names: readonly string[]): WebhookRequest {
  const kept = Object.entries(request.headers).filter(([name]) => !names.includes(name))
  return { ...request, headers: Object.fromEntries(kept) }
}
