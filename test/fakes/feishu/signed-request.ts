import { createCipheriv, createHash, randomBytes } from 'node:crypto'
import type { WebhookKeys, WebhookRequest } from './webhook.js'

const jsonHeaders = { 'content-type': 'application/json; charset=utf-8' }

/** `plain` encrypted, unsigned. */
export function sealed(plain: string, { encryptKey }: WebhookKeys): WebhookRequest {
  return { headers: jsonHeaders, body: JSON.stringify({ encrypt: encrypt(plain, encryptKey) }) }
}

/** `plain` encrypted, with the three headers of the moment `at`. */
export function signed(plain: string, keys: WebhookKeys, at: number): WebhookRequest {
  return withSignature(sealed(plain, keys).body, keys, at)
}

/** X-Lark-Signature covers time, nonce, key and the body as it is sent. */
export function withSignature(body: string, { encryptKey }: WebhookKeys, at: number): WebhookRequest {
  const timestamp = String(Math.floor(at / 1000))
  const nonce = String(randomBytes(4).readUInt32BE())
  const signature = createHash('sha256')
    .update(timestamp + nonce + encryptKey + body)
    .digest('hex')
  return {
    headers: {
      ...jsonHeaders,
      'x-lark-request-timestamp': timestamp,
      'x-lark-request-nonce': nonce,
      'x-lark-signature': signature,
    },
    body,
  }
}

/** AES-256-CBC, key = sha256(encryptKey); base64 of IV and ciphertext. */
function encrypt(plain: string, encryptKey: string): string {
  const key = createHash('sha256').update(encryptKey).digest()
  const iv = randomBytes(16)
  const cipher = createCipheriv('aes-256-cbc', key, iv)
  return Buffer.concat([iv, cipher.update(plain, 'utf8'), cipher.final()]).toString('base64')
}
