declare const holds: unique symbol

/** JSON as a column holds it, and what it holds. Text and not jsonb: one code path, and nothing is searched inside. */
export type JsonText<T> = string & { readonly [holds]: T }

/** A boolean as a column holds it: one SQLite driver binds `true` as the text '1'. */
export type Bit = 0 | 1

export const toJson = <T>(value: T): JsonText<T> => JSON.stringify(value) as JsonText<T>

/**
 * The value that `toJson` was given. The claim holds because the store reads only columns it wrote itself; a change of
 * a stored type therefore needs a migration.
 */
export const fromJson = <T>(text: JsonText<T>): T => JSON.parse(text) as T

export const toBit = (value: boolean): Bit => (value ? 1 : 0)

export const fromBit = (bit: Bit): boolean => bit === 1
