import type * as z from 'zod'

/** Keys each of which is a way of its own to write something, with what may stand beside it. */
export type Ways = Readonly<Record<string, readonly string[]>>

export interface Misfit {
  /** Absent: it is the whole that is wrong. */
  readonly key?: string
  readonly message: string
}

/** Exactly one way is to be taken, and nothing of another way stands beside it. */
export function misfits(row: object, ways: Ways): readonly Misfit[] {
  const keys = Object.keys(row)
  const [way, ...more] = keys.filter((key) => key in ways)
  if (way === undefined) return [{ message: `写上这些键中的一个：${Object.keys(ways).join('、')}` }]
  const stray = keys.filter((key) => !(key in ways) && !ways[way]?.includes(key))
  return [
    ...more.map((key) => ({ key, message: `已经写了 ${way}，不再写 ${key}` })),
    ...stray.map((key) => ({ key, message: `${way} 旁边不写 ${key}` })),
  ]
}

export function lacks(row: object, key: string, way: string): readonly Misfit[] {
  return key in row ? [] : [{ message: `${way} 旁边还要写 ${key}` }]
}

/** Tells what does not fit, and whether there was anything. */
export function tell(context: z.core.$RefinementCtx, found: readonly Misfit[]): boolean {
  for (const { key, message } of found) {
    context.addIssue({ code: 'custom', message, ...(key === undefined ? {} : { path: [key] }) })
  }
  return found.length > 0
}
