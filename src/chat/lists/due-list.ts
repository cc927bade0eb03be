import type { Matter } from '../../deadlines/matter.js'
import type { Watched } from '../../deadlines/watch.js'
import { daysAfter } from '../../values/civil-date.js'
import { sameChat } from '../../values/ids.js'
import { saying, type Decision } from '../decision.js'
import type { Turn } from '../turn.js'
import { openHere } from '../matters/ladders.js'
import { itemsOf, mattersListed } from './listing.js'
import { monthIn } from '../said/month-said.js'
import { monthListed } from './month-listing.js'
import { namedAmong } from '../said/naming.js'
import { allOwnedReply, dueReply, noneOverReply } from '../say/due.js'
import { noSuchNameReply } from '../say/matter.js'
import { chatOf } from '../matters/watching.js'

const usualDays = 90
/** As far as anybody is reminded ahead. */
const mostDays = 400

/** /due [days] [names, provinces, kinds, 没有负责人]: what falls due, what is over apart and first. /due 月报: what was told. */
export function dueListed(rest: string, turn: Turn, page = 0): Decision {
  const month = monthIn(rest, turn.now.today)
  if (month !== undefined) return monthListed(month, turn)
  const { days, name, ownerless, over } = wishIn(rest)
  if (name === '' && isNewHere(turn)) return mattersListed('', turn)
  const named = namedAmong(name, openHere(turn))?.found ?? (name === '' ? [] : undefined)
  if (named === undefined) return saying(noSuchNameReply(name), turn.known.session)
  const found = ownerless ? named.filter((watched) => isOwnerless(watched, turn)) : named
  if (ownerless && found.length === 0) return saying(allOwnedReply(isPrivate(turn)), turn.known.session)
  const { today } = turn.now
  const until = daysAfter(today, Math.min(days ?? usualDays, mostDays))
  const all = found.flatMap((watched) => itemsOf(watched, turn)).sort((a, b) => a.day.localeCompare(b.day))
  const items = all.filter(({ day }) => (over ? day < today : day <= until))
  if (over && items.length === 0) return saying(noneOverReply, turn.known.session)
  const reply = dueReply(items, {
    today,
    until,
    next: all[0],
    page,
    rest: rest.trim(),
    ownerless: ownerlessIn(found, turn),
  })
  return saying(reply, turn.known.session)
}

/** Nothing is watched and nothing heard of in another's stead: then how to begin is worth more than an empty list. */
const isNewHere = ({ known: { watched, standsInFor = [] } }: Turn): boolean =>
  watched?.length === 0 && standsInFor.length === 0

interface Wish {
  readonly days: number | undefined
  /** Empty: all. */
  readonly name: string
  readonly ownerless: boolean
  /** Only what is over. */
  readonly over: boolean
}

const overWords = /逾期|过期|超期|已过/g
const noOwner = /(?:没有?|无|缺)(?:人)?负责人?的?/

/** 90, 90天, XX公司, 90 广东 变更, 没有负责人 */
function wishIn(rest: string): Wish {
  const [, first, words = '', last] =
    /^(?:(\d{1,4})\s*天?(?![^\s天]))?\s*(.*?)(?:\s(\d{1,4})\s*天?)?$/s.exec(rest.trim()) ?? []
  const days = first ?? last
  const name = words.replace(noOwner, ' ').replace(overWords, ' ').trim()
  return {
    days: days === undefined ? undefined : Number(days),
    name,
    ownerless: noOwner.test(words),
    over: words.search(overWords) >= 0,
  }
}

function ownerlessIn(found: readonly Watched[], turn: Turn): readonly Matter[] {
  return found.filter((watched) => isOwnerless(watched, turn)).map(({ matter }) => matter)
}

const isPrivate = ({ arrival }: Turn): boolean => arrival.chat.kind === 'private'

/** In a group, where whoever was never reached counts for nobody; a private conversation is its person's own. */
function isOwnerless({ watches }: Watched, turn: Turn): boolean {
  if (isPrivate(turn)) return false
  const watch = watches.find(({ chat }) => sameChat(chat, chatOf(turn)))
  return !(watch?.keepers ?? []).some(({ reached }) => reached)
}
