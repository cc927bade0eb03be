import fc from 'fast-check'
import {
  authorities,
  evidences,
  type Block,
  type Button,
  type CitedSource,
  type Reply,
  type Span,
  type Text,
} from '../../src/reply/reply.js'
import { civilDate } from '../../src/values/civil-date.js'
import { entryId, sourceId } from '../../src/values/ids.js'

/** Any reply at all, for properties. Texts keep clear of the marks that plain text adds itself: bullets, numbers, ： and ；. */

const unit = fc.constantFrom(
  ...[
    '注',
    '册',
    '资',
    '本',
    '续',
    '期',
    '，',
    '。',
    '！',
    '？',
    '\n',
    'a',
    'Z',
    ' ',
    '<',
    '&',
    '*',
    '_',
    '"',
    '😀',
    '👨‍👩‍👧',
    '𠮷',
    'é',
  ],
)
const text = (maxLength: number): fc.Arbitrary<string> => fc.string({ unit, minLength: 1, maxLength })
const longText = fc.oneof({ weight: 4, arbitrary: text(60) }, { weight: 1, arbitrary: text(1500) })
const url = fc
  .webPath({ size: 'small' })
  .map((path) => `https://example.cn${path.replaceAll(/[^a-z/]/gi, 'x')}`)

const span: fc.Arbitrary<Span> = fc.oneof(
  longText,
  longText.map((bold) => ({ bold })),
  fc.record({ link: text(30), url }),
  fc.record({ mention: fc.constantFrom('1001', 'ou_2b5c'), name: text(30) }),
)
const spans: fc.Arbitrary<Text> = fc.array(span, { minLength: 1, maxLength: 4 })

const checkedOn = civilDate('2026-11-01')
if (checkedOn === undefined) throw new Error('no such day')

const cited: fc.Arbitrary<CitedSource> = fc.record(
  {
    source: fc.constant(sourceId('measures')),
    name: text(120),
    article: text(20),
    authority: fc.constantFrom(...authorities),
    evidence: fc.constantFrom(...evidences),
    checkedOn: fc.constant(checkedOn),
    url,
  },
  { requiredKeys: ['source', 'name', 'authority', 'evidence', 'checkedOn'] },
)

const listBlock: fc.Arbitrary<Block> = fc
  .record({ items: fc.array(spans, { minLength: 1, maxLength: 12 }), ordered: fc.boolean() })
  .map(({ items, ordered }) => ({ kind: 'list', items, ordered }))

export const anyBlock: fc.Arbitrary<Block> = fc.oneof(
  spans.map((content): Block => ({ kind: 'paragraph', text: content })),
  listBlock,
  fc
    .array(fc.record({ label: text(12), value: spans }), { minLength: 1, maxLength: 8 })
    .map((rows): Block => ({ kind: 'facts', rows })),
  fc
    .record({ tone: fc.constantFrom('info' as const, 'warning' as const), content: spans })
    .map(({ tone, content }): Block => ({ kind: 'note', tone, text: content })),
  fc.array(cited, { minLength: 1, maxLength: 5 }).map((of): Block => ({ kind: 'citations', of })),
)

const button: fc.Arbitrary<Button> = text(30).map((label) => ({
  label,
  press: { kind: 'ask', entry: entryId('some.entry') },
}))

export const anyReply: fc.Arbitrary<Reply> = fc.record(
  {
    title: text(30),
    blocks: fc.array(anyBlock, { maxLength: 8 }),
    buttons: fc.array(fc.array(button, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 4 }),
  },
  { requiredKeys: ['blocks'] },
)

/** Some fifty thousand characters of text, in one paragraph or in many spans. */
export const longReply: fc.Arbitrary<Reply> = fc
  .record({ piece: text(500), inOne: fc.boolean(), some: anyReply })
  .map(({ piece, inOne, some }) => {
    const times = Math.ceil(50_000 / piece.length)
    const body = inOne ? [piece.repeat(times)] : Array.from({ length: times }, () => piece)
    return { ...some, blocks: [...some.blocks, { kind: 'paragraph', text: body }] }
  })
