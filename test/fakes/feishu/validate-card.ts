import { cardSchema, type Card, type CardElement } from './card-schema.js'
import { tagProblems } from './tags.js'
import type { World } from './world.js'

/** `code`: the platform refuses the card with it; without one it shows the card, and we mind. */
export interface CardProblem {
  readonly code?: number
  readonly what: string
}

const unreadable = 200621
const tooMany = 11310
const most = { elements: 200, levels: 5, tables: 3 }

export function problemsOfCard(world: World, card: unknown): readonly CardProblem[] {
  const read = cardSchema.safeParse(card)
  if (!read.success) {
    const [issue] = read.error.issues
    return [{ code: unreadable, what: `card ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'wrong'}` }]
  }
  const elements = elementsOf(read.data)
  return [
    ...sizeProblems(read.data, elements),
    ...twiceProblems(elements),
    ...read.data.body.elements.flatMap(formProblems),
    ...formsInside(read.data),
    ...markdownIn(read.data).flatMap((text) =>
      tagProblems(world, text, 'markdown').map((what) => ({ what })),
    ),
  ]
}

export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

/** The card in a message's content; undefined when there is none that a client could show. */
export function cardIn(content: string): Card | undefined {
  const read = cardSchema.safeParse(parsedJson(content))
  return read.success ? read.data : undefined
}

/** Every element, from top to bottom, containers before what they hold. */
export function elementsOf(card: Card): readonly CardElement[] {
  return card.body.elements.flatMap(withInner)
}

function withInner(element: CardElement): readonly CardElement[] {
  return [element, ...innerOf(element).flatMap(withInner)]
}

export function innerOf(element: CardElement): readonly CardElement[] {
  if ('elements' in element) return element.elements
  return element.tag === 'column_set' ? element.columns.flatMap(({ elements }) => elements) : []
}

/** What is read as markdown, wherever it stands. */
export function markdownIn(card: Card): readonly string[] {
  const found: string[] = []
  JSON.stringify(card, (_, value: unknown) => {
    if (isMarkdown(value)) found.push(value.content)
    return value
  })
  return found
}

function isMarkdown(value: unknown): value is { readonly content: string } {
  return (
    value instanceof Object &&
    'tag' in value &&
    (value.tag === 'markdown' || value.tag === 'lark_md') &&
    'content' in value &&
    typeof value.content === 'string'
  )
}

/** Texts and icons count as elements too: whatever has a tag. */
function sizeProblems(card: Card, elements: readonly CardElement[]): readonly CardProblem[] {
  const tags = JSON.stringify(card.body).split('"tag":').length - 1
  const levels = Math.max(0, ...card.body.elements.map(levelsOf))
  const tables =
    elements.filter(({ tag }) => tag === 'table').length +
    markdownIn(card).reduce((sum, text) => sum + tablesIn(text), 0)
  return [
    ...(tags > most.elements ? [{ code: tooMany, what: `${String(tags)} elements in one card` }] : []),
    ...(levels > most.levels ? [{ code: tooMany, what: `${String(levels)} levels of containers` }] : []),
    ...(tables > most.tables
      ? [{ code: tooMany, what: `card table number over limit: ${String(tables)}` }]
      : []),
  ]
}

function levelsOf(element: CardElement): number {
  const inner = innerOf(element)
  const isContainer = 'elements' in element || element.tag === 'column_set'
  return isContainer ? 1 + Math.max(0, ...inner.map(levelsOf)) : 0
}

const tablesIn = (markdown: string): number => markdown.match(/^\|?[ :|-]*--[ :|-]*\|?$/gm)?.length ?? 0

function twiceProblems(elements: readonly CardElement[]): readonly CardProblem[] {
  const ids = elements.flatMap(({ element_id }) => element_id ?? [])
  const names = elements.flatMap((one) => ('name' in one && one.name !== undefined ? one.name : []))
  return [
    ...twice(ids).map((id) => `element_id ${id} twice`),
    ...twice(names).map((name) => `name ${name} twice`),
  ].map((what) => ({ code: unreadable, what }))
}

const twice = (all: readonly string[]): readonly string[] => all.filter((one, at) => all.indexOf(one) < at)

const inputs = new Set(['input', 'select_static', 'multi_select_static', 'date_picker'])

function formProblems(element: CardElement): readonly CardProblem[] {
  if (element.tag !== 'form') return []
  const inside = element.elements.flatMap(withInner)
  const submits = inside.some((one) => one.tag === 'button' && one.form_action_type === 'submit')
  const nameless = inside.some(
    (one) => (inputs.has(one.tag) || one.tag === 'button') && !('name' in one && one.name),
  )
  return [
    ...(inside.some(({ tag }) => tag === 'table' || tag === 'form') ? ['a table or form inside a form'] : []),
    ...(submits ? [] : ['a form without a submit button']),
    ...(nameless ? ['an input or button without a name in a form'] : []),
  ].map((what) => ({ code: unreadable, what }))
}

function formsInside(card: Card): readonly CardProblem[] {
  const deep = card.body.elements.flatMap(innerOf).flatMap(withInner)
  return deep.some(({ tag }) => tag === 'form')
    ? [{ code: unreadable, what: 'a form that is not at the root' }]
    : []
}
