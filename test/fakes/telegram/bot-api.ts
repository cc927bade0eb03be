import { readFileSync } from 'node:fs'
import * as z from 'zod'

const fields = z.record(z.string(), z.string())

const table = z
  .object({
    updates: z.array(z.string()),
    methods: z.record(z.string(), fields),
    types: z.record(z.string(), z.union([fields, z.array(z.string())])),
  })
  .parse(JSON.parse(readFileSync(new URL('bot-api.json', import.meta.url), 'utf8')))

export type Payload = Readonly<Record<string, unknown>>

/** The kinds of update there are, as named in `allowed_updates`. */
export const updateKinds: readonly string[] = table.updates

export const isMethod = (method: string): boolean => method in table.methods

/** What is wrong with a call by the Bot API table: unknown and missing fields, wrong types; empty if nothing. */
export function faultsOf(method: string, payload: Payload): readonly string[] {
  return faultsOfFields(table.methods[method] ?? {}, payload, '')
}

/** Text fields, as forms and query strings carry them, with the types the table gives them. */
export function typedFields(method: string, texts: Iterable<readonly [string, unknown]>): Payload {
  const types = table.methods[method] ?? {}
  return Object.fromEntries([...texts].map(([name, value]) => [name, typed(types[name] ?? 'String', value)]))
}

function typed(type: string, value: unknown): unknown {
  if (typeof value !== 'string' || namesOf(type).every((one) => one === 'String' || one === 'InputFile'))
    return value
  try {
    return JSON.parse(value)
  } catch {
    return value
  }
}

const namesOf = (type: string): readonly string[] => type.replace('!', '').split('|')

function faultsOfFields(known: z.output<typeof fields>, value: object, path: string): readonly string[] {
  const given = new Map<string, unknown>(Object.entries(value))
  return [
    ...[...given.keys()]
      .filter((name) => !Object.hasOwn(known, name))
      .map((name) => `${path}${name} is unknown`),
    ...Object.entries(known)
      .filter(([name, type]) => type.endsWith('!') && !given.has(name))
      .map(([name]) => `${path}${name} is missing`),
    ...Object.entries(known).flatMap(([name, type]) =>
      given.has(name) ? faultsOfChoice(namesOf(type), given.get(name), `${path}${name}`) : [],
    ),
  ]
}

/** A value must fit one of the types; if it fits none, the nearest miss is told. */
function faultsOfChoice(types: readonly string[], value: unknown, path: string): readonly string[] {
  const misses = types.map((type) => faultsOfType(type, value, path))
  return misses.reduce((nearest, miss) => (miss.length < nearest.length ? miss : nearest))
}

const plainTypes: Readonly<Record<string, (value: unknown) => boolean>> = {
  String: (value) => typeof value === 'string',
  Integer: (value) => Number.isSafeInteger(value),
  Float: (value) => typeof value === 'number',
  Boolean: (value) => typeof value === 'boolean',
  True: (value) => value === true,
  InputFile: (value) => value instanceof File,
}

function faultsOfType(type: string, value: unknown, path: string): readonly string[] {
  const wrong = [`${path} is not ${type}`]
  if (type.startsWith('Array of ')) {
    if (!Array.isArray(value)) return wrong
    const item = type.slice('Array of '.length)
    return value.flatMap((one: unknown, index) => faultsOfType(item, one, `${path}[${index}]`))
  }
  const plain = plainTypes[type]
  if (plain !== undefined) return plain(value) ? [] : wrong
  const known = table.types[type]
  if (known === undefined || typeof value !== 'object' || value === null) return wrong
  return isNames(known) ? faultsOfChoice(known, value, path) : faultsOfFields(known, value, `${path}.`)
}

const isNames = (known: z.output<typeof fields> | readonly string[]): known is readonly string[] =>
  Array.isArray(known)
