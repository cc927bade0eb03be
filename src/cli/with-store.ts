import type { Config } from '../app/config.js'
import type { Feedback } from '../ports-feedback.js'
import type { Store } from '../ports.js'
import { openStoreAt } from '../storage/open-store.js'
import { complain, type Console } from './console.js'

/** Runs `work` on the database, beside a program that serves. Exit code 1 when there is none. */
export async function withStore(
  console: Console,
  { databaseUrl }: Config,
  work: (store: Store & Feedback) => Promise<number>,
): Promise<number> {
  const store = await openStoreAt(databaseUrl).catch((error: unknown) => {
    const why = error instanceof Error ? error.message : ''
    complain(console, `打不开数据库：${why}。请检查 DATABASE_URL 和文件夹权限。`)
    return undefined
  })
  if (store === undefined) return 1
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}
