import type { TokenOf } from '../../ports-channel.js'
import { citationsHeading, citationText, plainSpans } from '../../reply/plain.js'
import type { Block, Button, CitedSource, Reply, Script, Span, Text } from '../../reply/reply.js'
import { markdownOf } from './markdown.js'

/** A card, JSON 2.0: a property it does not know makes the platform refuse the whole. Type aliases: only they count as JSON. */
export type Card = {
  readonly schema: '2.0'
  readonly config: { readonly update_multi: true }
  readonly header?: { readonly title: PlainText }
  readonly body: { readonly elements: readonly CardElement[] }
}

export type CardElement = Div | Markdown | ColumnSet | CardButton

type PlainText = { readonly tag: 'plain_text'; readonly content: string }
type Div = { readonly tag: 'div'; readonly text: PlainText & Partial<Quiet> }
type Markdown = { readonly tag: 'markdown'; readonly content: string; readonly text_size?: 'notation' }
type Quiet = { readonly text_size: 'notation'; readonly text_color: 'grey' }
type ColumnSet = {
  readonly tag: 'column_set'
  readonly flex_mode: 'flow'
  readonly columns: readonly {
    readonly tag: 'column'
    readonly width: 'auto'
    readonly elements: readonly [CardButton]
  }[]
}
type CardButton = {
  readonly tag: 'button'
  readonly text: PlainText
  readonly type: 'primary' | 'danger' | 'default'
  readonly behaviors: readonly [{ readonly type: 'callback'; readonly value: { readonly press: string } }]
}

export function cardOf(reply: Reply, tokenOf: TokenOf): Card {
  const { title, blocks, buttons = [] } = reply
  return {
    schema: '2.0',
    // Of a 2.0 card nothing else is allowed; without it edits are refused.
    config: { update_multi: true },
    ...(title !== undefined && title !== '' && { header: { title: plain(title) } }),
    body: {
      elements: [...blocks.flatMap(blockElements), ...buttons.flatMap((row) => rowElements(row, tokenOf))],
    },
  }
}

/** How many components the platform counts: whatever has a tag. */
export function elementsIn(card: Card): number {
  return JSON.stringify(card).match(/"tag":/g)?.length ?? 0
}

/** The card with these words before all others. */
export function cardBeginning(words: string, card: Card): Card {
  if (card.header !== undefined)
    return { ...card, header: { title: plain(`${words}${card.header.title.content}`) } }
  return { ...card, body: { elements: [{ tag: 'div', text: plain(words) }, ...card.body.elements] } }
}

const plain = (content: string): PlainText => ({ tag: 'plain_text', content })
const quiet: Quiet = { text_size: 'notation', text_color: 'grey' }

function blockElements(block: Block): readonly CardElement[] {
  switch (block.kind) {
    case 'paragraph':
      return words(block.text)
    case 'list':
      return words(lines(block.items.map((item, at) => [block.ordered ? `${at + 1}. ` : '· ', ...item])))
    case 'facts':
      return words(lines(block.rows.map(({ label, value }) => [`${label}：`, ...value])))
    case 'note':
      return block.tone === 'warning' ? words(['注意：', ...block.text]) : words(block.text, 'quiet')
    case 'citations':
      return words(
        [
          `${citationsHeading(block.script)}：`,
          ...separated(
            block.of.map((cited) => citation(cited, block.script)),
            '；',
          ),
        ],
        'quiet',
      )
  }
}

const lines = (rows: readonly Text[]): Text => separated(rows, '\n')

function separated(rows: readonly Text[], by: string): Text {
  return rows.flatMap((row, at) => (at === 0 ? row : [by, ...row]))
}

function citation(cited: CitedSource, script: Script | undefined): Text {
  const text = citationText(cited, script)
  return [cited.url === undefined ? text : { link: text, url: cited.url }]
}

/** Plain text wherever nothing is marked: there is no markup in it to escape. */
function words(text: Text, tone: 'normal' | 'quiet' = 'normal'): readonly CardElement[] {
  if (plainSpans(text).trim() === '') return []
  if (!text.some(isMarked)) {
    return [{ tag: 'div', text: { ...plain(plainSpans(text)), ...(tone === 'quiet' && quiet) } }]
  }
  return [{ tag: 'markdown', content: markdownOf(text), ...(tone === 'quiet' && { text_size: 'notation' }) }]
}

const isMarked = (span: Span): boolean => typeof span !== 'string'

function rowElements(row: readonly Button[], tokenOf: TokenOf): readonly CardElement[] {
  const buttons = row.map((button) => cardButton(button, tokenOf))
  if (buttons.length < 2) return buttons
  const columns = buttons.map((button) => ({ tag: 'column', width: 'auto', elements: [button] }) as const)
  return [{ tag: 'column_set', flex_mode: 'flow', columns }]
}

function cardButton(button: Button, tokenOf: TokenOf): CardButton {
  return {
    tag: 'button',
    text: plain(button.label),
    type: button.style ?? 'default',
    behaviors: [{ type: 'callback', value: { press: tokenOf(button) } }],
  }
}
