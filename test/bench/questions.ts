import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import * as z from 'zod'

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

export type Row = z.output<typeof row>

export const devQuestions = fileURLToPath(new URL('questions/dev.jsonl', import.meta.url))

export async function readRows(path: string): Promise<readonly Row[]> {
  const text = await readFile(path, 'utf8')
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => row.parse(JSON.parse(line)))
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
