/** SQLite binds at most 32,766 values in a statement; our widest row has 13 columns. */
const rowsAStatement = 500

/** The rows in portions that one statement can take. */
export function* inChunks<T>(all: readonly T[]): Generator<readonly T[]> {
  for (let from = 0; from < all.length; from += rowsAStatement) yield all.slice(from, from + rowsAStatement)
}
