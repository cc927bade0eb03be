/** Numbers from a seed: the same year again, whoever runs it. */
export interface SeededDice {
  /** From 0 up to and not including 1. */
  next(): number
  /** A whole number below `count`. */
  below(count: number): number
  holds(share: number): boolean
  pick<T>(some: readonly [T, ...T[]]): T
  between(from: number, to: number): number
}

/** Mulberry32: small, and good enough to spread faults over a year. */
export function seededDice(seed: number): SeededDice {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (count: number): number => Math.floor(next() * count)
  return {
    next,
    below,
    holds: (share) => next() < share,
    pick: (some) => some[below(some.length)] ?? some[0],
    between: (from, to) => from + next() * (to - from),
  }
}
