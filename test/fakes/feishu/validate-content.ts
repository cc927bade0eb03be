import { z } from 'zod'
import { refused, type ApiAnswer } from './calls.js'
import { tagProblems } from './tags.js'
import { parsedJson, problemsOfCard } from './validate-card.js'
import type { World } from './world.js'

const textBytes = 150 * 1024
/** The whole request, style tags and all: one page says 150 KB for post, 30 is what the reference says. */
const cardBytes = 30 * 1024

/** `notes` are violations; `refusal` is what the platform answers, where it would not take it. */
export interface ContentProblem {
  readonly notes: readonly string[]
  readonly refusal?: ApiAnswer
}

const text = z.strictObject({ text: z.string() })
const node = z.union([
  z.strictObject({
    tag: z.literal('text'),
    text: z.string(),
    un_escape: z.boolean().optional(),
    style: z.array(z.enum(['bold', 'italic', 'underline', 'lineThrough'])).optional(),
  }),
  z.strictObject({
    tag: z.literal('a'),
    text: z.string(),
    href: z.string(),
    style: z.array(z.string()).optional(),
  }),
  z.strictObject({ tag: z.literal('at'), user_id: z.string(), style: z.array(z.string()).optional() }),
  z.strictObject({ tag: z.literal('emotion'), emoji_type: z.string() }),
  z.strictObject({ tag: z.literal('md'), text: z.string() }),
  z.strictObject({ tag: z.literal('hr') }),
  z.strictObject({ tag: z.literal('code_block'), language: z.string().optional(), text: z.string() }),
])
export const postOf = z.strictObject({
  title: z.string().optional(),
  content: z.array(z.array(node)).min(1),
})
const languages = z.enum(['zh_cn', 'en_us', 'ja_jp'])
const post = z.partialRecord(languages, postOf).refine((all) => Object.keys(all).length > 0, 'no language')

export function problemOfContent(world: World, kind: string, content: string, bytes: number): ContentProblem {
  const parsed = parsedJson(content)
  if (typeof parsed !== 'object' || parsed === null) return wrong('content is not a JSON object in a string')
  switch (kind) {
    case 'text':
      return problemOfText(world, parsed, content)
    case 'post':
      return bytes > cardBytes ? tooLong(bytes) : problemOfPost(world, parsed)
    case 'interactive':
      return bytes > cardBytes ? tooLong(bytes) : problemOfCard(world, parsed)
    case 'image':
    case 'file':
      return problemOfKey(world, kind, parsed)
    default:
      return wrong(`msg_type ${kind} is not one of text, post, interactive, image, file`)
  }
}

/** A message names what was uploaded, and nothing else. */
function problemOfKey(world: World, kind: 'image' | 'file', parsed: object): ContentProblem {
  const [[name, key] = []] = Object.entries(parsed)
  const known = name === `${kind}_key` && typeof key === 'string' && world.uploads.has(key)
  return known && Object.keys(parsed).length === 1
    ? { notes: [] }
    : wrong(`${kind} content names no ${kind}_key`)
}

function problemOfText(world: World, parsed: unknown, content: string): ContentProblem {
  if (Buffer.byteLength(content) > textBytes) return tooLong(Buffer.byteLength(content))
  const asked = text.safeParse(parsed)
  if (!asked.success) return wrong('text content is not {"text": …}')
  if (asked.data.text.trim() === '') return wrong('text is empty')
  return { notes: tagProblems(world, asked.data.text, 'text') }
}

function problemOfPost(world: World, parsed: unknown): ContentProblem {
  const asked = post.safeParse(parsed)
  if (!asked.success) return wrong(`post content: ${asked.error.issues[0]?.message ?? 'wrong'}`)
  const nodes = Object.values(asked.data).flatMap(({ content }) => content.flat())
  return { notes: nodes.flatMap((one) => nodeProblems(world, one)) }
}

function nodeProblems(world: World, one: z.infer<typeof node>): readonly string[] {
  if (one.tag === 'md') return tagProblems(world, one.text, 'markdown')
  if (one.tag === 'at' && !world.people.has(one.user_id)) return [`at node of ${one.user_id}`]
  return []
}

/** The platform renders a tag it should not have got; so that is noted, not refused. */
function problemOfCard(world: World, parsed: unknown): ContentProblem {
  const problems = problemsOfCard(world, parsed)
  const [worst] = problems.filter(({ code }) => code !== undefined)
  const notes = problems.map(({ what }) => what)
  if (worst === undefined) return { notes }
  const msg = `Failed to create card content, ext=ErrCode: ${String(worst.code)}; ErrMsg: ${worst.what};`
  return { notes, refusal: refused(230099, msg) }
}

function wrong(what: string): ContentProblem {
  return {
    notes: [what],
    refusal: refused(230001, `Your request contains an invalid request parameter: ${what}`),
  }
}

function tooLong(bytes: number): ContentProblem {
  return {
    notes: [`${String(bytes)} bytes are too many`],
    refusal: refused(230025, 'The length of the message content reaches its limit.'),
  }
}
