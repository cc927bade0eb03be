import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import * as z from 'zod'

/** As much of test/conversations as has people do something; what they get is compared with the pure core. */
const text = z.union([
  z.string(),
  z.object({ repeat: z.string(), times: z.number() }).transform((it) => it.repeat.repeat(it.times)),
])

/** Strict: a step of a new kind must not be taken for none. */
const step = z.strictObject({
  person: z.string().optional(),
  group: z.string().optional(),
  anonymous: z.literal(true).optional(),
  managers: z.array(z.string()).optional(),
  clock: z.string().optional(),
  ago: z.string().optional(),
  withdraw: z.string().optional(),
  say: text.optional(),
  edit: text.optional(),
  of: z.string().optional(),
  send: z.string().optional(),
  follow: z.literal('link').optional(),
  join: z.literal(true).optional(),
  leave: z.enum(['removed', 'muted', 'blocked', 'gone']).optional(),
  migrate: z.string().optional(),
  uncalled: z.literal(true).optional(),
  press: z.string().optional(),
  oldest: z.literal(true).optional(),
  alone: z.enum(['writes', 'link', 'not']).optional(),
  forge: z.string().optional(),
  // What a surface has is its own, and what people get is compared with the core.
  'sees-edits': z.unknown().optional(),
  gets: z.unknown().optional(),
})
export type Step = z.output<typeof step>

const story = z.strictObject({ fact: z.string(), steps: z.array(step) })
const conversation = z.strictObject({ stories: z.array(story) })

export interface Story {
  readonly file: string
  readonly fact: string
  readonly steps: readonly Step[]
}

const folder = fileURLToPath(new URL('../conversations/', import.meta.url))

/** Every story of every conversation file. */
export function stories(): readonly Story[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .flatMap((file) =>
      conversation
        .parse(parse(readFileSync(folder + file, 'utf8')))
        .stories.map((story) => ({ file, ...story })),
    )
}

const unitMs: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/** '40m' or '+40m' as milliseconds. */
export function milliseconds(length: string): number {
  return Number(length.slice(0, -1)) * (unitMs[length.slice(-1)] ?? Number.NaN)
}
