import type { StandIn } from '../../deadlines/watch.js'
import type { StandInOffer } from '../../reply/deadline-press.js'
import { instant } from '../../values/civil-date.js'
import { handoverCode, sameChat, type HandoverCode, type MatterId } from '../../values/ids.js'
import { aloneWith } from '../alone.js'
import { nothing, type Decision, type Effect, type Said } from '../decision.js'
import type { Turn } from '../turn.js'
import { elsewhereOf, placeOf, stepsOf, type Here } from './keeper-place.js'
import { anonymousKeeperText, fullText } from '../say/keepers.js'
import { goneReply } from '../say/matter.js'
import { notAllowedReply } from '../say/rights.js'
import {
  agreedReply,
  codeForReply,
  codeSentReply,
  endedElsewhereReply,
  heardHereReply,
  offerReply,
  stoodDownReply,
  takenOnReply,
  uselessCodeReply,
} from '../say/standing-in.js'
import { chatOf, mayManage, stepped, watchedNamed } from '../matters/watching.js'

const mostSteps = 5
/** Each step's turn comes so many working days after the one before. */
const stepWorkingDays = 2
const codeLastsMs = 24 * 3_600_000

/** Whoever manages this chat gets a sentence alone; said in another chat by who manages that, it is told what nobody answers. */
export function elsewhereAsked(id: MatterId, turn: Turn): Decision {
  const here = placeOf(id, turn)
  if (here === undefined) return stepped(goneReply, turn)
  if (!mayManage(turn)) return stepped(notAllowedReply('keepers'), turn)
  if (turn.arrival.from.anonymous === true) return { ...nothing(turn), toast: anonymousKeeperText }
  const steps = stepsOf(here)
  if (steps >= mostSteps) return { ...nothing(turn), toast: fullText }
  const { alone, fresh = [] } = turn.known
  const [text] = fresh
  if (alone?.kind !== 'writes' || text === undefined)
    return aloneWith({ kind: 'command', command: 'start' }, turn)
  const code = handoverCode(text)
  const asked = stepped(codeSentReply, turn, { effects: [handedOver(code, here, turn)] })
  return {
    ...asked,
    messages: [...asked.messages, { reply: codeForReply(here.watched.matter, code), to: alone.chat }],
  }
}

function handedOver(code: HandoverCode, here: Here, { arrival, now }: Turn): Effect {
  const { channel, person } = arrival.from
  const { matter } = here.watched
  const offer: StandInOffer = {
    matter: matter.id,
    about: { holder: matter.holder, kind: matter.kind },
    for: here.watch.chat,
    after: Math.max(1, stepsOf(here)) * stepWorkingDays,
  }
  return {
    kind: 'handed-over',
    code,
    by: { channel, person },
    then: { kind: 'stand-in', offer, code },
    expiresAt: instant(now.at + codeLastsMs),
  }
}

/** The sentence, said in another chat: it is asked there, too. */
export function codeTyped(turn: Turn): Decision {
  const press = offered(turn)
  if (press === undefined) return stepped(uselessCodeReply, turn)
  if (isHeardHere(press.offer, turn)) return stepped(heardHereReply(press.offer), turn)
  return stepped(mayManage(turn) ? offerReply(press) : notAllowedReply('stand-in'), turn)
}

/** What a code stands for, as long as it is good. Whoever got it may have passed it on: it is for any one chat. */
function offered({ known: { handover }, now }: Turn) {
  if (handover === undefined || handover.used || now.at >= handover.expiresAt) return undefined
  return handover.then.kind === 'stand-in' ? handover.then : undefined
}

function isHeardHere({ matter, for: other }: StandInOffer, turn: Turn): boolean {
  return sameChat(other, chatOf(turn)) || watchedNamed(matter, turn) !== undefined
}

/** Agreed to here as well: both chats know of each other by it. */
export function standInAgreed(turn: Turn): Decision {
  const press = offered(turn)
  if (press === undefined) return stepped(uselessCodeReply, turn)
  const { offer, code } = press
  if (isHeardHere(offer, turn)) return stepped(heardHereReply(offer), turn)
  if (!mayManage(turn)) return stepped(notAllowedReply('stand-in'), turn)
  const { matter, for: other, after } = offer
  const by = turn.arrival.from.name ?? ''
  const standIn = { chat: chatOf(turn), for: other, when: { kind: 'unanswered' as const, after }, by }
  const agreed = stepped(agreedReply(offer), turn, {
    effects: [
      { kind: 'stood-in', matter, standIn },
      { kind: 'handover-used', code },
    ],
  })
  return {
    ...agreed,
    messages: [...forAll(agreed.messages), { reply: takenOnReply(offer, by), to: other }],
  }
}

/** Whoever manages a chat that stands in may end that, and the other one is told. */
export function stoodDown(id: MatterId, turn: Turn): Decision {
  const standIn = standsIn(id, turn)
  const matter = watchedNamed(id, turn)?.matter
  if (standIn === undefined || matter === undefined) return stepped(goneReply, turn)
  if (!mayManage(turn)) return stepped(notAllowedReply('stand-in'), turn)
  const ended = stepped(stoodDownReply(matter), turn, { effects: [endOf(id, standIn)] })
  return {
    ...ended,
    messages: [...ended.messages, { reply: endedElsewhereReply(matter), to: standIn.for }],
  }
}

function standsIn(id: MatterId, turn: Turn): StandIn | undefined {
  const found = turn.known.standsInFor?.find(({ matter }) => matter.id === id)
  return found?.standIns?.find(({ chat }) => sameChat(chat, chatOf(turn)))
}

const endOf = (matter: MatterId, { chat, when }: StandIn): Effect => ({
  kind: 'stood-down',
  matter,
  chat,
  when: when.kind,
})

/** The chats that would be told are not, and hear that they will not be. */
export function elsewhereEnded({ watched, watch }: Here): Pick<Decision, 'messages' | 'effects'> {
  const standIns = elsewhereOf(watched, watch.chat)
  return {
    messages: standIns.map(({ chat }) => ({ reply: endedElsewhereReply(watched.matter), to: chat })),
    effects: standIns.map((standIn) => endOf(watched.matter.id, standIn)),
  }
}

const forAll = (messages: readonly Said[]): readonly Said[] =>
  messages.map((message) => ({ ...message, forAll: true }))
