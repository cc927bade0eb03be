import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import * as z from 'zod'
import type { GoldenQuestion } from '../../src/knowledge/asking-files.js'
import type { EntryId } from '../../src/values/ids.js'

/** A question as people ask it, with what an answer must and must not contain. */
const row = z.object({
  id: z.string(),
  q: z.string(),
  kind: z.string(),
  answerable: z.boolean(),
  expect: z.array(z.enum(['answer', 'clarify', 'abstain'])),
  must: z.array(z.string()).default([]),
  mustNot: z.array(z.string()).default([]),
  facts: z.array(z.string()).default([]),
  context: z.array(z.string()).optional(),
})

/** `entry`: a golden question names the one entry that must answer it, whatever that says. */
export type Row = z.output<typeof row> & { readonly entry?: EntryId }

const shippedFile = (name: string): string => fileURLToPath(new URL(`questions/${name}`, import.meta.url))

export const devQuestions = shippedFile('dev.jsonl')
/** Written by several people who had not seen the base; weights and words were tuned on these … */
export const tunedQuestions = shippedFile('tuned.jsonl')
/** … and these chose between versions; their misses were read. */
export const countedQuestions = shippedFile('counted.jsonl')
/** From another pen, and nobody who tuned anything has read them: only their count was looked at. */
export const unseenQuestions = shippedFile('unseen.jsonl')

export async function readRows(path: string): Promise<readonly Row[]> {
  const text = await readFile(path, 'utf8')
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => row.parse(JSON.parse(line)))
}

export function goldenRows(golden: readonly GoldenQuestion[]): readonly Row[] {
  return golden.map(({ q, entry, kind }, at) => ({
    id: `g${at}`,
    q,
    kind: kind ?? 'answered',
    answerable: entry !== undefined,
    expect: entry === undefined ? ['abstain'] : ['answer'],
    must: [],
    mustNot: [],
    facts: [],
    ...(entry !== undefined && { entry }),
  }))
}

const judgedLength = 600

/** Whether a text, as far as a reader gets, says all that it must and nothing that it must not. */
export function satisfies(text: string, { must, mustNot }: Row): boolean {
  const seen = text.slice(0, judgedLength)
  return (
    must.every((pattern) => new RegExp(pattern).test(seen)) &&
    !mustNot.some((pattern) => new RegExp(pattern).test(seen))
  )
}
