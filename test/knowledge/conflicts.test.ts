import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import * as z from 'zod'
import { answerText, entryNamed, shippedFiles } from './shipped.js'

/** How much of an answer a person sees before scrolling on any surface. */
const inView = 600

const row = z.strictObject({ entry: z.string(), law: z.string(), article: z.string() })

const told = z
  .record(z.string(), z.array(row))
  .parse(parse(readFileSync(new URL('conflicts.yaml', import.meta.url), 'utf8')))

const rows = Object.entries(told).flatMap(([conflict, some]) => some.map((one) => ({ conflict, ...one })))

test.each(rows)('$conflict: $entry tells $law and $article', ({ entry, law, article }) => {
  const seen = answerText(entryNamed(entry)).slice(0, inView)
  expect(seen).toContain(law)
  expect(seen).toContain(article)
})

/** An answer about an article's silence, or about two laws, has no claim to put behind the law. */
test.each(rows.filter(({ entry }) => entryNamed(entry).claims !== undefined))(
  '$conflict: in $entry the law stands before what the article says',
  ({ entry, law }) => {
    const text = answerText(entryNamed(entry))
    expect(text.indexOf(law)).toBeGreaterThanOrEqual(0)
    expect(text.indexOf(law)).toBeLessThan(text.indexOf('有文章称：'))
  },
)

test('every conflict is told, by exactly the entries that the list names', () => {
  const listed = shippedFiles.facts.value.conflicts.map(({ id, entries }) => [id, [...entries].sort()])
  const tried = Object.entries(told).map(([id, some]) => [
    id,
    [...new Set(some.map(({ entry }) => entry))].sort(),
  ])
  expect(tried).toEqual(listed)
  expect(listed).toHaveLength(40)
})
