import type { FileHad } from '../../src/chat/arrival.js'
import { plainText } from '../../src/reply/plain.js'
import { tableOf } from '../cli/tables.js'
import type { Act } from './act.js'
import { room, type Came, type Room } from './room.js'
import { shippedContent } from './shipped.js'

/** As story S3 lists them, each in a row of its own behind 111 that are right. */
export const faulty = [
  '坏一,B2-20230001,全国,,2022-03-02,2026/13/1,',
  '坏二,B2-20230002,全国,,2022-03-02,3/4/2027,',
  '坏三,沪B2-20230003,省内,火星,2022-03-02,2027-03-02,',
  '坏四,B2-20220005,全国,,2022-03-02,2027-03-02,',
  '坏五,B2-20230005,全国,,2027-03-02,2022-03-02,',
  '坏六,B2-20230006,全国,,2022-03-02,3月2日,',
  '坏七,B2-20230007,全球,,2022-03-02,2027-03-02,',
  ',B2-20230008,全国,,2022-03-02,2027-03-02,',
  '坏九,B2-20230009,全国,,2022-03-02,2027-02-30,',
]

/** The rows of `tableOf` name chats; those that people send to a chat do not. */
export const sheetOf = (count: number, ...more: readonly string[]): string =>
  tableOf(count, ...more).replaceAll(/telegram:-\d+/g, '')

export const text = (content: string): FileHad => ({ kind: 'text', text: content })

/** As a platform keeps it. */
export const fileOf = (name: string, had: FileHad, size?: number): Extract<Act, { kind: 'file' }> => ({
  kind: 'file',
  file: { name, content: { kind: 'there', key: 'key' }, ...(size !== undefined && { size }) },
  had,
})

const { knowledge, rules } = await shippedContent()

/** Somebody who sends tables in a room of their own. */
export interface Sender {
  readonly here: Room
  readonly sends: (content: string) => Came
  readonly presses: (label: string) => Came
  readonly says: (words: string) => Came
}

export function sender(): Sender {
  const here = room(knowledge, rules)
  here.sit({ person: '李顾问' })
  return {
    here,
    sends: (content) => here.act(fileOf('客户.csv', text(content))),
    presses: (label) => {
      here.move(5_000)
      return here.act({ kind: 'press', label, oldest: false })
    },
    says: (words) => {
      here.move(60_000)
      return here.act({ kind: 'say', text: words, called: true })
    },
  }
}

export const textOf = ({ replies }: Came): string => replies.map(plainText).join('\n')
export const labelsOf = ({ replies }: Came): readonly string[] =>
  replies.flatMap(({ buttons = [] }) => buttons.flat().map(({ label }) => label))
export const kindsOf = ({ effects }: Came): readonly string[] => [...new Set(effects.map(({ kind }) => kind))]
export const registeredBy = ({ effects }: Came): number =>
  effects.filter(({ kind }) => kind === 'matter-registered').length
