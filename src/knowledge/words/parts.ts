import { aspect, formsIn, withoutGreeting, type Found, type Lexicon } from './lexicon.js'
import { normalise } from './normalise.js'

const separators = /[？?。；;，,！!\n]+|还有|另外|以及|顺便/

/**
 * The questions in one message, in order: '录音存多久，投诉多久回复' holds two.
 * A piece that only sets the scene stays with the question after it; 行吗 alone stays with the one before.
 */
export function partsOf(text: string, lexicon: Lexicon): readonly string[] {
  const parts: string[] = []
  let scene: string[] = []
  const pieces = text.split(separators).map((part) => part.trim())
  for (const piece of pieces.flatMap((part) => conjoined(part, lexicon))) {
    if (withoutGreeting(normalise(piece), lexicon) === '') continue
    scene.push(piece)
    const role = roleOf(piece, lexicon)
    const last = parts.length - 1
    if (role === 'scene') continue
    if (role === 'tail' && last >= 0 && scene.length === 1) parts[last] = `${parts[last] ?? ''}，${piece}`
    else parts.push(scene.join('，'))
    scene = []
  }
  if (scene.length > 0) parts.push([parts.pop() ?? '', ...scene].filter(Boolean).join('，'))
  return parts
}

/** 等保和编号公示都要做吗 asks the same of two things; 全国和省内有什么区别 is one question about both. */
function conjoined(piece: string, lexicon: Lexicon): readonly string[] {
  const text = normalise(piece)
  const subjects = formsIn(text, lexicon.subjects).filter(
    ({ concepts }) => !concepts.some((id) => lexicon.everywhere.has(id)),
  )
  const pair = subjects.flatMap((one, index) => {
    const other = subjects[index + 1]
    return other !== undefined && isConjoined(one, other, text) ? [{ one, other }] : []
  })[0]
  if (pair === undefined) return [piece]
  const end = nameEnd(pair.other, subjects)
  const tail = text.slice(end).replace(/分别|各自/, '')
  return asksOfEach(tail, lexicon)
    ? [text.slice(0, pair.one.to) + tail, text.slice(pair.other.from, end) + tail]
    : [piece]
}

/** A name may be made of several: 编号 and 公示 in 编号公示. */
function nameEnd({ to }: Found, subjects: readonly Found[]): number {
  const next = subjects.find((one) => one.from === to)
  return next === undefined ? to : nameEnd(next, subjects)
}

function isConjoined(one: Found, other: Found, text: string): boolean {
  const sharesConcept = one.concepts.some((id) => other.concepts.includes(id))
  return !sharesConcept && /^\p{Script=Han}{0,2}(?:和|与|跟|及|以及)$/u.test(text.slice(one.to, other.from))
}

function asksOfEach(tail: string, lexicon: Lexicon): boolean {
  const aspects = formsIn(tail, lexicon.aspects).flatMap(({ concepts }) => concepts)
  return !aspects.includes(aspect.difference) && (aspects.length > 0 || asks(tail))
}

const asks = (text: string): boolean =>
  /[吗嘛么不没呢]$|多久|多少|多长|什么|怎么|哪|(.)不\1/.test(text.replace(/[?？]$/, ''))

type Role = 'question' | 'scene' | 'tail'

/** A question asks something about something; a tail asks without naming anything. */
function roleOf(piece: string, lexicon: Lexicon): Role {
  const text = normalise(piece)
  const aspects = formsIn(text, lexicon.aspects)
  if (aspects.length === 0 && !asks(text)) return 'scene'
  const asked = aspects.reduce((length, { from, to }) => length + to - from, 0)
  const names = formsIn(text, lexicon.subjects).length > 0
  return names || text.length - asked > 2 ? 'question' : 'tail'
}
