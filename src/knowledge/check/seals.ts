import type { GoldenQuestion } from '../asking-files.js'
import type { Fault } from '../fault.js'
import type { Files } from '../files.js'
import { sealOf } from '../seal.js'

/** Golden questions whose answer is another than the sealed one, without a record of why. */
export function sealFaults({ questions }: Files): readonly Fault[] {
  return questions.value.questions.flatMap((golden, at) => {
    const broken = brokenSeal(golden) ?? brokenChain(golden)
    return broken === undefined
      ? []
      : [questions.faultAt(['questions', at, ...broken.path], broken.message, broken.remedy)]
  })
}

/** A new question is answered for from the day it is sealed. */
export function sealNotices({ questions }: Files): readonly Fault[] {
  return questions.value.questions.flatMap((golden, at) => {
    if (golden.sealed !== undefined) return []
    const seal = sealOf(golden.q, firstAnswer(golden))
    return [questions.faultAt(['questions', at, 'q'], `“${golden.q}”还没有封存`, `加上 sealed: ${seal}`)]
  })
}

interface Broken {
  readonly path: readonly (string | number)[]
  readonly message: string
  readonly remedy: string
}

const answerOf = ({ entry, kind }: GoldenQuestion): string => entry ?? kind ?? ''

const firstAnswer = (golden: GoldenQuestion): string => golden.changed?.[0]?.from ?? answerOf(golden)

function brokenSeal(golden: GoldenQuestion): Broken | undefined {
  if (golden.sealed === undefined || golden.sealed === sealOf(golden.q, firstAnswer(golden))) return undefined
  const to = answerOf(golden)
  return {
    path: [golden.changed === undefined ? answerKey(golden) : 'changed'],
    message: `“${golden.q}”的答案和封存的不一样，没有写明理由`,
    remedy: `确实要改，就加上 changed: [{ on: 哪天, from: 封存时的答案, to: ${to}, because: 为什么 }]；只改了问法，就删掉 sealed，当作新问题`,
  }
}

const answerKey = ({ entry }: GoldenQuestion): string => (entry === undefined ? 'kind' : 'entry')

/** Each change ends where the next one begins, and the last with the answer of today. */
function brokenChain(golden: GoldenQuestion): Broken | undefined {
  const changes = golden.changed ?? []
  const at = changes.findIndex(({ to }, index) => to !== (changes[index + 1]?.from ?? answerOf(golden)))
  const step = changes[at]
  if (step === undefined) return undefined
  const next = changes[at + 1]?.from ?? answerOf(golden)
  return {
    path: ['changed', at, 'to'],
    message: `“${golden.q}”的答案改到了 ${next}，changed 里只写到 ${step.to}`,
    remedy: '给后来的改动也在 changed 里写一条，带上理由',
  }
}
