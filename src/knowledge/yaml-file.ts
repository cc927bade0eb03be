import * as yaml from 'yaml'
import * as z from 'zod'
import type { Fault } from './fault.js'
import { garbledAt } from './garbled.js'
import { keyComplaint, shapeComplaint, shapeMessage } from './shape-fault.js'

export interface TextFile {
  /** Relative to the knowledge folder, with forward slashes. */
  readonly path: string
  readonly text: string
}

type Path = readonly PropertyKey[]
type Complaint = Pick<Fault, 'message' | 'remedy'>

/** One parsed file: its value, and where in the text each part of it stands. */
export interface YamlFile<T> {
  readonly path: string
  readonly value: T
  faultAt(path: Path, message: string, remedy: string): Fault
  /** A fault so many characters into a text that stands there. */
  faultWithin(path: Path, offset: number, complaint: Complaint): Fault
}

export type Parsed<T> =
  | { readonly ok: true; readonly file: YamlFile<T> }
  | { readonly ok: false; readonly faults: readonly Fault[] }

/** Reads the files of one kind after another. What is wrong with any is gathered in `faults`, and that file left out. */
export interface YamlReader {
  readonly faults: Fault[]
  readonly read: <S extends z.ZodType>(path: RegExp, schema: S) => readonly YamlFile<z.output<S>>[]
}

export function yamlReader(texts: readonly TextFile[]): YamlReader {
  const faults: Fault[] = []
  return {
    faults,
    read: (path, schema) =>
      texts
        .filter((text) => path.test(text.path))
        .flatMap((text) => {
          const parsed = parseYamlFile(text, schema)
          if (parsed.ok) return [parsed.file]
          faults.push(...parsed.faults)
          return []
        }),
  }
}

/** Reads one YAML file against its schema. All faults at once: a file with one fault is not used at all. */
export function parseYamlFile<S extends z.ZodType>(file: TextFile, schema: S): Parsed<z.output<S>> {
  const garbled = garbledFaults(file)
  if (garbled.length > 0) return { ok: false, faults: garbled }
  const lines = new yaml.LineCounter()
  const document = yaml.parseDocument(file.text, {
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: true,
  })
  const colons = colonFaults(file, schema)
  const broken = colons.length > 0 ? colons : syntaxFaults(file, document, lines)
  if (broken.length > 0) return { ok: false, faults: broken }
  const place = placeIn(file.path, document, lines)
  const checked = schema.safeParse(document.toJS(), { error: shapeMessage, reportInput: true })
  if (!checked.success) return { ok: false, faults: shapeFaults(checked.error.issues, place, schema) }
  const within: Within = (path, offset, complaint) => ({
    file: file.path,
    ...placeWithin(document, lines, { path, offset, source: file.text }),
    ...complaint,
  })
  return {
    ok: true,
    file: {
      path: file.path,
      value: checked.data,
      faultAt: (at, message, remedy) => place(at, { message, remedy }),
      faultWithin: within,
    },
  }
}

type Place = (path: Path, complaint: Complaint) => Fault

function placeIn(path: string, document: yaml.Document, lines: yaml.LineCounter): Place {
  return (at, complaint) => ({ file: path, ...position(document, lines, at), ...complaint })
}

type Within = YamlFile<unknown>['faultWithin']

function placeWithin(
  document: yaml.Document,
  lines: yaml.LineCounter,
  { path, offset, source }: { readonly path: Path; readonly offset: number; readonly source: string },
): { line: number; column: number } {
  const node = document.getIn(path, true)
  if (!yaml.isScalar(node) || !node.range || typeof node.value !== 'string')
    return position(document, lines, path)
  return spot(lines, sourceOffset(source, node.range[0], node.value.slice(0, offset + 1)))
}

/** Where the last character of `said` stands: quotes, indents and line ends of the source are passed over. */
function sourceOffset(source: string, start: number, said: string): number {
  let at = start
  for (const character of said.replace(/\s+/g, ' ')) {
    while (at < source.length && !isWritten(character, source[at] ?? '')) at++
    do at++
    while (character === ' ' && isWritten(' ', source[at] ?? ''))
  }
  return Math.max(start, at - 1)
}

const isWritten = (character: string, source: string): boolean =>
  character === ' ' ? /\s/.test(source) : source === character

/** The line and column of a part, or of the nearest part around it that exists. */
function position(
  document: yaml.Document,
  lines: yaml.LineCounter,
  path: Path,
): { line: number; column: number } {
  for (let length = path.length; length >= 0; length--) {
    const node = document.getIn(path.slice(0, length), true)
    if (yaml.isNode(node) && node.range) return spot(lines, node.range[0])
  }
  return { line: 1, column: 1 }
}

function spot(lines: yaml.LineCounter, offset: number): { line: number; column: number } {
  const { line, col } = lines.linePos(offset)
  return { line, column: col }
}

/** Nothing else is said of such a file: a parser stumbles over it everywhere. */
function garbledFaults({ path, text }: TextFile): readonly Fault[] {
  const garbled = garbledAt(text)
  if (garbled === undefined) return []
  const before = text.slice(0, garbled.offset).split('\n')
  const place = { line: before.length, column: (before.at(-1) ?? '').length + 1 }
  return [{ file: path, ...place, ...garbled.complaint }]
}

const fullWidthColon = /^(\s*(?:- )?)([A-Za-z-]+)：/

/** Found before parsing, since what the parser says of them is baffling. A line of text such as `EDI：…` names no key. */
function colonFaults({ path, text }: TextFile, schema: z.ZodType): readonly Fault[] {
  const found = text.split('\n').flatMap((line, index) => {
    const [, indent = '', key = ''] = fullWidthColon.exec(line) ?? []
    return key === '' ? [] : [{ key, line: index + 1, column: indent.length + key.length + 1 }]
  })
  const keys = found.length > 0 ? knownKeys(schema) : new Set()
  return found.filter(({ key }) => keys.has(key)).map(({ line, column }) => colonFault(path, line, column))
}

function syntaxFaults(file: TextFile, document: yaml.Document, lines: yaml.LineCounter): readonly Fault[] {
  return firstOfEachKind([...document.errors, ...document.warnings, ...referencesIn(document)]).map(
    (error) => ({
      file: file.path,
      ...spot(lines, error.pos[0]),
      ...(syntaxAdvice[error.code] ?? {
        message: `YAML 写法有错（${error.code}）`,
        remedy: '对照上下几行的缩进和符号',
      }),
    }),
  )
}

type SyntaxError = Pick<yaml.YAMLError, 'code' | 'pos'>

/** One slip makes the parser stumble many times after it: the first of each kind is the one to mend. */
function firstOfEachKind(errors: readonly SyntaxError[]): readonly SyntaxError[] {
  return errors.filter(({ code }, at) => errors.findIndex((other) => other.code === code) === at)
}

/** A text that begins with * or & is read as a reference to elsewhere, which our files never use. */
function referencesIn(document: yaml.Document): readonly SyntaxError[] {
  const found: SyntaxError[] = []
  yaml.visit(document, {
    Node: (_, node) => {
      if (!yaml.isAlias(node) && node.anchor === undefined) return
      const at = node.range?.[0] ?? 0
      found.push({ code: 'BAD_ALIAS', pos: [at, at] })
    },
  })
  return found
}

function colonFault(file: string, line: number, column: number): Fault {
  return { file, line, column, message: '键的后面用了全角冒号“：”', remedy: '改成英文冒号加一个空格“: ”' }
}

const syntaxAdvice: Readonly<Partial<Record<yaml.ErrorCode, { message: string; remedy: string }>>> = {
  BAD_INDENT: { message: '缩进不对', remedy: '同一层的行要对齐，每层缩进两个空格' },
  TAB_AS_INDENT: { message: '缩进用了制表符', remedy: '改成空格' },
  DUPLICATE_KEY: { message: '同一个键写了两次', remedy: '删掉其中一个' },
  MISSING_CHAR: { message: '少了符号', remedy: '检查引号、括号和冒号是否成对' },
  UNEXPECTED_TOKEN: { message: '这里不该有这个符号', remedy: '文字里有冒号、# 或括号时，整句用引号括起来' },
  BAD_ALIAS: { message: '* 或 & 被当成了 YAML 的引用', remedy: '把这句文字用引号括起来' },
  TAG_RESOLVE_FAILED: { message: '! 开头的文字被当成了 YAML 的标签', remedy: '把整句用引号括起来' },
  BLOCK_AS_IMPLICIT_KEY: { message: '一行里出现了两个“: ”', remedy: '把冒号后面的文字用引号括起来' },
  MULTILINE_IMPLICIT_KEY: { message: '键写到了下一行', remedy: '检查上一行是否漏了冒号或引号' },
  BLOCK_IN_FLOW: { message: '方括号或花括号里换行写了列表', remedy: '写成一行，或改成“- ”开头的列表' },
  BAD_SCALAR_START: { message: '文字不能以这个符号开头', remedy: '把整句用引号括起来' },
}

function shapeFaults(issues: readonly z.core.$ZodIssue[], place: Place, schema: z.ZodType): readonly Fault[] {
  const keys = knownKeys(schema)
  return firstOfEachPlace(issues).flatMap((issue) => {
    if (issue.code !== 'unrecognized_keys') return place(issue.path, shapeComplaint(issue, keys))
    return issue.keys.map((key) => place([...issue.path, key], keyComplaint(key, keys)))
  })
}

/** One value that does not fit in two ways is to be written once. */
function firstOfEachPlace(issues: readonly z.core.$ZodIssue[]): readonly z.core.$ZodIssue[] {
  const placeOf = ({ path }: z.core.$ZodIssue): string => path.map(String).join(' ')
  return issues.filter((issue, at) => issues.findIndex((other) => placeOf(other) === placeOf(issue)) === at)
}

/** Every key that stands anywhere in a schema: enough to guess which one was meant. */
function knownKeys(schema: z.ZodType): ReadonlySet<string> {
  const text = JSON.stringify(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }))
  return new Set([...text.matchAll(/"properties":\{|"([A-Za-z]+)":\{/g)].flatMap((found) => found[1] ?? []))
}
