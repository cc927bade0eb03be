import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import { schemas } from '../knowledge/files.js'
import { print, type Console } from './console.js'

/** JSON Schemas that let an editor complete and check the knowledge files while typing. */
export async function schema(console: Console, folder: string | undefined): Promise<number> {
  const written = Object.entries(schemas).map(([name, shape]) => [name, jsonSchema(shape)] as const)
  if (folder === undefined) {
    print(console, JSON.stringify(Object.fromEntries(written), null, 2))
    return 0
  }
  await mkdir(folder, { recursive: true })
  for (const [name, json] of written)
    await writeFile(join(folder, `${name}.json`), `${JSON.stringify(json, null, 2)}\n`)
  print(console, `写好 ${written.length} 个文件到 ${folder}`)
  return 0
}

function jsonSchema(shape: z.ZodType): object {
  return z.toJSONSchema(shape, { io: 'input', unrepresentable: 'any' })
}
