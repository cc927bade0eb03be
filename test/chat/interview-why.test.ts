import { describe, expect, test } from 'vitest'
import { render as feishuCalls } from '../../src/channels/feishu/render.js'
import { render as telegramCalls } from '../../src/channels/telegram/render.js'
import { render as webCalls } from '../../src/channels/web/render.js'
import { whyViewReply } from '../../src/chat/say/interview/views.js'
import { openIn } from '../../src/chat/say/interview/why.js'
import { leavesOf } from '../../src/chat/say/interview/branch.js'
import { derivationOf, stepsOf } from '../../src/interview/derivation.js'
import type { Judged } from '../../src/interview/judged.js'
import { plainText } from '../../src/reply/plain.js'
import { traditional } from '../../src/reply/traditional.js'
import { instant } from '../../src/values/civil-date.js'
import { interviewId, pressToken } from '../../src/values/ids.js'
import { caseNamed, judgedCases } from '../interview/judged-cases.js'

const of = { id: interviewId('i-1'), answeredAt: instant(0) }
const cases = [...judgedCases]

/** The fullest cards there are: one part of the rest is open, and whatever fits beside it. */
function fullest(judged: Judged): readonly (readonly string[])[] {
  const { first, rest } = derivationOf(judged)
  const parts = rest.map(({ id, steps }) => [id, ...steps.map((step) => step.id)])
  return [[], ...parts].map((part) => openIn(judged, [...part, ...first.map(({ id }) => id)]))
}

describe('of every worked case', () => {
  test('each requirement that applies and each way to end is one branch, and none is there twice', () => {
    for (const [name, judged] of cases) {
      const { first, rest } = derivationOf(judged)
      const inTree = [...first, ...rest.flatMap(({ steps }) => steps)].map(({ id }) => id)
      expect({ name, inTree: inTree.toSorted() }).toEqual({
        name,
        inTree: stepsOf(judged)
          .map(({ id }) => id)
          .toSorted(),
      })
      expect(new Set(inTree).size).toBe(inTree.length)
    }
  })

  test('what fails or is open stands before what is met, and what the law asks of who applies is never hidden', () => {
    for (const [name, judged] of cases) {
      const { first } = derivationOf(judged)
      const states = first.flatMap((step) => (step.kind === 'outcome' ? [] : [step.reason.tested.state]))
      const met = states.indexOf('met')
      expect({ name, after: met < 0 ? [] : states.slice(met).filter((state) => state !== 'met') }).toEqual({
        name,
        after: [],
      })
      const failed = judged.result.tested.filter(
        ({ state, requirement: { severity } }) => severity === 'law' && state === 'unmet',
      )
      const ids = first.map(({ id }) => id)
      expect(failed.filter(({ requirement }) => !ids.includes(requirement.entry))).toEqual([])
    }
  })

  test('at the end of every branch stands an article', () => {
    for (const [name, judged] of cases)
      for (const step of stepsOf(judged)) {
        const sources = leavesOf(step, judged).flatMap((leaf) => leaf.sources)
        expect({ name, step: step.id, cites: sources.length > 0 }).toEqual({
          name,
          step: step.id,
          cites: true,
        })
      }
  })

  test('however much is opened, the card stays one message everywhere: only that can be changed in place', () => {
    const token = () => pressToken('abcdefghijklmnopqrstuvwx')
    for (const [name, judged] of cases) {
      const cards = fullest(judged).map((open) => whyViewReply(open, judged, of))
      for (const shown of [...cards, ...cards.map((card) => traditional(card))])
        for (const render of [telegramCalls, feishuCalls, webCalls])
          expect({ name, messages: render(shown, token).length }).toEqual({ name, messages: 1 })
    }
  })

  test('no two buttons of a card are called alike, and each fits', () => {
    for (const [name, judged] of cases) {
      for (const open of fullest(judged)) {
        const { buttons = [] } = whyViewReply(open, judged, of)
        const labels = buttons.flat().map(({ label }) => label.replace(/^[＋－]/, ''))
        const twice = labels.filter((one, at) => labels.indexOf(one) !== at)
        expect({ name, twice }).toEqual({ name, twice: [] })
        expect(labels.filter((label) => label.length > 8)).toEqual([])
      }
    }
  })
})

test('the first view is short: the verdict, and a line for each', () => {
  const long = cases
    .map(([name, judged]) => ({ name, length: plainText(whyViewReply([], judged, of)).length }))
    .filter(({ length }) => length > 500)
  expect(long).toEqual([])
})

test('what was opened first closes where one card does not hold all, and never what was opened last', () => {
  const judged = caseNamed('V2')
  const all = derivationOf(judged).first.map(({ id }) => id)
  const practice = derivationOf(judged).rest.find(({ severity }) => severity === 'practice')
  const some = [...all, 'rest:law', 'rest:practice', ...(practice?.steps ?? []).map(({ id }) => id)]
  const open = openIn(judged, some)
  expect(open[0]).toBe('rest:practice')
  expect(open.length).toBeGreaterThan(4)
  expect(open.slice(1)).toEqual(some.slice(some.length - open.length + 1))
  expect(openIn(judged, ['no-such-branch', 'staff.count'])).toEqual([])
})
