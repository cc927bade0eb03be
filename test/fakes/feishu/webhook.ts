import { randomUUID } from 'node:crypto'
import { request } from 'node:http'
import { noteAnswer, noteDelivery, type PushedEvent, type RaisedEvent } from './events.js'
import { forgeriesOf, type Forgery } from './forgeries.js'
import { sealed, signed } from './signed-request.js'
import { changed, nowIn, type World } from './world.js'

export interface WebhookKeys {
  readonly encryptKey: string
  readonly verificationToken: string
}

export interface WebhookRequest {
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export interface WebhookAnswer {
  readonly status: number
  readonly body: string
}

export interface WebhookTarget extends WebhookKeys {
  readonly url: string
  /** How often each event is posted at once: the platform was seen doubling them. */
  readonly copies: number
  readonly open: Set<() => void>
}

export interface Webhook {
  /** From now on events go to this URL, signed and encrypted, instead of the long connection. `copies`: each so often at once. */
  pushTo(url: string, keys: WebhookKeys, options?: { readonly copies?: number }): void
  /** Back to the long connection; posts still open are cut. */
  stopPushing(): void
  /** Sends url_verification as the console does: encrypted, and unsigned. Resolves with the bot's answer and the challenge it had to echo. */
  verifyUrl(): Promise<WebhookAnswer & { readonly challenge: string }>
  /** The request that delivers this event: signed now, encrypted. */
  requestFor(event: PushedEvent): WebhookRequest
  /** The same event in every wrong way; none may be accepted. */
  forgeries(event: PushedEvent): readonly Forgery[]
  /** Fires a request at the URL of `pushTo`. Rejects when the connection fails. */
  post(request: WebhookRequest): Promise<WebhookAnswer>
}

export function webhook(world: World): Webhook {
  return {
    pushTo: (url, keys, { copies = 1 } = {}) => {
      world.webhook = { url, ...keys, copies, open: new Set() }
    },
    stopPushing: () => {
      stopPushing(world)
    },
    verifyUrl: async () => {
      const target = targetOf(world)
      const challenge = randomUUID()
      const asked = { challenge, token: target.verificationToken, type: 'url_verification' }
      return { ...(await post(target, sealed(JSON.stringify(asked), target))), challenge }
    },
    requestFor: (event) => requestFor(world, event, targetOf(world)),
    forgeries: (event) => forgeriesOf(event, targetOf(world), nowIn(world)),
    post: (one) => post(targetOf(world), one),
  }
}

export function stopPushing(world: World): void {
  for (const cut of world.webhook?.open ?? []) cut()
  delete world.webhook
}

export function pushToUrl(world: World, event: RaisedEvent, target: WebhookTarget): void {
  for (let copy = 0; copy < target.copies; copy++) {
    const delivery = noteDelivery(world, event, target.url)
    post(target, requestFor(world, event, target)).then(
      ({ status, body }) => {
        noteAnswer(world, delivery.id, { code: status, ...parsed(body) })
      },
      // Nobody there, or cut: no answer, so the event is repeated.
      () => {
        changed(world)
      },
    )
  }
}

/** What the console holds of the app is in its events: its own app_id, and the target's token. */
function requestFor(world: World, event: PushedEvent, keys: WebhookKeys): WebhookRequest {
  const header = { ...event.body.header, token: keys.verificationToken }
  return signed(JSON.stringify({ ...event.body, header }), keys, nowIn(world))
}

function post(target: WebhookTarget, { headers, body }: WebhookRequest): Promise<WebhookAnswer> {
  return new Promise((resolve, reject) => {
    const asked = request(target.url, { method: 'POST', headers, agent: false }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString() })
      })
    })
    const cut = () => asked.destroy()
    target.open.add(cut)
    asked.on('close', () => target.open.delete(cut))
    asked.on('error', reject)
    asked.end(body)
  })
}

function targetOf(world: World): WebhookTarget {
  if (world.webhook === undefined) throw new Error('pushTo has not been called')
  return world.webhook
}

function parsed(body: string): { readonly data?: unknown } {
  if (body === '') return {}
  try {
    return { data: JSON.parse(body) as unknown }
  } catch {
    return { data: body }
  }
}
