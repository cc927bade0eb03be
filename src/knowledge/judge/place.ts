import { inputId } from '../../values/ids.js'
import type { Inputs } from '../condition/inputs.js'

/** A province that a question names, with the words around the name that belong to it: 广东省内, 在广东. */
export interface Place {
  readonly name: string
  readonly form: string
  /** Whether the licence is wanted for there; a 北京公司 may want any. */
  readonly isScope: boolean
}

const before = '(?:(?:只?在|去|来)|(只?[做办]))?'
const kind = '(?:省|市|(?:壮族|回族|维吾尔)?自治区)?'
const within = '(?:省内|市内|境内|内|里|本地|当地)'
const whereItIs = /(?:公司|企业|注册)$/
const toDoThere = /^的?(?:能|可以|行|够|办|做|开|搞|经营|申请|拿证|证|牌照|许可)/

/** The provinces that a question names, in its order. */
export function placesIn(text: string, inputs: Inputs): readonly Place[] {
  const provinces = inputs.get(inputId('province'))
  const names = provinces?.type === 'choice' ? provinces.options.map(({ zh }) => zh) : []
  const named = names.filter((name) => text.includes(name))
  if (named.length === 0) return []
  const place = new RegExp(`${before}(${named.join('|')})${kind}(${within})?的?`, 'g')
  return [...text.matchAll(place)].map(({ 0: form, 1: doing, 2: name = '', 3: inside, index }) => {
    const rest = text.slice(index + form.length)
    const isWhereItIs = whereItIs.test(text.slice(0, index))
    const isDone = doing !== undefined || inside !== undefined
    return { name, form, isScope: isDone || (!isWhereItIs && toDoThere.test(rest)) }
  })
}
