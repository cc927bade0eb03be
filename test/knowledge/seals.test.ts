import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { knowledgeFrom, type Loaded } from '../../src/knowledge/load.js'
import { sealOf } from '../../src/knowledge/seal.js'
import { smallFiles, today } from './small.js'

const q = '录音存多久'
const seal = sealOf(q, 'recording.keep')

/** The base with the golden question about recordings written as `line`. */
function withQuestion(line: string): Loaded {
  const files = smallFiles.map((file) => {
    if (file.path !== 'questions.yaml') return file
    const before = `{ q: ${q}, entry: recording.keep }`
    if (!file.text.includes(before)) throw new Error('the question is not where it was')
    return { ...file, text: file.text.replace(before, () => line) }
  })
  return knowledgeFrom(files, 'small', today)
}

function faultsOf(loaded: Loaded): readonly string[] {
  return loaded.ok ? [] : loaded.faults.map(({ file, line, message }) => `${file}:${line} ${message}`)
}

const change = (from: string, to: string): string =>
  `{ on: 2026-11-22, from: ${from}, to: ${to}, because: 条目合并了 }`

describe('passes', () => {
  test.each([
    ['sealed with its answer', `{ q: ${q}, entry: recording.keep, sealed: ${seal} }`],
    [
      'changed, with a record from the sealed answer on',
      `{ q: ${q}, entry: recording.keep, sealed: ${sealOf(q, 'old.entry')}, changed: [${change('old.entry', 'recording.keep')}] }`,
    ],
    [
      'changed twice, each time recorded',
      `{ q: ${q}, entry: recording.keep, sealed: ${sealOf(q, 'unknown')}, changed: [${change('unknown', 'old.entry')}, ${change('old.entry', 'recording.keep')}] }`,
    ],
  ])('%s', (_, line) => {
    expect(faultsOf(withQuestion(line))).toEqual([])
  })
})

describe('is refused', () => {
  test.each([
    [
      'another answer than the sealed one, though the new one is what the base answers',
      `{ q: ${q}, entry: recording.keep, sealed: ${sealOf(q, 'old.entry')} }`,
      '没有写明理由',
    ],
    [
      'a record that begins with an answer it never had',
      `{ q: ${q}, entry: recording.keep, sealed: ${sealOf(q, 'old.entry')}, changed: [${change('capital.amount', 'recording.keep')}] }`,
      '没有写明理由',
    ],
    [
      'a second change without a record',
      `{ q: ${q}, entry: recording.keep, sealed: ${sealOf(q, 'old.entry')}, changed: [${change('old.entry', 'capital.amount')}] }`,
      'changed 里只写到 capital.amount',
    ],
    [
      'other words of the question under the old seal',
      `{ q: 通话录音存多久, entry: recording.keep, sealed: ${seal} }`,
      '没有写明理由',
    ],
    [
      'a change without a reason',
      `{ q: ${q}, entry: recording.keep, sealed: ${sealOf(q, 'old.entry')}, changed: [{ on: 2026-11-22, from: old.entry, to: recording.keep }] }`,
      'because',
    ],
    ['a seal that is none', `{ q: ${q}, entry: recording.keep, sealed: 12345 }`, 'sealed'],
  ])('%s', (_, line, says) => {
    const faults = faultsOf(withQuestion(line))
    expect(faults).toHaveLength(1)
    expect(faults[0]).toMatch(/^questions\.yaml:3 /)
    expect(faults[0]).toContain(says)
  })
})

test('a question without a seal is told, with the seal that it needs', () => {
  const loaded = withQuestion(`{ q: ${q}, entry: recording.keep }`)
  const notice = loaded.ok && loaded.notices.find(({ message }) => message.includes(q))
  expect(notice).toMatchObject({ file: 'questions.yaml', line: 3, remedy: `加上 sealed: ${seal}` })
})

test('a seal is six letters, and of another question or answer another one', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (question, answer) => {
      expect(sealOf(question, answer)).toMatch(/^[a-z]{6}$/)
    }),
  )
  const seals = Array.from({ length: 1_000 }, (_, n) => sealOf(`问题 ${n % 40}`, `entry.${n}`))
  expect(new Set(seals).size).toBe(1_000)
})
