import type { Engine, Trx } from '../transaction.js'

/** One step of the schema, forward only. Once released it never changes; the next step goes into a new file. */
export interface Migration {
  /** Sorts after all earlier ones. */
  readonly name: string
  /** What an operator does to return to the program before this step: an older program that finds it says so. */
  readonly wayBack: string
  readonly up: (trx: Trx, engine: Engine) => Promise<void>
}
