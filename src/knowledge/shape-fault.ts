import type * as z from 'zod'
import { nearest, type Fault } from './fault.js'

type Complaint = Pick<Fault, 'message' | 'remedy'>
type Issue = z.core.$ZodIssue
type RawIssue = z.core.$ZodRawIssue

/** What a schema says of a value that does not fit, in an editor's words. A schema with words of its own is not asked. */
export function shapeMessage(issue: RawIssue): string {
  const { input } = issue
  if (input === undefined) return '少了这一项'
  if (input === null || input === '') return '还没有填'
  switch (issue.code) {
    case 'invalid_type':
      return `要写${kindName(issue.expected)}，现在是${kindOf(input)}`
    case 'invalid_value':
      return `没有${isPlain(input) ? `“${input}”` : ''}这种写法`
    case 'too_big':
      return `太多了，最多 ${issue.maximum} ${countWord(issue.origin)}`
    case 'too_small':
      return `太少了，至少 ${issue.minimum} ${countWord(issue.origin)}`
    case 'invalid_format':
      return issue.format === 'url' ? '这不是网址' : '写法不对'
    case 'invalid_key':
      return issue.issues[0]?.message ?? '写法不对'
    default:
      return '写法不对'
  }
}

/** `keys`: the words that may stand before a colon in this file. */
export function shapeComplaint(issue: Issue, keys: ReadonlySet<string>): Complaint {
  if (issue.path.length === 0) return wholeFile(issue, keys)
  return { message: `${whereIn(issue.path)}：${issue.message}`, remedy: remedyFor(issue) }
}

export function keyComplaint(key: string, keys: ReadonlySet<string>): Complaint {
  const meant = nearest(key, keys)
  return {
    message: `不认识的键 ${key}`,
    remedy: meant === undefined ? '删掉它，或查 .schema 里有哪些键' : `是不是想写 ${meant}`,
  }
}

function wholeFile({ input, message }: Issue, keys: ReadonlySet<string>): Complaint {
  const [first = ''] = keys
  return input === null
    ? { message: '这个文件是空的', remedy: '从上一个版本恢复它；requirements/、asked/ 里多余的文件可以删掉' }
    : { message: `整个文件${message}`, remedy: `第一行写“${first}:”这样的键，内容缩进写在它下面` }
}

/** The nearest name, and which of a list: aliases 第 2 项. */
function whereIn(path: Issue['path']): string {
  const last = path.at(-1)
  if (typeof last !== 'number') return String(last)
  const name = path.findLast((part) => typeof part === 'string')
  return `${name === undefined ? '' : `${name} `}第 ${last + 1} 项`
}

function remedyFor(issue: Issue): string {
  if (issue.code === 'invalid_value') return `只能写：${issue.values.map(String).join('、')}`
  const { input } = issue
  if (input === undefined) return '补上它'
  if (input === null || input === '') return '在冒号后面写上内容；这一项可以不写的话，删掉整行'
  switch (issue.code) {
    case 'invalid_type':
      return typeof input === 'number' && issue.expected === 'string'
        ? `加上引号，写成 "${input}"`
        : (waysToWrite[issue.expected] ?? '照旁边别的写法改')
    case 'too_big':
      return '删短一些'
    case 'too_small':
      return '写全'
    case 'invalid_format':
      return issue.format === 'url' ? '写成 https:// 开头的完整网址，或删掉这一行' : '照提示改'
    default:
      return '照提示改'
  }
}

const kindNames: Readonly<Record<string, string>> = {
  string: '文字',
  number: '数字',
  array: '列表',
  object: '“键: 值”',
  record: '“键: 值”',
  boolean: 'true 或 false',
}

const isPlain = (value: unknown): value is string | number | boolean =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'

const kindName = (kind: string): string => kindNames[kind] ?? kind

const kindOf = (value: unknown): string => kindName(Array.isArray(value) ? 'array' : typeof value)

const waysToWrite: Readonly<Record<string, string>> = {
  string: '只写一句，不写成列表',
  number: '只写数字，不加引号和单位',
  array: '写成 [甲, 乙]，或每项一行、用“- ”开头',
  object: '换行，缩进两个空格再写“键: 值”',
  record: '换行，缩进两个空格再写“键: 值”',
}

const countWord = (origin: string): string => (origin === 'string' ? '个字' : origin === 'array' ? '项' : '')
