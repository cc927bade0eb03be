import { describe, expect, test } from 'vitest'
import { answersByPapers, checklistOf, withNote } from '../../src/interview/checklist.js'
import type { Answer } from '../../src/interview/answers.js'
import { judgedOn, type Judged } from '../../src/interview/judged.js'
import { isPrepared } from '../../src/interview/papers.js'
import { timelineOf } from '../../src/interview/timeline.js'
import { readInterview, writtenInterview } from '../../src/interview/kept/written-interview.js'
import { inputId } from '../../src/values/ids.js'
import { interview } from '../contracts/interview-samples.js'
import { day } from '../knowledge/small.js'
import { caseNamed } from './judged-cases.js'

const many = (...options: readonly string[]): Answer => ({ kind: 'many', options: new Set(options) })
const yes: Answer = { kind: 'yes-no', yes: true }
const no: Answer = { kind: 'yes-no', yes: false }
const unknown: Answer = { kind: 'unknown' }

function but(name: string, answers: Readonly<Record<string, Answer>>): Judged {
  const { flow, asking, knowledge, answers: before } = caseNamed(name)
  const changed = Object.entries(answers).map(([input, answer]) => [inputId(input), answer] as const)
  return judgedOn(asking.asOf, flow, new Map([...before, ...changed]), knowledge)
}

const half = but('V1', {
  'technical-plan': no,
  papers: many('business-licence', 'equity'),
  policies: unknown,
})

const everything = checklistOf(half).map(({ paper }) => ({ paper: paper.id, done: true }))

describe('the list of materials', () => {
  test('begins as the answers say, and nobody has them', () => {
    const items = checklistOf(half)
    expect(items.flatMap(({ paper, done }) => (done ? [paper.id] : []))).toEqual([
      'pledge',
      'papers.business-licence',
      'papers.equity',
    ])
    expect(items.some(({ owner }) => owner !== undefined)).toBe(false)
  })

  test('is then what was noted on it, whatever was answered', () => {
    const noted = [
      { paper: 'papers.equity', done: false, owner: '小王' },
      { paper: 'technical-plan', done: true },
    ]
    const items = checklistOf(half, noted)
    expect(items.find(({ paper }) => paper.id === 'papers.equity')).toMatchObject({
      done: false,
      owner: '小王',
    })
    expect(items.find(({ paper }) => paper.id === 'technical-plan')?.done).toBe(true)
  })

  test('is due on the last day on which to hand in, unless somebody says another one', () => {
    const { timeline, wanted } = wantedBy('2027-12-31')
    const own = day('2027-03-10')
    const items = checklistOf(wanted, [{ paper: 'pledge', due: own }])
    expect(new Set(items.map(({ due }) => due))).toEqual(new Set([timeline, own]))
    expect(checklistOf(wantedBy(undefined).wanted).some(({ due }) => due !== undefined)).toBe(false)
  })

  test('ends with what the law lists and nobody is asked for, which is ticked and changes no answer', () => {
    const ids = checklistOf(half).flatMap(({ paper, done }) =>
      isPrepared(paper.id) ? [[paper.id, done]] : [],
    )
    expect(ids).toEqual(half.flow.prepare.map(({ id }) => [`prepare:${id}`, false]))
    expect(ids).toHaveLength(8)
    const noted = withNote(undefined, { paper: 'prepare:credit', done: true, owner: '小王' })
    const credit = checklistOf(half, noted).find(({ paper }) => paper.id === 'prepare:credit')
    expect(credit).toMatchObject({ done: true, owner: '小王' })
    const butPrepared = everything.filter(({ paper }) => !isPrepared(paper))
    expect(answersByPapers(checklistOf(half, butPrepared), half)).toEqual(
      answersByPapers(checklistOf(half, everything), half),
    )
  })

  test('does without what is not needed', () => {
    const items = checklistOf(but('W1', { 'opening-proof': many('invoice') }))
    expect(items.map(({ paper }) => paper.id)).not.toContain('opening-proof.contract')
  })
})

function wantedBy(text: string | undefined) {
  const on = text === undefined ? undefined : BigInt(Date.parse(text) / 86_400_000)
  const answer: Answer =
    on === undefined ? unknown : { kind: 'quantity', unit: 'date', range: { lo: on, hi: on } }
  const wanted = but('V1', { 'wanted-by': answer })
  const timeline = timelineOf(wanted)
  return { wanted, timeline: timeline.kind === 'application' ? timeline.back?.submitBy : undefined }
}

describe('once everything is there', () => {
  test('the answers say so, each whole, and those that said so before stay', () => {
    const answers = answersByPapers(checklistOf(half, everything), half)
    expect(Object.fromEntries(answers)).toEqual({
      'technical-plan': yes,
      policies: many('privacy', 'emergency', 'service'),
      papers: many('business-licence', 'equity', 'articles', 'id-cards', 'resumes'),
    })
  })

  test('and not before', () => {
    const butOne = withNote(everything, { paper: 'papers.resumes', done: false })
    expect(answersByPapers(checklistOf(half, butOne), half).size).toBe(0)
  })

  test('nothing changes where the answers said so already', () => {
    const judged = caseNamed('V1')
    const asked = checklistOf(judged).filter(({ paper }) => !isPrepared(paper.id))
    expect(asked.every(({ done }) => done)).toBe(true)
    expect(answersByPapers(checklistOf(judged), judged).size).toBe(0)
  })
})

test('a note changes only what it names', () => {
  const first = withNote(undefined, { paper: 'pledge', owner: '小王' })
  const second = withNote(first, { paper: 'pledge', due: day('2027-03-10') })
  expect(withNote(second, { paper: 'pledge', done: true })).toEqual([
    { paper: 'pledge', owner: '小王', due: '2027-03-10', done: true },
  ])
})

test('what was noted is kept with its interview', () => {
  const noted = interview({
    papers: [{ paper: 'pledge', owner: '小王', due: day('2027-03-10'), done: false }],
  })
  const written = writtenInterview(noted)
  expect(JSON.parse(JSON.stringify(written))).toEqual(written)
  expect(readInterview(written)).toEqual(noted)
})
