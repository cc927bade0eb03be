import { formsIn, type Lexicon } from './lexicon.js'
import { normalise } from './normalise.js'

const separators = /[？?。；;，,！!\n]+|还有|另外|以及|顺便/

/**
 * The questions in one message, in order: '录音存多久，投诉多久回复' holds two.
 * A piece that only sets the scene stays with the question after it; 行吗 alone stays with the one before.
 */
export function partsOf(text: string, lexicon: Lexicon): readonly string[] {
  const parts: string[] = []
  let scene: string[] = []
  for (const piece of text.split(separators).map((part) => part.trim())) {
    if (piece === '') continue
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

type Role = 'question' | 'scene' | 'tail'

/** A question asks something about something; a tail asks without naming anything. */
function roleOf(piece: string, lexicon: Lexicon): Role {
  const text = normalise(piece)
  const aspects = formsIn(text, lexicon.aspects)
  const asks = aspects.length > 0 || /[吗嘛么不没呢]$/.test(text)
  if (!asks) return 'scene'
  const asked = aspects.reduce((length, { from, to }) => length + to - from, 0)
  const names = formsIn(text, lexicon.subjects).length > 0
  return names || text.length - asked > 2 ? 'question' : 'tail'
}
