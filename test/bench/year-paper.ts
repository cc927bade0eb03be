import type { Rule } from '../../src/deadlines/rule.js'
import type { Matter } from '../../src/deadlines/matter.js'
import { mark, type PaperLine } from '../fakes/paper-channel.js'
import type { Seat, Stamp, Told } from './year-history.js'

const roomShape = /^room-(\d+)/
/** As missed, or as in doubt: either way the message tells of those days. */
const missedShape = /停机期间错过：([\d、-]+) 的提醒|([\d、-]+) 的提醒可能没有送到/gu
const leftShape = /还有 (\d+) 天|已过 (\d+) 天|就是今天|今天是/

export function seatOf({
  channel,
  chat,
}: {
  readonly channel: Seat['channel']
  readonly chat: string
}): Seat {
  return { channel, room: Number(roomShape.exec(chat)?.[1]) }
}

/** Where each deadline of a message begins in it, by the name of its holder and its rule. */
export function readPaper(
  line: Pick<PaperLine, 'text'>,
  stamp: Stamp & { readonly seat: Seat },
  known: { readonly matters: ReadonlyMap<string, Matter>; readonly rules: ReadonlyMap<string, Rule> },
): readonly Told[] {
  const { text } = line
  const missed = [...text.matchAll(missedShape)].flatMap(([, missed, doubted]) =>
    (missed ?? doubted ?? '').split('、'),
  )
  const seen = new Set<string>()
  return [...text.matchAll(/(第\d{5}号公司) ([^\s：]+)：/gu)].flatMap(
    ({ 0: all, 1: holder, 2: name, index }): Told[] => {
      const matter = known.matters.get(holder ?? '')
      const rule = known.rules.get(name ?? '')
      if (matter === undefined || rule === undefined || seen.has(all)) return []
      seen.add(all)
      const left = leftOf(text.slice(index + all.length))
      return [{ ...stamp, matter: matter.id, rule: rule.id, marked: text.startsWith(mark), left, missed }]
    },
  )
}

function leftOf(rest: string): number | undefined {
  const [words, left, over] = leftShape.exec(rest) ?? []
  if (words === undefined) return undefined
  return left !== undefined ? Number(left) : over !== undefined ? -Number(over) : 0
}

/** Whoever is named in a message. */
export const holdersIn = (text: string): readonly string[] => text.match(/第\d{5}号公司/gu) ?? []
