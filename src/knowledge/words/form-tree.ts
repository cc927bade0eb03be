import type { Steps } from '../steps.js'

/** A word to be found in texts, with what it means. */
export interface Form<Meaning> {
  readonly form: string
  readonly means: Meaning
}

/** Words by their characters, ready to be found. */
export interface FormTree<Meaning> {
  /** By character code, the branch of the words that begin with it, counted from 1: with most none does. */
  readonly branchOf: Uint16Array
  readonly branches: readonly Branch<Meaning>[]
}

/** Where few begin alike they stand in a list, else by the character that comes next. */
type Branch<Meaning> = Few<Meaning> | Many<Meaning>

interface Few<Meaning> {
  readonly kind: 'few'
  /** Longest first. */
  readonly forms: readonly Form<Meaning>[]
}

interface Many<Meaning> {
  readonly kind: 'many'
  /** The one that is at its end here. */
  readonly ending: Form<Meaning> | undefined
  readonly next: ReadonlyMap<number, Branch<Meaning>>
}

/** More are told apart sooner by their next character than one by one. */
const few = 4

/** Of forms that are all different and none empty. In steps: there are thousands. */
export function* formTreeSteps<Meaning>(forms: readonly Form<Meaning>[]): Steps<FormTree<Meaning>> {
  const branchOf = new Uint16Array(codes.count)
  const branches: Branch<Meaning>[] = []
  for (const [code, alike] of byCharacter(forms, 0)) {
    const longestFirst = [...alike].sort((a, b) => b.form.length - a.form.length)
    branchOf[code] = branches.push(branchFrom(longestFirst, 1))
    yield
  }
  return { branchOf, branches }
}

/** Of forms that begin with the same `depth` characters, longest first. */
function branchFrom<Meaning>(forms: readonly Form<Meaning>[], depth: number): Branch<Meaning> {
  if (forms.length <= few) return { kind: 'few', forms }
  const shortest = forms.at(-1)
  const next = new Map<number, Branch<Meaning>>()
  for (const [code, alike] of byCharacter(forms, depth)) next.set(code, branchFrom(alike, depth + 1))
  return { kind: 'many', ending: shortest?.form.length === depth ? shortest : undefined, next }
}

/** Without the form that has no character there. */
function byCharacter<Meaning>(
  forms: readonly Form<Meaning>[],
  at: number,
): ReadonlyMap<number, readonly Form<Meaning>[]> {
  const groups = new Map<number, Form<Meaning>[]>()
  for (const one of forms) {
    if (one.form.length === at) continue
    const code = one.form.charCodeAt(at)
    const alike = groups.get(code)
    if (alike === undefined) groups.set(code, [one])
    else alike.push(one)
  }
  return groups
}

/**
 * The longest form that stands in a text from a place on and breaks no run of Latin letters or digits. Nothing is cut
 * out of the text: this is asked at every place of every text there is.
 */
export function longestAt<Meaning>(
  text: string,
  from: number,
  { branchOf, branches }: FormTree<Meaning>,
): Form<Meaning> | undefined {
  const first = branchOf[codeAt(from, text)] ?? 0
  if (first === 0 || isInsideRun(text, from)) return undefined
  let longest: Form<Meaning> | undefined
  let branch = branches[first - 1]
  for (let at = from + 1; branch?.kind === 'many'; at++) {
    if (branch.ending !== undefined && !isInsideRun(text, at)) longest = branch.ending
    branch = branch.next.get(codeAt(at, text))
  }
  if (branch === undefined) return longest
  for (const one of branch.forms)
    if (standsAt(from, one.form, text) && !isInsideRun(text, from + one.form.length)) return one
  return longest
}

/** What `startsWith` does, in a third of the time for forms that mostly differ at once. */
function standsAt(from: number, form: string, text: string): boolean {
  if (from + form.length > text.length) return false
  for (let at = form.length - 1; at >= 0; at--)
    if (form.charCodeAt(at) !== text.charCodeAt(from + at)) return false
  return true
}

/** Whether a cut here would break a run of Latin letters or digits: 'sp' is no form inside 'spam'. */
function isInsideRun(text: string, at: number): boolean {
  const after = codeAt(at, text)
  if (isLetter(after)) return isLetter(codeAt(at - 1, text))
  return isDigit(after) && isDigit(codeAt(at - 1, text))
}

/** 0 outside the text: asked for a place that is not there, the engine takes a slow way ever after. */
const codeAt = (at: number, text: string): number => (at >= 0 && at < text.length ? text.charCodeAt(at) : 0)

const codes = { count: 0x10000, a: 0x61, z: 0x7a, zero: 0x30, nine: 0x39 }

const isLetter = (code: number): boolean => code >= codes.a && code <= codes.z

const isDigit = (code: number): boolean => code >= codes.zero && code <= codes.nine
