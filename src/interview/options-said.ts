import type { Choosing } from '../knowledge/inputs.js'
import { numeral } from '../values/typed-input/numeral.js'
import { fieldText } from '../values/typed-input/spelling.js'
import type { Answer } from './answers.js'
import type { Question } from './flow.js'
import type { TypedAnswer } from './typed-answer.js'

const answered = (answer: Answer): TypedAnswer => ({ kind: 'answer', answer })

const yes =
  /^(?:是的?|有的?|对的?|能的?|可以|会的?|要|在|好的?|嗯+|没错|已经?[有是]?了?|有了|做了|y(?:es)?|ok|√|✓|1)$/
const no = /^(?:不|否|没有?|不是的?|不对|不能|不会|不要|不在|不可以|还没有?|没做|都?没有|无|n(?:o)?|×|✗|2)$/

/** Yes or no, in the words of the buttons or in those that people use. */
export function yesSaid(text: string, { labels }: Question): TypedAnswer {
  const said = fieldText(text)
  if (said === fieldText(labels.get('yes') ?? '是') || yes.test(said))
    return answered({ kind: 'yes-no', yes: true })
  if (said === fieldText(labels.get('no') ?? '否') || no.test(said))
    return answered({ kind: 'yes-no', yes: false })
  return { kind: 'refused', why: 'no-option' }
}

/** One option, or several where several may be chosen: by number, by the words of the button, or by a part of them. */
export function optionsSaid(text: string, question: Question, input: Choosing): TypedAnswer {
  const named = namesOf(question, input)
  if (input.type === 'choice') return oneSaid(fieldText(text), named)
  const said = fieldText(text)
  if (/^(?:都|全部?)(?:有|是|备好了|要)$|^全部?$|^都$/.test(said)) return several(named)
  if (/^(?:都|全|一[个样项])?(?:也|都)?(?:没有?|无|不)$/.test(said)) return several([])
  const parts = text.split(/[、，,；;\s+]+|和|以及/).flatMap((part) => fieldText(part) || [])
  const found = parts.map((part) => oneSaid(part, named))
  const problem = found.find(({ kind }) => kind !== 'answer')
  if (problem !== undefined || found.length === 0) return problem ?? { kind: 'refused', why: 'no-option' }
  const chosen = found.flatMap((one) =>
    one.kind === 'answer' && one.answer.kind === 'choice' ? one.answer.option : [],
  )
  return several(named.filter(({ id }) => chosen.includes(id)))
}

const several = (of: readonly Named[]): TypedAnswer =>
  answered({ kind: 'many', options: new Set(of.map(({ id }) => id)) })

interface Named {
  readonly id: string
  readonly names: readonly string[]
}

function namesOf({ labels }: Question, { options }: Choosing): readonly Named[] {
  return options.map(({ id, zh, when }) => ({
    id,
    names: [labels.get(id), zh, when].flatMap((name) => (name === undefined ? [] : fieldText(name))),
  }))
}

function oneSaid(said: string, named: readonly Named[]): TypedAnswer {
  const place = numeral(said.replace(/^第|[个项.、)）]$/g, ''))
  const numbered = place === undefined ? undefined : named[place - 1]
  const exact = named.filter(({ names }) => names.includes(said))
  const [only, other] = numbered !== undefined ? [numbered] : exact.length > 0 ? exact : alike(said, named)
  if (only === undefined) return { kind: 'refused', why: 'no-option' }
  return other === undefined
    ? answered({ kind: 'choice', option: only.id })
    : { kind: 'ask', why: 'which-option' }
}

/** 北京市 for 北京, and 有限公司 where the button has more words around it. */
const alike = (said: string, named: readonly Named[]): readonly Named[] =>
  said.length < 2
    ? []
    : named.filter(({ names }) =>
        names.some((name) => name.includes(said) || (name.length > 1 && said.includes(name))),
      )
