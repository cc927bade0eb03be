import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isMessage } from '../../src/channels/web/body.js'
import { lineHtml } from '../../src/channels/web/message.js'
import { render } from '../../src/channels/web/render.js'
import { citationText } from '../../src/reply/plain.js'
import {
  authorities,
  evidences,
  type Block,
  type CitedSource,
  type Reply,
  type Span,
} from '../../src/reply/reply.js'
import { civilDate, instant } from '../../src/values/civil-date.js'
import { entryId, messageId, pressToken, sourceId } from '../../src/values/ids.js'
import type { Json } from '../../src/ports-sending.js'

const day =
  civilDate('2026-11-21') ??
  (() => {
    throw new Error('a day')
  })()
const hostile = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom(
    '<script>alert(1)</script>',
    '" onclick="alert(1)',
    "' autofocus onfocus='x",
    '</article>',
    '&lt;',
    '<!--',
    ']]>',
    '\u202e',
    '\0',
  ),
)
const url = fc.oneof(
  hostile,
  fc.constantFrom('javascript:alert(1)', 'data:text/html,x', 'https://a.example/"><b>', ' JaVaScRiPt:x'),
)
const span: fc.Arbitrary<Span> = fc.oneof(
  hostile,
  hostile.map((bold) => ({ bold })),
  fc.record({ link: hostile, url }),
)
const text = fc.array(span, { maxLength: 4 })
const cited: fc.Arbitrary<CitedSource> = fc.record(
  {
    source: hostile.map(sourceId),
    name: hostile,
    article: hostile,
    url,
    authority: fc.constantFrom(...authorities),
    evidence: fc.constantFrom(...evidences),
    checkedOn: fc.constant(day),
  },
  { requiredKeys: ['source', 'name', 'authority', 'evidence', 'checkedOn'] },
)
const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constant('paragraph' as const), text }),
  fc.record({
    kind: fc.constant('list' as const),
    items: fc.array(text, { maxLength: 3 }),
    ordered: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('facts' as const),
    rows: fc.array(fc.record({ label: hostile, value: text }), { maxLength: 3 }),
  }),
  fc.record({
    kind: fc.constant('note' as const),
    tone: fc.constantFrom('info' as const, 'warning' as const),
    text,
  }),
  fc.record({ kind: fc.constant('citations' as const), of: fc.array(cited, { maxLength: 3 }) }),
)
const button = fc.record(
  {
    label: hostile,
    press: fc.constant({ kind: 'ask' as const, entry: entryId('a') }),
    style: fc.constantFrom('primary' as const, 'danger' as const),
  },
  { requiredKeys: ['label', 'press'] },
)
const reply: fc.Arbitrary<Reply> = fc.record(
  {
    title: hostile,
    blocks: fc.array(block, { maxLength: 5 }),
    buttons: fc.array(fc.array(button, { maxLength: 3 }), { maxLength: 3 }),
  },
  { requiredKeys: ['blocks'] },
)

const ourTags = 'article|h2|h3|h4|div|p|strong|a|ul|ol|li|table|tbody|tr|th|td|section|cite|span|button'
const ourAttributes = 'class|data-line|data-sent|href|target|rel|scope|role|aria-label|type|form|name|value'
const tag = new RegExp(`</?(?:${ourTags})(?: (?:${ourAttributes})="[^"<>]*")*>`, 'g')

async function htmlOf(body: Json): Promise<string> {
  return lineHtml({ id: messageId('m'), cursor: 1, by: 'bot', body, at: instant(0) })
}

test('no text of a reply becomes markup or an attribute', async () => {
  await fc.assert(
    fc.asyncProperty(reply, async (some) => {
      for (const call of render(some, () => pressToken('t'))) {
        const html = await htmlOf(call)
        expect(html.replace(tag, '')).not.toMatch(/[<>"']/)
        for (const [, href = ''] of html.matchAll(/ href="([^"]*)"/g)) expect(href).toMatch(/^https?:\/\//)
      }
    }),
    { numRuns: 500 },
  )
})

test('no text of a person becomes markup or an attribute', async () => {
  await fc.assert(
    fc.asyncProperty(hostile, hostile, async (text, sent) => {
      expect((await htmlOf({ kind: 'said', text, sent })).replace(tag, '')).not.toMatch(/[<>"']/)
    }),
  )
})

test('a reply survives the way through JSON as a message', () => {
  fc.assert(
    fc.property(reply, (some) => {
      const calls = render(some, () => pressToken('t'))
      expect(JSON.parse(JSON.stringify(calls))).toEqual(calls)
      expect(calls.every(isMessage)).toBe(true)
    }),
  )
})

test('a line of a kind this program does not know keeps its place', async () => {
  for (const body of [null, 'x', [], { kind: 'hologram' }])
    expect(await htmlOf(body)).toContain('暂时无法显示')
})

test('the citation text begins with the work, which the page makes a link', () => {
  fc.assert(
    fc.property(cited, (some) => {
      expect(citationText(some).startsWith(`${some.name}${some.article ?? ''}`)).toBe(true)
    }),
  )
})
