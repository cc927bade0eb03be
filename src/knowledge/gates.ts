import type { Scope } from './entry.js'
import { aspect } from './lexicon.js'
import { han, normalise } from './normalise.js'
import { syllablesIn } from './pinyin.js'
import type { Question } from './question.js'

type Neighbour = Scope['neighbours'][number]
type Refusal = Scope['refusals'][number]

/** Why a question is not even searched for. Each is a rule with a name, not a score. */
export type Gate =
  | { readonly kind: 'empty' }
  | { readonly kind: 'command'; readonly says: string }
  | { readonly kind: 'refusal'; readonly card: Refusal }
  | { readonly kind: 'neighbour'; readonly card: Neighbour }
  | { readonly kind: 'foreign-licence'; readonly name: string }
  | { readonly kind: 'small-talk'; readonly says: string }

export interface Gates {
  (question: Question): Gate | undefined
}

export function gatesOf(scope: Scope): Gates {
  const commands = wordFinder(scope.commands.forms)
  const smallTalk = wordFinder(scope.smallTalk.forms)
  const unhappy = new Set(scope.smallTalk.unhappy.map(normalise))
  const refusals = scope.refusals.map((card) => ({
    card,
    names: wordFinder(card.forms),
    wants: doingFinder(card),
  }))
  const neighbours = scope.neighbours.map((card) => ({ card, names: wordFinder(card.names) }))
  return (question) => {
    const { text } = question
    const plain = normalise(question.original)
    // Nothing but a greeting is no question, but no silence either.
    if (!anyWord.test(text))
      return anyWord.test(plain) ? { kind: 'small-talk', says: scope.smallTalk.hello } : { kind: 'empty' }
    if (unhappy.has(withoutMarks(plain))) return { kind: 'small-talk', says: scope.smallTalk.sorry }
    if (commands(plain)) return { kind: 'command', says: scope.commands.says }
    const refusal =
      refusals.find(({ names }) => names(text) || names(plain)) ??
      (asksOfConsequence(question) ? undefined : refusals.find(({ wants }) => wants(text) || wants(plain)))
    if (refusal !== undefined) return { kind: 'refusal', card: refusal.card }
    return (
      outside(question, plain, neighbours) ??
      (smallTalk(plain) && question.subjects.length === 0
        ? { kind: 'small-talk', says: scope.smallTalk.says }
        : undefined)
    )
  }
}

const withoutMarks = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '')

const anyWord = /[\p{L}\p{N}]/u

/** Whoever names our licence as well wants to hear about ours: 有ICP证还要办呼叫中心证吗. */
const ours = /呼叫中心|call ?cent(?:er|re)|b24|呼叫证/

function outside(
  question: Question,
  plain: string,
  neighbours: readonly { readonly card: Neighbour; readonly names: (text: string) => boolean }[],
): Gate | undefined {
  if (ours.test(question.text)) return undefined
  const neighbour = neighbours.find(({ names }) => names(question.text) || names(plain))
  if (neighbour !== undefined) return { kind: 'neighbour', card: neighbour.card }
  const name = foreignLicence(question)
  return name === undefined ? undefined : { kind: 'foreign-licence', name }
}

const licenceWords = /(?:经营)?(?:许可证|许可|牌照|备案|执照|资格证)/g

/** A licence whose name is made of words that nothing here explains: 烟草许可证, but not 办理许可证. */
function foreignLicence({ text, strange }: Question): string | undefined {
  return [...text.matchAll(licenceWords)]
    .map((found) => text.slice(0, found.index).trimEnd())
    .map((before) => strange.find((word) => isName(word) && before.endsWith(word)))
    .find((name) => name !== undefined)
}

/** Han characters, or pinyin: shipin xukezheng. English words before it say how it is, not what it is for. */
const isName = (word: string): boolean => han.test(word) || syllablesIn(word) !== undefined

/** 伪造许可证怎么罚 wants to know, not to do. */
const asksOfConsequence = ({ text, aspects }: Question): boolean =>
  aspects.includes(aspect.consequence) || /罚|后果|犯法|违法|坐牢/.test(text)

const apart = 6

/** Whether somebody wants one of the acts done to one of the things: the two stand near each other, in either order. */
function doingFinder({ together }: Refusal): (text: string) => boolean {
  if (together === undefined) return () => false
  const acts = anyOf(together.acts)
  const things = anyOf(together.things)
  const pattern = new RegExp(`(?:${acts}).{0,${apart}}(?:${things})|(?:${things}).{0,${apart}}(?:${acts})`)
  return (text) => pattern.test(text)
}

const anyOf = (forms: readonly string[]): string => forms.map(normalise).map(escaped).join('|')

/** Whether one of the forms stands in a text: 'sp许可证' is not in isp许可证. One pattern, since every question meets them all. */
function wordFinder(forms: readonly string[]): (text: string) => boolean {
  const normal = forms.map(normalise).filter(Boolean)
  const pattern = new RegExp(normal.map(wholeWord).join('|'))
  return (text) => normal.length > 0 && pattern.test(text)
}

/** Latin letters and digits at an end must not go on beyond it. */
function wholeWord(form: string): string {
  const before = /^[a-z0-9]/.test(form) ? '(?<![a-z0-9])' : ''
  const after = /[a-z0-9]$/.test(form) ? '(?![a-z0-9])' : ''
  return before + escaped(form) + after
}

const escaped = (form: string): string => form.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
