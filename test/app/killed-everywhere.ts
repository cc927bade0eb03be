import { expect } from 'vitest'
import { faultsIn, type Expected } from './aftermath.js'
import { afterDeaths, few } from './kill-children.js'
import type { Orders } from './kill-child.js'
import type { Engine } from './kill-engines.js'

interface Lives {
  readonly script: Orders['script']
  /** Where it is killed, each time in a world of its own. */
  readonly steps: readonly string[]
  /** What an undisturbed life leaves. */
  readonly calm: Expected
}

/** Whatever the step: the next process leaves what an undisturbed one leaves. */
export async function expectLikeCalm(
  { engine, freshWorld, ...limits }: Engine,
  { script, steps, calm }: Lives,
): Promise<void> {
  console.log([`${steps.length} steps on ${engine}:`, ...steps].join('\n  '))
  const { faults, missed } = await afterDeaths({
    script,
    steps,
    ...limits,
    world: freshWorld,
    faultsIn: (world) => faultsIn(world, calm),
  })
  expect(faults).toEqual([])
  expect(missed.length, missed.join(', ')).toBeLessThan(steps.length / few)
}
