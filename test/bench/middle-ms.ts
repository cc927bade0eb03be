import { quantile } from './table.js'

const turns = 5

/** How long some work takes, in milliseconds: the middle of five turns, as one alone measures what else the machine does. */
export function middleMs(work: () => unknown): number {
  const times = Array.from({ length: turns }, () => {
    const started = performance.now()
    work()
    return performance.now() - started
  })
  return quantile(times, 0.5)
}
