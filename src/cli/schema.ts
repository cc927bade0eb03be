import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import { deadlineSchemas } from '../deadlines/deadline-files.js'
import { flowSchemas } from '../interview/flow/flow-files.js'
import { schemas } from '../knowledge/files.js'
import { complain, print, type Console } from './console.js'

export interface SchemaOptions {
  /** A folder to write one file a schema into. */
  readonly write?: string
  /** A folder whose files must be what would be written. */
  readonly check?: string
}

/** JSON Schemas that let an editor complete and check the knowledge files while typing. */
export async function schema(console: Console, { write, check }: SchemaOptions): Promise<number> {
  if (write !== undefined) return written(console, write)
  if (check !== undefined) return current(console, check)
  print(console, JSON.stringify(Object.fromEntries(named().map(({ name, json }) => [name, json])), null, 2))
  return 0
}

interface Named {
  readonly name: string
  readonly json: object
  readonly text: string
}

function named(): readonly Named[] {
  return Object.entries({ ...schemas, ...deadlineSchemas, ...flowSchemas }).map(([name, shape]) => {
    const json = z.toJSONSchema(shape, { io: 'input', unrepresentable: 'any' })
    return { name, json, text: `${JSON.stringify(json, null, 2)}\n` }
  })
}

async function written(console: Console, folder: string): Promise<number> {
  await mkdir(folder, { recursive: true })
  for (const { name, text } of named()) await writeFile(join(folder, `${name}.json`), text)
  print(console, `写好 ${named().length} 个文件到 ${folder}`)
  return 0
}

async function current(console: Console, folder: string): Promise<number> {
  const old: string[] = []
  for (const { name, text } of named()) {
    if ((await textOf(join(folder, `${name}.json`))) !== text) old.push(`${name}.json`)
  }
  for (const file of old) complain(console, `${join(folder, file)} 不是最新的：运行 npm run schemas`)
  return old.length === 0 ? 0 : 1
}

async function textOf(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch {
    return undefined
  }
}
