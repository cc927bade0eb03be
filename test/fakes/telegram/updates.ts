import type { Update } from 'grammy/types'
import type { Changes } from './changes.js'
import { conflict, type Refusal } from './refusal.js'
import type { Lift } from './telegram.js'

export type UpdateContent = Omit<Update, 'update_id'>

export interface Asked {
  readonly offset?: number | undefined
  readonly limit?: number | undefined
  readonly timeout?: number | undefined
}

/** Kinds that come only when asked for by name. */
const onRequest = ['chat_member', 'message_reaction', 'message_reaction_count']

interface Poll {
  readonly over: AbortController
  ended: Refusal | undefined
}

/** The updates of one bot that are not yet confirmed, and the one poll that may wait for them. */
export class Updates {
  readonly all: Update[] = []
  #queue: Update[] = []
  /** Second deliveries of updates that may be confirmed already. */
  #again: Update[] = []
  #allowed: readonly string[] = []
  #nextId: number
  #thieves = 0
  #poll: Poll | undefined
  readonly #changes: Changes

  constructor(changes: Changes, firstId: number) {
    this.#changes = changes
    this.#nextId = firstId
  }

  get pending(): readonly Update[] {
    return [...this.#again, ...this.#queue]
  }

  get polling(): boolean {
    return this.#poll !== undefined
  }

  get allowed(): readonly string[] {
    return this.#allowed
  }

  /** Remembered until told otherwise, whoever polls. An empty list is the default. */
  allow(kinds: readonly string[]): void {
    this.#allowed = kinds
  }

  /** Nothing comes of kinds that are not allowed when they happen. */
  push(content: UpdateContent): void {
    const [kind = ''] = Object.keys(content)
    const wanted = this.#allowed.length === 0 ? !onRequest.includes(kind) : this.#allowed.includes(kind)
    if (wanted) this.pushAnyway(content)
  }

  pushAnyway(content: UpdateContent): number {
    const update = { update_id: this.#nextId, ...content }
    this.#nextId += 1
    this.all.push(update)
    this.#queue.push(update)
    this.#changes.tell()
    return update.update_id
  }

  repeat(id: number): void {
    const update = this.all.find(({ update_id }) => update_id === id)
    if (update === undefined) throw new Error(`there never was an update ${id}`)
    // A copy, for it is delivered on its own account.
    this.#again.push({ ...update })
    this.#changes.tell()
  }

  /** A webhook took it. */
  taken(update: Update): void {
    const again = this.#again.indexOf(update)
    if (again >= 0) this.#again.splice(again, 1)
    else this.#queue = this.#queue.filter((one) => one !== update)
    this.#changes.tell()
  }

  drop(): void {
    this.#queue = []
    this.#again = []
    this.#changes.tell()
  }

  /** Long polling. A newer poll ends an older one with 409; `gone` tells that the caller went away. */
  async get(asked: Asked, gone: AbortSignal): Promise<readonly Update[]> {
    this.endPoll(stolen())
    if (this.#thieves > 0) throw stolen()
    this.#confirm(asked.offset)
    const poll: Poll = { over: new AbortController(), ended: undefined }
    this.#poll = poll
    this.#changes.tell()
    try {
      await this.#arrived((asked.timeout ?? 0) * 1000, [poll.over.signal, gone])
    } finally {
      if (this.#poll === poll) this.#poll = undefined
      this.#changes.tell()
    }
    if (poll.ended !== undefined) throw poll.ended
    return this.#take(asked.limit ?? 100)
  }

  steal(): Lift {
    this.#thieves += 1
    this.endPoll(stolen())
    let lifted = false
    return () => {
      if (!lifted) this.#thieves -= 1
      lifted = true
    }
  }

  endPoll(why: Refusal): void {
    if (this.#poll === undefined) return
    this.#poll.ended = why
    this.#poll.over.abort()
  }

  #take(limit: number): readonly Update[] {
    const again = this.#again.splice(0, limit)
    return [...again, ...this.#queue.slice(0, limit - again.length)]
  }

  /** An offset confirms all before it; a negative one keeps only so many from the end. */
  #confirm(offset = 0): void {
    if (offset < 0) this.#queue = this.#queue.slice(offset)
    else if (offset > 0) this.#queue = this.#queue.filter(({ update_id }) => update_id >= offset)
  }

  #arrived(limitMs: number, ends: readonly AbortSignal[]): Promise<unknown> {
    const over = AbortSignal.any([...ends])
    over.addEventListener('abort', () => {
      this.#changes.tell()
    })
    return this.#changes
      .waitFor(() => over.aborted || this.pending.length > 0, 'an update', limitMs)
      .catch(() => undefined)
  }
}

const stolen = () =>
  conflict('terminated by other getUpdates request; make sure that only one bot instance is running')
