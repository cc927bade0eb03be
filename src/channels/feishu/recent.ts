/** The newest `most` entries. Only for what the platform would tell again, or what can be done without. */
export interface Recent<T> {
  get(key: string): T | undefined
  set(key: string, value: T): void
}

export function recent<T>(most: number): Recent<T> {
  const entries = new Map<string, T>()
  return {
    get: (key) => entries.get(key),
    set: (key, value) => {
      entries.delete(key)
      entries.set(key, value)
      const [oldest] = entries.keys()
      if (entries.size > most && oldest !== undefined) entries.delete(oldest)
    },
  }
}
