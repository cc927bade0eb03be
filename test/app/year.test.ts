import { expect, test } from 'vitest'
import { triedYear } from '../bench/year.js'

const minutesMs = 60_000

/** `npm run bench -- year` is the same with a thousand licences. */
test(
  'a year under faults: nothing lost, nothing repeated unmarked, nothing overdue too early',
  async () => {
    const { ours, rivals } = await triedYear({ licences: 200, days: 400, seed: 20261122 })
    expect(ours.faults).toEqual([])
    expect(ours.expected).toBeGreaterThan(30_000)
    expect(ours.lost).toEqual([])
    expect(ours.toldNowhere).toEqual([])
    expect(ours.unmarkedRepeats).toEqual([])
    expect(ours.overdueTooEarly).toEqual([])
    expect(ours.wrongDays).toEqual([])
    expect(ours.afterItsEnd).toEqual([])
    // The judge sees what is wrong: each of the usual designs loses something under the same faults.
    for (const [name, verdict] of rivals) expect(verdict.lost, name).not.toEqual([])
  },
  20 * minutesMs,
)
