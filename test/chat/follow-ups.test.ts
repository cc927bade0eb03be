import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import * as z from 'zod'
import { answer } from '../../src/knowledge/answer.js'
import type { Answer } from '../../src/knowledge/answer-kinds.js'
import { entryId } from '../../src/values/ids.js'
import { shipped } from '../knowledge/shipped.js'
import { today } from '../knowledge/small.js'

const row = z.strictObject({
  after: z.string().transform(entryId),
  asks: z.string(),
  gets: z.union([z.array(z.string()), z.enum(['ambiguous', 'out-of-scope'])]),
})

const table = z
  .record(z.string(), z.array(row))
  .parse(parse(readFileSync(new URL('follow-ups.yaml', import.meta.url), 'utf8')))

/** The entry answered with, or those asked back. */
function ended(given: Answer): readonly string[] {
  if (given.kind === 'found') return [given.entry.id]
  return given.kind === 'ambiguous' ? given.choices.map(({ id }) => id) : []
}

describe.each(Object.entries(table))('%s', (_, rows) => {
  test.each(rows)('$after, $asks', ({ after, asks, gets }) => {
    const given = answer(asks, shipped, { asOf: today, topic: after })
    expect(typeof gets === 'string' ? given.kind : ended(given)).toEqual(gets)
  })
})

test.each(['依据呢', '为什么', '罚款吗', '要多久'])('%s out of the blue is no follow-up', (asks) => {
  const alone = answer(asks, shipped, { asOf: today })
  expect(answer(asks, shipped, { asOf: today, topic: entryId('gone.entry') })).toEqual(alone)
})
