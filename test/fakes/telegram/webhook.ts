import { Agent, request, STATUS_CODES, type IncomingMessage } from 'node:http'
import { setTimeout } from 'node:timers/promises'
import type { Update, WebhookInfo } from 'grammy/types'
import type { Changes } from './changes.js'
import { conflict } from './refusal.js'
import type { Updates } from './updates.js'

export interface Hook {
  readonly url: string
  readonly secret: string | undefined
  readonly connections: number
}

/** A hook until it is replaced or removed. */
interface Standing extends Hook {
  readonly over: AbortController
}

interface Limits {
  readonly timeoutMs: number
  readonly retryMs: number
  readonly now: () => Date
}

/** Pushes updates to one address, in order, each until it is taken; a failed push keeps its connection busy. */
export class Webhook {
  #hook: Standing | undefined
  readonly #pushing = new Set<Update>()
  #lastError: { readonly at: Date; readonly message: string } | undefined
  readonly #updates: Updates
  readonly #changes: Changes
  readonly #limits: Limits

  constructor(updates: Updates, changes: Changes, limits: Limits) {
    this.#updates = updates
    this.#changes = changes
    this.#limits = limits
    changes.each(() => {
      this.#push()
    })
  }

  get url(): string {
    return this.#hook?.url ?? ''
  }

  set(hook: Hook): void {
    this.remove()
    this.#hook = { ...hook, over: new AbortController() }
    this.#updates.endPoll(conflict('terminated by setWebhook request'))
    this.#push()
  }

  remove(): void {
    this.#hook?.over.abort()
    this.#hook = undefined
    this.#pushing.clear()
    this.#lastError = undefined
  }

  info(): WebhookInfo {
    return {
      url: this.url,
      has_custom_certificate: false,
      pending_update_count: this.#updates.pending.length,
      ...(this.#hook !== undefined && { max_connections: this.#hook.connections }),
      ...(this.#lastError !== undefined && {
        last_error_date: Math.floor(this.#lastError.at.getTime() / 1000),
        last_error_message: this.#lastError.message,
      }),
    }
  }

  #push(): void {
    const hook = this.#hook
    if (hook === undefined) return
    const waiting = this.#updates.pending.filter((update) => !this.#pushing.has(update))
    for (const update of waiting.slice(0, hook.connections - this.#pushing.size)) {
      this.#pushing.add(update)
      void this.#deliver(update, hook)
    }
  }

  async #deliver(update: Update, hook: Standing): Promise<void> {
    while (this.#stands(hook)) {
      const trouble = await pushed(update, hook, this.#limits.timeoutMs)
      if (!this.#stands(hook)) return
      if (trouble === undefined) {
        this.#pushing.delete(update)
        this.#updates.taken(update)
        return
      }
      this.#lastError = { at: this.#limits.now(), message: trouble }
      this.#changes.tell()
      await setTimeout(this.#limits.retryMs, undefined, { signal: hook.over.signal }).catch(() => undefined)
    }
  }

  #stands(hook: Standing): boolean {
    return this.#hook === hook
  }
}

const agent = new Agent({ keepAlive: false })

/** What kept the update from being taken, in Telegram's words. */
function pushed(update: Update, hook: Standing, timeoutMs: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const headers = {
      'content-type': 'application/json',
      ...(hook.secret !== undefined && { 'x-telegram-bot-api-secret-token': hook.secret }),
    }
    const push = request(hook.url, {
      method: 'POST',
      agent,
      headers,
      signal: hook.over.signal,
      timeout: timeoutMs,
    })
    push.on('response', (response) => {
      response.resume()
      resolve(troubleIn(response))
    })
    push.on('timeout', () => {
      resolve('Read timeout expired')
      push.destroy()
    })
    push.on('error', (error) => {
      resolve('code' in error && error.code === 'ECONNREFUSED' ? 'Connection refused' : 'Connection failed')
    })
    push.end(JSON.stringify(update))
  })
}

function troubleIn({ statusCode = 0 }: IncomingMessage): string | undefined {
  if (statusCode >= 200 && statusCode < 300) return undefined
  return `Wrong response from the webhook: ${statusCode} ${STATUS_CODES[statusCode] ?? ''}`
}
