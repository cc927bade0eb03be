import type { Reading } from './telegram.js'

/** Wakes those who wait for something to happen in one bot's world. */
export class Changes {
  readonly #waiting = new Set<() => void>()
  #told = false

  /** Calls `look` after every change, for as long as this lives. */
  each(look: () => void): void {
    this.#waiting.add(look)
  }

  /** Listeners look after the change is complete, once for all changes of the same moment. */
  tell(): void {
    if (this.#told) return
    this.#told = true
    queueMicrotask(() => {
      this.#told = false
      for (const look of [...this.#waiting]) look()
    })
  }

  readonly waitFor: Reading['waitFor'] = (condition, what, limitMs = 10_000) =>
    new Promise((resolve, reject) => {
      const end = () => {
        clearTimeout(limit)
        this.#waiting.delete(look)
      }
      const look = () => {
        try {
          const value = condition()
          if (value === undefined || value === false) return
          end()
          resolve(value)
        } catch (error) {
          end()
          reject(error instanceof Error ? error : new Error(String(error)))
        }
      }
      const limit = setTimeout(() => {
        end()
        reject(new Error(`waited ${limitMs} ms in vain for: ${what}`))
      }, limitMs)
      this.#waiting.add(look)
      look()
    })
}
