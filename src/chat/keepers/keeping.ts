import type { Keeper } from '../../deadlines/watch.js'
import type { MatterId } from '../../values/ids.js'
import { aloneWith } from '../alone.js'
import { nothing, type Decision, type Effect } from '../decision.js'
import type { Turn } from '../turn.js'
import { elsewhereOf, placeOf, stepsOf, type Here } from './keeper-place.js'
import { samePerson } from '../press.js'
import { anonymousKeeperText, codeReply, fullText, keepersReply, typeCodeReply } from '../say/keepers.js'
import { goneReply } from '../say/matter.js'
import { notAllowedReply } from '../say/rights.js'
import { elsewhereEnded } from './standing-in.js'
import { chatOf, mayManage, stepped } from '../matters/watching.js'

/** Persons and other chats together. */
const mostSteps = 5
/** The next person's turn comes so many working days after the one before was told. */
const stepWorkingDays = 2

/** Only managers open the card; whoever has to act joins by its button, so nobody is put down who does not know. */
export function keepersShown(id: MatterId, turn: Turn): Decision {
  const here = placeOf(id, turn)
  if (here === undefined) return stepped(goneReply, turn)
  if (!mayManage(turn)) return stepped(notAllowedReply('keepers'), turn)
  return forAll(stepped(shownWith(here.watch.keepers, here), turn))
}

/** Nobody is counted on before a message to them alone arrived: they tell us the number that stood in it. */
export function keeperJoined(id: MatterId, turn: Turn): Decision {
  const here = placeOf(id, turn)
  const { arrival, known } = turn
  const { keepers } = here?.watch ?? { keepers: [] }
  if (here === undefined) return stepped(goneReply, turn)
  if (arrival.from.anonymous === true) return { ...nothing(turn), toast: anonymousKeeperText }
  const isOne = keepers.some(({ person }) => samePerson(person, arrival.from))
  if (!isOne && stepsOf(here) >= mostSteps) return { ...nothing(turn), toast: fullText }
  const { alone } = known
  if (alone?.kind !== 'writes') return aloneWith({ kind: 'command', command: 'start' }, turn)
  const code = digitsOf(known.fresh?.[0] ?? '')
  const joined = isOne ? keepers : [...keepers, keeperOf(turn, stepsOf(here))]
  const asked = stepped(typeCodeReply(arrival), turn, {
    wanted: { for: 'code', matter: id, code },
    effects: isOne ? [] : [changed(here, joined, turn)],
  })
  return {
    ...asked,
    messages: [
      ...asked.messages.map(({ reply }) => ({ reply })),
      { reply: codeReply(here.watched.matter, code), to: alone.chat },
    ],
  }
}

/** Somebody without a name is rung all the same, by the platform's id. */
function keeperOf({ arrival: { from } }: Turn, before: number): Keeper {
  const { channel, person, name = '' } = from
  return { person: { channel, person }, name, reached: false, after: before * stepWorkingDays }
}

const codeLength = 4

/** Four digits out of an unguessable text. */
function digitsOf(fresh: string): string {
  return [...fresh]
    .slice(-codeLength)
    .map((character) => character.charCodeAt(0) % 10)
    .join('')
}

export function keeperReached(id: MatterId, turn: Turn): Decision {
  const here = placeOf(id, turn)
  if (here === undefined) return stepped(goneReply, turn)
  const { from } = turn.arrival
  const keepers = here.watch.keepers.map((keeper) =>
    samePerson(keeper.person, from) ? { ...keeper, reached: true } : keeper,
  )
  const shown = stepped(shownWith(keepers, here), turn, { effects: [changed(here, keepers, turn)] })
  return forAll(shown)
}

export function keepersReleased(id: MatterId, turn: Turn): Decision {
  const here = placeOf(id, turn)
  if (here === undefined) return stepped(goneReply, turn)
  if (!mayManage(turn)) return stepped(notAllowedReply('keepers'), turn)
  const ended = elsewhereEnded(here)
  const shown = stepped(keepersReply(here.watched.matter, { keepers: [], elsewhere: [] }), turn, {
    effects: [changed(here, [], turn), ...ended.effects],
  })
  const told = forAll(shown)
  return { ...told, messages: [...told.messages, ...ended.messages] }
}

const shownWith = (keepers: readonly Keeper[], { watched, watch }: Here) =>
  keepersReply(watched.matter, { keepers, elsewhere: elsewhereOf(watched, watch.chat) })

function changed({ watched, watch }: Here, keepers: readonly Keeper[], turn: Turn): Effect {
  const { ladders } = watch
  return {
    kind: 'watch-changed',
    matter: watched.matter.id,
    chat: chatOf(turn),
    watch: { keepers, ladders },
  }
}

const forAll = (decision: Decision): Decision => ({
  ...decision,
  messages: decision.messages.map((message) => ({ ...message, forAll: true })),
})
