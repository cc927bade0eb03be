import type * as z from 'zod'
import { askedFile, questionsFile, scopeFile, wordsFile } from './asking-files.js'
import { entriesFile, type EntrySource, factsFile, figuresFile, sourcesFile } from './entry.js'
import type { Fault } from './fault.js'
import { inputsFile } from './condition/inputs.js'
import { yamlReader, type TextFile, type YamlFile } from './yaml-file.js'

/** The single files of the knowledge folder, by the name they must have, with their schema. */
export const schemas = {
  sources: sourcesFile,
  figures: figuresFile,
  inputs: inputsFile,
  words: wordsFile,
  scope: scopeFile,
  questions: questionsFile,
  facts: factsFile,
  entries: entriesFile,
  asked: askedFile,
} as const

/** A folder of files each; the others are one file. */
const folders = { entries: 'requirements', asked: 'asked' } as const

type Single = Exclude<keyof typeof schemas, keyof typeof folders>

export type Files = { readonly [Name in Single]: YamlFile<z.output<(typeof schemas)[Name]>> } & {
  readonly entries: readonly YamlFile<z.output<typeof entriesFile>>[]
  readonly asked: readonly YamlFile<z.output<typeof askedFile>>[]
}

/** What the files say, without where in them it stands: all that answering needs. */
export type Contents = { readonly [Name in Exclude<Single, 'facts'>]: z.output<(typeof schemas)[Name]> } & {
  readonly entries: readonly EntrySource[]
  readonly asked: z.output<typeof askedFile>['asked']
}

export function contentsOf(files: Files): Contents {
  const { sources, figures, inputs, words, scope, questions, entries, asked } = files
  return {
    sources: sources.value,
    figures: figures.value,
    inputs: inputs.value,
    words: words.value,
    scope: scope.value,
    questions: questions.value,
    entries: entries.flatMap((file) => file.value.entries),
    asked: asked.flatMap((file) => file.value.asked),
  }
}

export interface Read {
  /** Undefined when any file is missing or faulty. */
  readonly files: Files | undefined
  readonly faults: readonly Fault[]
}

export function readFiles(texts: readonly TextFile[]): Read {
  const { faults, read } = yamlReader(texts)
  const single = <S extends z.ZodType>(name: string, schema: S): YamlFile<z.output<S>> | undefined => {
    if (!texts.some(({ path }) => path === `${name}.yaml`)) faults.push(missing(`${name}.yaml`))
    return read(new RegExp(`^${name}\\.yaml$`), schema)[0]
  }
  const sources = single('sources', schemas.sources)
  const figures = single('figures', schemas.figures)
  const inputs = single('inputs', schemas.inputs)
  const words = single('words', schemas.words)
  const scope = single('scope', schemas.scope)
  const questions = single('questions', schemas.questions)
  const facts = single('facts', schemas.facts)
  const entries = read(pathIn(folders.entries), schemas.entries)
  const asked = read(pathIn(folders.asked), schemas.asked)
  faults.push(...texts.filter((text) => !isKnown(text)).map(misplaced))
  const complete = sources && figures && inputs && words && scope && questions && facts && faults.length === 0
  return {
    files: complete
      ? { sources, figures, inputs, words, scope, questions, facts, entries, asked }
      : undefined,
    faults,
  }
}

const pathIn = (folder: string): RegExp => new RegExp(`^${folder}/[^/]+\\.yaml$`)

/** Deadlines are read by `deadlines/`. */
const deadlineFile = /^(?:rules\/[^/]+|holidays\/[^/]+|events)\.yaml$/

function isKnown(file: TextFile): boolean {
  return (
    deadlineFile.test(file.path) ||
    Object.values(folders).some((folder) => pathIn(folder).test(file.path)) ||
    Object.keys(schemas).some((name) => !(name in folders) && file.path === `${name}.yaml`)
  )
}

function missing(file: string): Fault {
  return { file, line: 1, column: 1, message: '缺少这个文件', remedy: '从上一个版本恢复它' }
}

function misplaced({ path }: TextFile): Fault {
  return {
    file: path,
    line: 1,
    column: 1,
    message: '不知道这个文件是什么',
    remedy: path.endsWith('.yml') ? '扩展名改成 .yaml' : '条目放到 requirements/ 下面，或删掉它',
  }
}
