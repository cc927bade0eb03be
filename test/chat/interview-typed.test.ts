import { describe, expect, test } from 'vitest'
import { offering } from '../../src/chat/decision.js'
import { optionLabel, yesNoLabel } from '../../src/chat/say/interview/answer.js'
import { questionReply } from '../../src/chat/say/interview/question.js'
import type { Session } from '../../src/chat/session.js'
import { understand, type Hearing } from '../../src/chat/understand.js'
import type { Flow, Question } from '../../src/interview/flow/flow.js'
import type { Input } from '../../src/knowledge/condition/inputs.js'
import { instant } from '../../src/values/civil-date.js'
import { eventId, interviewId } from '../../src/values/ids.js'
import { shippedRules } from '../deadlines/shipped-rules.js'
import { answerShown, optionsShown } from '../interview/answer-shown.js'
import { shippedContent, today } from './shipped.js'

const { flows, knowledge } = await shippedContent()
const { inputs } = knowledge
const hearing: Hearing = { operators: [], rules: shippedRules, flows, inputs, today }
const interview = interviewId('i')

interface Asked {
  readonly flow: Flow
  readonly question: Question
  readonly input: Input
}

/** Every question of every flow. */
const asked: readonly Asked[] = [...flows.all.values()].flatMap((flow) =>
  flow.questions.map((question) => {
    const input = inputs.get(question.input)
    if (input === undefined) throw new Error(`no input ${question.input}`)
    return { flow, question, input }
  }),
)

const named = (id: string): Asked => {
  const found = asked.find(({ question }) => question.input === id)
  if (found === undefined) throw new Error(`no question ${id}`)
  return found
}

/** What is read where the question waits with its buttons below it. */
function read(text: string, { flow, question, input }: Asked): string {
  const shown = questionReply({
    interview,
    flow,
    question,
    input,
    knowledge,
    asOf: today,
    number: 3,
    most: 9,
    inGroup: false,
  })
  return meaning(text, {
    ...offering(shown, {}),
    interview: { interview, flow: flow.id, input: question.input, failed: 0 },
  })
}

function meaning(text: string, session: Session): string {
  const chat = { channel: 'web', chat: 'c', kind: 'private' } as const
  const arrived = { id: eventId('1'), at: instant(0), chat, from: { channel: 'web', person: 'p' } } as const
  const intent = understand({ ...arrived, kind: 'said', text, addressed: true }, session, hearing)
  if (intent.kind === 'interview-said')
    return intent.typed.kind === 'answer' ? answerShown(intent.typed.answer) : intent.typed.why
  if (intent.kind !== 'chosen' || intent.press.kind !== 'interview') return intent.kind
  return intent.press.step === 'answer' ? optionsShown(intent.press.options) : intent.press.step
}

/** What is on the buttons of a question and what people make of it, with the answer that it is. */
function formsOf({ question, input }: Asked): ReadonlyMap<string, string> {
  const around = (label: string, also: readonly string[] = []): readonly string[] => [
    ...[label, ...also],
    ...['的', '。', '啊'].map((end) => `${label}${end}`),
    ...['我们', '公司'].map((start) => `${start}${label}`),
    label.replace(/[了过的]$/, ''),
    label.replace(/^都/, ''),
    label.replace(/（.*）$/, ''),
  ]
  if (input.type === 'yes-no')
    return new Map(
      [true, false].flatMap((yes) =>
        around(yesNoLabel(question, yes), [yes ? '是' : '不是', yes ? '1' : '2']).map(
          (form) => [form, yes ? 'yes' : 'no'] as const,
        ),
      ),
    )
  if (input.type === 'quantity') return new Map()
  return new Map(
    input.options.flatMap((option) =>
      around(optionLabel(question, option), [option.zh, `选${optionLabel(question, option)}`]).map(
        (form) => [form, option.id] as const,
      ),
    ),
  )
}

describe('an option in its own words is the answer, and nothing else', () => {
  test('of all 82 questions', () => {
    expect(asked).toHaveLength(82)
  })

  test.each(asked.filter(({ input }) => input.type !== 'quantity'))('$flow.id: $question.ask', (one) => {
    const forms = [...formsOf(one)]
    expect(forms.map(([form]) => [form, read(form, one)])).toEqual(forms)
  })
})

/** As people say it who do not look at the buttons. */
test.each([
  ['will-continue', '继续', 'yes'],
  ['will-continue', '繼續', 'yes'],
  ['will-continue', '继续做', 'yes'],
  ['will-continue', '不继续', 'no'],
  ['will-continue', '不做了', 'no'],
  ['will-continue', '不做', 'no'],
  ['bad-list', '没进过', 'no'],
  ['bad-list', '沒有進過', 'no'],
  ['annual-reports-on-time', '都报了', 'yes'],
  ['annual-reports-on-time', '没按时', 'no'],
  ['staff-continuous', '没断过', 'yes'],
  ['consent-kept', '没一起留', 'no'],
  ['business', '都有', 'several'],
  ['systems', '都有', 'call-centre+crm+security'],
  ['systems', '没有', '-'],
  ['access-number', '不用', 'none'],
  ['access-number', '没有', 'none'],
  ['premises', '没有', 'no'],
  ['switch', '交了', 'question'],
] as const)('%s: %s is %s', (id, text, expected) => {
  expect(read(text, named(id))).toBe(expected)
})

/** Where no option is called so, it is a move. */
test.each([
  ['继续', 'go-on'],
  ['不做了', 'cancel'],
  ['暂停', 'pause'],
  ['上一步', 'back'],
  ['返回', 'back'],
  ['重来', 'restart'],
  ['撤销', 'undo'],
  ['为什么问', 'why'],
  ['结果', 'result'],
  ['备料清单', 'papers'],
  ['跳过', 'unknown'],
  ['下一题', 'keep'],
  ['问人', 'person'],
  ['换个地方继续', 'elsewhere'],
  ['用上次的答案', 'reuse'],
] as const)('elsewhere %s is %s', (text, step) => {
  for (const one of asked) {
    const isOption = one.question.input === 'will-continue' && /^继续|不做了$/.test(text)
    if (!isOption) expect([one.question.input, read(text, one)]).toEqual([one.question.input, step])
  }
})

test('without its buttons an option still comes before a move', () => {
  const { flow, question } = named('will-continue')
  const session: Session = { interview: { interview, flow: flow.id, input: question.input, failed: 0 } }
  expect(meaning('不做了', session)).toBe('no')
  expect(meaning('继续', session)).toBe('yes')
})

/** Once it is over, with the buttons of something else below the last message. */
test.each([
  ['结果', 'result'],
  ['为什么是这个结果', 'result'],
  ['怎样能通过', 'result'],
  ['发给同事', 'document'],
  ['PDF', 'document'],
  ['Markdown', 'document'],
  ['继续看完整清单', 'whole'],
  ['备料清单', 'papers'],
] as const)('after the end %s is %s', (text, step) => {
  const { flow } = named('capital')
  expect(meaning(text, { interview: { interview, flow: flow.id, failed: 0 } })).toBe(step)
})

test.each(['对', '对的', '是', '是的', '没错', '嗯'])('what was asked back is confirmed by %s', (text) => {
  const { flow, question } = named('capital')
  const meant = { input: question.input, answer: { kind: 'unknown' } } as const
  const asked = { interview, flow: flow.id, input: question.input, failed: 0, meant }
  expect(meaning(text, { interview: asked })).toBe('meant')
})
