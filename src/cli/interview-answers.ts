import * as z from 'zod'
import type { Flow } from '../interview/flow/flow.js'

/** Answers as somebody wrote them down, by the question's id; or everything that is wrong with them. */
export type AnswersRead =
  | { readonly ok: true; readonly said: ReadonlyMap<string, string> }
  | { readonly ok: false; readonly faults: readonly string[] }

const written = z.record(z.string(), z.unknown())
/** Of a question nobody says more; what is longer is no answers file. */
const mostCharacters = 1_000_000

/** One JSON object {question id: text}; `line` is the one on which it begins. */
export function answersIn(text: string, flow: Flow, line: number): AnswersRead {
  if (text.length > mostCharacters)
    return failed([`第 ${line} 行起太长了（${text.length} 个字符）：一家公司的答案写成一个 JSON 对象`])
  const json = parsed(text)
  if (json === undefined)
    return failed([`第 ${line + brokenLine(text)} 行：不是正确的 JSON，请检查这附近的引号、逗号和括号`])
  const read = written.safeParse(json.value)
  if (!read.success)
    return failed([`第 ${line} 行：要写成一个 JSON 对象，题号对答案，例如 {"capital": "500万"}`])
  const entries = Object.entries(read.data)
  const faults = entries.flatMap(([id, answer]) => {
    const where = `第 ${line + lineOfKey(id, text)} 行 ${id}`
    if (!flow.questions.some(({ input }) => input === id))
      return [`${where}：面谈 ${flow.id} 没有这一题。题号有：${idsOf(flow)}`]
    return typeof answer === 'string' ? [] : [`${where}：答案要写成带引号的文字，例如 "500万"`]
  })
  const texts = entries.flatMap(([id, answer]) => (typeof answer === 'string' ? [[id, answer] as const] : []))
  return faults.length > 0 ? failed(faults) : { ok: true, said: new Map(texts) }
}

const failed = (faults: readonly string[]): AnswersRead => ({ ok: false, faults })

export const idsOf = ({ questions }: Flow): string => questions.map(({ input }) => input).join('、')

function parsed(text: string): { readonly value: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return { value }
  } catch {
    return undefined
  }
}

const token =
  /\s+|"(?:[^"\\\n]|\\.)*"|-?\d+(?:\.\d+)?(?:e[+-]?\d+)?(?![\w.])|(?:true|false|null)(?!\w)|[{}[\],:]/iy

/** How many lines before the first that cannot be right: a parser says where it stopped only for some faults. */
function brokenLine(text: string): number {
  token.lastIndex = 0
  let at = 0
  let before = ''
  for (let found = token.exec(text); found !== null; found = token.exec(text)) {
    const [piece] = found
    if (piece.trim() !== '' && !mayFollow(before, piece)) break
    if (piece.trim() !== '') before = piece
    at = token.lastIndex
  }
  return linesBefore(Math.min(at, text.trimEnd().length), text)
}

/** Whether two pieces may stand side by side: two values need a comma, and a comma needs something behind it. */
function mayFollow(before: string, piece: string): boolean {
  const ends = before !== '' && !/^[{[,:]$/.test(before)
  return /^[}\],:]$/.test(piece) ? !/^[,:]$/.test(before) : !ends
}

const linesBefore = (at: number, text: string): number => text.slice(0, at).split('\n').length - 1

function lineOfKey(id: string, text: string): number {
  const at = text.indexOf(JSON.stringify(id))
  return at < 0 ? 0 : linesBefore(at, text)
}
