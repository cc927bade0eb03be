import { isClosed } from '../../deadlines/log.js'
import type { Matter, Noted } from '../../deadlines/matter.js'
import type { Report, StatedMatter } from '../../reply/deadline-press.js'
import { eventKind, sameChat } from '../../values/ids.js'
import type { Effect } from '../decision.js'
import type { Turn } from '../turn.js'
import { readNumber } from '../said/licence-number.js'
import { likeIt, prospectOf } from './registering.js'
import type { Begun } from '../say/report.js'
import { expires, granted, ourselves } from '../said/stated-matter.js'
import {
  chatOf,
  deadlinesLeft,
  lastEvent,
  laddersOf,
  matterFrom,
  mayManage,
  stamped,
  watchedIn,
  watchedNamed,
} from './watching.js'

/** An application ends with the licence that it was for. */
export const received = eventKind('licence-received')
type NotedEvent = Extract<Noted, { kind: 'event' }>

const approved = eventKind('approved')

/** Until when a new licence is valid must be known: everything of it counts from there. */
export const asksExpiry = ({ event, on, expiresOn }: Report): boolean =>
  (event === granted || event === received) && on !== undefined && (expiresOn ?? on) <= on

/** What of a report belongs to the application's own log: number and expiry are the licence's. */
export function ownPart(report: Report): Report {
  if (report.event !== received) return report
  const { event, matter, on, time, from } = report
  return {
    event,
    ...(matter !== undefined && { matter }),
    on,
    time,
    ...(from !== undefined && { from }),
  }
}

/** The licence that was received: whose it is, is known from its application. */
export function licenceOf({ receipt, expiresOn }: Report, application: Matter | undefined): StatedMatter {
  const read = receipt === undefined ? undefined : readNumber(receipt)
  const scope = read?.scope ?? application?.scope
  const province = scope === 'national' ? undefined : (read?.province ?? application?.province)
  return {
    kind: 'licence',
    holder: application?.holder ?? ourselves,
    ...(receipt !== undefined && { number: receipt }),
    ...(scope !== undefined && { scope }),
    ...(province !== undefined && { province }),
    events: expiresOn === undefined ? [] : [{ event: expires, on: expiresOn }],
  }
}

/** What comes of the licence with the note that it was received; undefined where it is watched already. */
export function licenceBegun(report: Report, application: Matter, turn: Turn): Begun | undefined {
  const { event, expiresOn } = report
  if (event !== received || expiresOn === undefined) return undefined
  const stated = licenceOf(report, application)
  if (likeIt(stated, turn) !== undefined) return undefined
  return mayManage(turn)
    ? { kind: 'registered', prospect: prospectOf(stated, turn) }
    : { kind: 'left-to-managers', expiresOn }
}

/** It is watched like its application was: by the same people. */
export function registering(licence: Begun | undefined, application: Matter, turn: Turn): readonly Effect[] {
  if (licence?.kind !== 'registered') return []
  const [id] = turn.known.fresh ?? []
  if (id === undefined) throw new Error('a new matter needs a fresh id')
  const chat = chatOf(turn)
  const matter = matterFrom(licence.prospect.stated, id, turn)
  const watch = watchedNamed(application.id, turn)?.watches.find((one) => sameChat(one.chat, chat))
  const { keepers = [] } = watch ?? {}
  return [
    { kind: 'matter-registered', matter, chat },
    ...(keepers.length > 0
      ? [{ kind: 'watch-changed' as const, matter: matter.id, chat, watch: { keepers, ladders: {} } }]
      : []),
  ]
}

/** The licence that was registered with this entry of an application, if it is watched here still. */
export function begunWith({ event, at }: NotedEvent, { holder }: Matter, turn: Turn): Matter | undefined {
  if (event !== received) return undefined
  const licences = watchedIn(turn).filter(({ matter }) => matter.kind === 'licence')
  return licences.find(({ matter }) => matter.holder === holder && matter.log[0]?.at === at)?.matter
}

/** What runs since the approval cannot be counted yet, although the licence is here. */
export const lacksApproval = (after: Matter): boolean =>
  lastEvent(after, received) !== undefined && lastEvent(after, approved) === undefined

/** Once its licence is here and nothing is left to do, an application is over: nobody has to stop it. */
export function closing(after: Matter, turn: Turn): readonly Noted[] {
  const isHere = lastEvent(after, received) !== undefined && !lacksApproval(after)
  if (after.kind !== 'application' || !isHere || isClosed(after)) return []
  const watched = watchedNamed(after.id, turn)
  const ladders = watched === undefined ? [] : laddersOf(watched, chatOf(turn))
  const at = { rules: turn.known.rules, today: turn.now.today, since: after.log[0]?.at }
  return deadlinesLeft(after, ladders, at).length > 0 ? [] : [{ ...stamped(turn), kind: 'closed' }]
}
