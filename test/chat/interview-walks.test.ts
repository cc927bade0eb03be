import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Answer } from '../../src/interview/answers.js'
import { answersUnder } from '../../src/interview/kept/interview.js'
import { judgedOn } from '../../src/interview/judged.js'
import { plainText } from '../../src/reply/plain.js'
import type { Reply } from '../../src/reply/reply.js'
import type { InputId } from '../../src/values/ids.js'
import { written } from '../../src/values/written.js'
import { interviewee, stepsOn, type Interviewee } from './interviewed.js'
import { shippedContent, today } from './shipped.js'

const content = await shippedContent()
const flows = [...content.flows.all.keys()]

/** What somebody does next: an answer, a way round, or something that is none. */
const moves = fc.array(
  fc.record({
    kind: fc.constantFrom('answer', 'answer', 'answer', 'unknown', 'back', 'keep', 'change', 'undo', 'noise'),
    at: fc.nat(),
    number: fc.integer({ min: 0, max: 3000 }),
    noise: fc.constantFrom('asdf', '等保是什么', '……', '一二三木头人', '今天天气不错', '12.5.3'),
  }),
  { minLength: 20, maxLength: 70 },
)
type Move = typeof moves extends fc.Arbitrary<readonly (infer One)[]> ? One : never

const runs = { numRuns: 12, seed: 20261122 }

describe.each(flows)('whatever way somebody goes through %s', (flow) => {
  test('it comes to what the answers come to, and a question or a result is always on the screen', () => {
    fc.assert(
      fc.property(moves, (wandered) => {
        const person = interviewee(flow, content)
        for (const move of wandered) {
          doMove(move, person)
          expect(person.card().blocks.length).toBeGreaterThan(0)
          expect(person.card().buttons?.flat().length).toBeGreaterThan(0)
        }
        if (isInOrder(person)) expect(screenOf(straightTo(flow, person))).toBe(screenOf(person))
        finish(person)
        expect(screenOf(straightTo(flow, person))).toBe(screenOf(person))
      }),
      runs,
    )
  })

  test('what is no answer fills nothing, and after three of them there is a way out that works', () => {
    fc.assert(
      fc.property(
        fc.nat(12),
        fc.array(fc.string({ unit: 'binary' }), { minLength: 3, maxLength: 3 }),
        (steps, noises) => {
          const person = interviewee(flow, content)
          for (let step = 0; step < steps; step += 1) answer(person, step)
          const before = person.kept().answers
          const failed = noises.filter((noise) => {
            const came = person.say(`～${noise}～`)
            return came.replies.length > 0
          })
          if (person.kept().answers !== before || failed.length < 3) return
          const [wayOut] = stepsOn(person.card(), 'unknown')
          if (wayOut === undefined) return
          person.press(wayOut)
          expect(person.kept().answers.size).toBe(before.size + 1)
        },
      ),
      runs,
    )
  })
})

/** The most questions there can be, as the card says. */
test.each(flows)('the most questions of %s never grows while nobody changes an answer', (flow) => {
  fc.assert(
    fc.property(fc.array(fc.nat(), { minLength: 5, maxLength: 40 }), (choices) => {
      const person = interviewee(flow, content)
      let most = mostOf(person)
      for (const choice of choices) {
        answer(person, choice)
        const now = mostOf(person)
        if (most !== undefined && now !== undefined) expect(now).toBeLessThanOrEqual(most)
        most = now ?? most
      }
    }),
    runs,
  )
})

const mostOf = (person: Interviewee): number | undefined => {
  const found = /题（最多 (\d+) 题）/.exec(plainText(person.card()))
  return found === null ? undefined : Number(found[1])
}

function doMove({ kind, at, number, noise }: Move, person: Interviewee): void {
  switch (kind) {
    case 'answer':
      answer(person, at, number)
      break
    case 'noise':
      person.say(noise)
      break
    case 'change':
      person.say('/review')
      pressOne(person, at, 'change')
      break
    case 'back':
    case 'keep':
    case 'undo':
    case 'unknown':
      pressOne(person, at, kind)
  }
}

/** Goes on whatever the card asks: to the whole list, with a yes, with a number, with an option. */
function answer(person: Interviewee, at: number, number = at % 3000): void {
  const on = person.card()
  if (stepsOn(on, 'whole').length > 0) pressOne(person, 0, 'whole')
  else if (stepsOn(on, 'meant').length > 0) pressOne(person, 0, 'meant')
  else if (on.typed === true) person.say(String(number))
  else pressOne(person, at, 'answer', 'pick')
}

function pressOne(person: Interviewee, at: number, ...steps: readonly string[]): void {
  const buttons = stepsOn(person.card(), ...steps)
  const button = buttons[at % buttons.length]
  if (button !== undefined) person.press(button)
}

/**
 * To the end of the whole list. Who goes straight cannot pass a question that was never answered, and what somebody
 * answered behind one before it was asked would be missing there.
 */
function finish(person: Interviewee): void {
  if (stepsOn(person.card(), 'unknown').length === 0) person.say('继续')
  for (let steps = 0; steps < 200; steps += 1) {
    const on = ['whole', 'meant', 'unknown', 'go-on'].find((step) => stepsOn(person.card(), step).length > 0)
    if (on === undefined) return
    pressOne(person, 0, on)
  }
  throw new Error('it does not end')
}

/** Whether nothing was answered behind a question that is still open. */
function isInOrder(person: Interviewee): boolean {
  const { flow, position } = judged(person)
  const place = (input: InputId | undefined) => flow.questions.findIndex((one) => one.input === input)
  return position.open.length === 0 || place(position.taken.at(-1)) < place(position.open[0])
}

function judged(person: Pick<Interviewee, 'kept'>) {
  const { flow, answers } = person.kept()
  const found = content.flows.all.get(flow)
  if (found === undefined) throw new Error(`no flow ${flow}`)
  return judgedOn(today, found, answersUnder(answers, found.questions), content.knowledge)
}

/** What the answers come to today, as words. */
function screenOf(person: Pick<Interviewee, 'kept'>): string {
  const { position, result } = judged(person)
  return JSON.stringify([
    position.taken,
    position.open,
    result.verdict,
    result.tested.map(({ state }) => state),
  ])
}

/** Somebody who never went back and gives those final answers, question by question as they are put. */
function straightTo(flow: string, { kept }: Pick<Interviewee, 'kept'>): Interviewee {
  const fresh = interviewee(flow, content)
  const { answers } = kept()
  for (;;) {
    const asked = inputOn(fresh.card())
    const final = asked === undefined ? undefined : answers.get(asked)?.answer
    if (asked === undefined && stepsOn(fresh.card(), 'whole').length > 0) pressOne(fresh, 0, 'whole')
    else if (final === undefined) return fresh
    else give(final, fresh)
  }
}

/** The question that a card puts. */
function inputOn(card: Reply): InputId | undefined {
  const [{ press } = {}] = stepsOn(card, 'unknown')
  return press?.kind === 'interview' && press.step === 'unknown' ? press.input : undefined
}

function give(answer: Answer, to: Interviewee): void {
  switch (answer.kind) {
    case 'unknown':
      pressOne(to, 0, 'unknown')
      break
    case 'quantity':
      to.say(written(answer.range, answer.unit))
      if (stepsOn(to.card(), 'meant').length > 0) pressOne(to, 0, 'meant')
      break
    case 'yes-no':
      pressOption(answer.yes ? 'yes' : 'no', to)
      break
    case 'choice':
      pressOption(answer.option, to)
      break
    case 'many':
      for (const option of answer.options) pick(option, to)
      pressOne(to, 0, 'answer')
  }
}

function pressOption(option: string, to: Interviewee): void {
  const button = stepsOn(to.card(), 'answer').find(
    ({ press }) => press.kind === 'interview' && press.step === 'answer' && press.options.includes(option),
  )
  if (button === undefined) throw new Error(`no button for ${option}`)
  to.press(button)
}

/** Of the buttons that tick one more, the one for this option. */
function pick(option: string, to: Interviewee): void {
  const button = stepsOn(to.card(), 'pick').find(
    ({ press }) => press.kind === 'interview' && press.step === 'pick' && press.options.at(-1) === option,
  )
  if (button === undefined) throw new Error(`no button for ${option}`)
  to.press(button)
}
