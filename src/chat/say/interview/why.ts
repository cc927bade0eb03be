import {
  derivationOf,
  stepsOf,
  type Derivation,
  type Rest,
  type Step,
} from '../../../interview/derivation.js'
import type { Judged } from '../../../interview/judged.js'
import { plainText } from '../../../reply/plain.js'
import type { Block, Reply } from '../../../reply/reply.js'
import { paragraph, verdict } from '../deadline.js'
import { leavesOf, restLine, restName, stepHeading, stepLine, stepName, type Leaf } from './branch.js'
import { disclaimer } from './section.js'
import { verdictText } from './verdict.js'

/** Something under the verdict that can be opened and closed, by the name on its button. */
export interface Branch {
  readonly id: string
  readonly name: string
}

/** Why it came to this: a line for each branch, and below those that are open what they rest on. */
export function whyReply(judged: Judged, open: readonly string[]): Reply {
  const lines = shownIn(derivationOf(judged), open).map((one) => branchBlocks(one, judged, open))
  return {
    blocks: [headline(judged), ...closeSet(lines.flat()), paragraph(howToOpen), disclaimer(judged)],
  }
}

type Shown = Step | (Rest & { readonly kind: 'rest' })

/** One part of the rest is looked through by itself: with all others beside it no platform would hold the card. */
function shownIn({ first, rest }: Derivation, open: readonly string[]): readonly Shown[] {
  const parts = rest.map((one) => ({ ...one, kind: 'rest' as const }))
  const part = parts.find(({ id }) => open.includes(id))
  return part === undefined ? [...first, ...parts] : [part, ...part.steps]
}

function branchBlocks(shown: Shown, judged: Judged, open: readonly string[]): readonly Block[] {
  const isOpen = open.includes(shown.id)
  if (shown.kind === 'rest') return lineBlocks(restLine(shown, judged), isOpen)
  return isOpen ? openBlocks(shown, judged) : lineBlocks(stepLine(shown, judged), false)
}

const howToOpen = '按一项的按钮，或者发它的名字，就展开；再来一次就收起。'

/** To a button of a card that was shown for other answers. */
export const changedSinceText = '回答后来改过，这里已按现在的回答重写。'
export const branchGoneText = '这一条现在用不上了：回答或规则改过，这里已重写。'

/** All of it at once. */
export const wholeWhyReply = (judged: Judged): Reply => ({
  blocks: [
    headline(judged),
    ...stepsOf(judged).flatMap((step) => openBlocks(step, judged)),
    disclaimer(judged),
  ],
})

const headline = (judged: Judged): Block => verdict(`为什么：${verdictText(judged)}`)

/** What can be opened or closed now, in the order of the lines. */
export function branchesOf(judged: Judged, open: readonly string[]): readonly Branch[] {
  return shownIn(derivationOf(judged), open).map((shown) => ({
    id: shown.id,
    name: shown.kind === 'rest' ? restName[shown.severity] : stepName(shown, judged),
  }))
}

/** A card that is changed has to stay one message wherever it is shown, with all its buttons: no platform takes twice as much. */
const mostCharacters = 2_400

/**
 * Of what was opened, the last opened last, as much as one card holds: of the rest one part at a time, and the latest
 * branches. What is no branch any more is left out.
 */
export function openIn(judged: Judged, wanted: readonly string[]): readonly string[] {
  const derivation = derivationOf(judged)
  const part = wanted.findLast((id) => derivation.rest.some((one) => one.id === id))
  const isShown = (id: string): boolean =>
    derivation.first.some((step) => step.id === id) ||
    derivation.rest.some((one) => one.id === part && (one.id === id || has(one, id)))
  const open = wanted.filter(isShown)
  const fits = (some: readonly string[]): boolean =>
    plainText(whyReply(judged, some)).length <= mostCharacters
  const from = open.findIndex((_, at) => fits(kept(open, at, part)))
  return from < 0 ? [] : kept(open, from, part)
}

/** Without the part of the rest nothing within it can be seen. */
const kept = (open: readonly string[], from: number, part: string | undefined): readonly string[] =>
  open.filter((id, at) => at >= from || id === part)

const has = ({ steps }: Rest, id: string): boolean => steps.some((step) => step.id === id)

/** Whether there is such a branch, shown or within the rest. */
export function isBranch(id: string, { first, rest }: Derivation): boolean {
  return first.some((step) => step.id === id) || rest.some((one) => one.id === id || has(one, id))
}

const openBlocks = (step: Step, judged: Judged): readonly Block[] => [
  ...lineBlocks(stepHeading(step, judged), true),
  { kind: 'list', items: leavesOf(step, judged).map((leaf) => [leafText(leaf)]) },
]

const leafText = ({ says, sources }: Leaf): string =>
  sources.length === 0 ? says : `${says.replace(/。$/, '')}。依据：${sources.join('；')}`

const lineBlocks = (line: string, isOpen: boolean): readonly Block[] => [
  { kind: 'paragraph', text: [isOpen ? { bold: line } : line] },
]

/** Closed lines that follow each other are one paragraph: only what is open stands apart, with its list below it. */
function closeSet(blocks: readonly Block[]): readonly Block[] {
  const joined: Block[] = []
  for (const block of blocks) {
    const last = joined.at(-1)
    if (isPlain(block) && last !== undefined && isPlain(last))
      joined[joined.length - 1] = { kind: 'paragraph', text: [...last.text, '\n', ...block.text] }
    else joined.push(block)
  }
  return joined
}

const isPlain = (block: Block): block is Extract<Block, { kind: 'paragraph' }> =>
  block.kind === 'paragraph' && block.text.every((span) => typeof span === 'string')
