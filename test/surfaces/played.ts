import { expect } from 'vitest'
import type { Content } from '../../src/app/content.js'
import { plainText } from '../../src/reply/plain.js'
import type { Reply } from '../../src/reply/reply.js'
import type { Act } from '../chat/act.js'
import { room, type Came, type Room } from '../chat/room.js'
import { shippedRules } from '../deadlines/shipped-rules.js'
import { milliseconds, type Step, type Story } from './conversation-file.js'
import { comparable, leftOut, whichOf, withoutName, type Reason } from './differences.js'
import { chatNameOf, type Seat, type Shown, type Surface } from './surface.js'

/** Plays a story on a surface and in the pure core side by side, comparing after each step. Returns why steps were left out. */
export async function played(
  story: Story,
  here: Surface,
  { knowledge, flows }: Pick<Content, 'knowledge' | 'flows'>,
): Promise<readonly Reason[]> {
  const core = room(knowledge, shippedRules, { flows })
  core.set({ seesEdits: here.traits.seesEdits, alone: here.traits.alone })
  const answers: AnswerIds = new Map()
  const left: Reason[] = []
  let seat: Seat = { person: '甲' }
  let managers: readonly string[] | undefined
  for (const step of story.steps) {
    seat = seated(seat, step)
    managers = step.managers ?? managers
    await prepared(step, { seat, managers }, here, core)
    const act = actOf(step)
    const when = JSON.stringify(step).slice(0, 120)
    const reason = leftOut(step, seat, here)
    if (reason === 'button not shown' && left.length === 0 && isAtHome(story, here))
      throw new Error(`${here.name}: all before it was played, and nothing shows the button of ${when}`)
    if (reason !== undefined) left.push(reason)
    if (act === undefined || reason !== undefined) continue
    const before = here.everything()
    // A platform's dates may be whole seconds: without this, what comes after an answer could be dated before it.
    core.move(1_000)
    here.clock.move(1_000)
    await done(step, seat, here)
    await here.settle()
    const came = core.act(act, agoMs(step))
    compareSeen(came, { here, seat, before, step }, when)
    await compareStored(came, here, answers, when)
  }
  return left
}

/** Whether people can be reached alone there as the story has it; elsewhere it takes another course. */
const isAtHome = ({ steps }: Story, { traits }: Surface): boolean =>
  steps.every(({ alone = traits.alone }) => alone === traits.alone)

function seated(seat: Seat, { person = seat.person, group, anonymous }: Step): Seat {
  const named = group ?? seat.group ?? ''
  return {
    person,
    ...(named !== '' && { group: named }),
    ...(anonymous === true && { anonymous }),
  }
}

interface Standing {
  readonly seat: Seat
  /** Who manages the groups; absent until a story says so. */
  readonly managers: readonly string[] | undefined
}

/** What holds for a step that is left out too. */
async function prepared(step: Step, { seat, managers }: Standing, here: Surface, core: Room): Promise<void> {
  core.sit({ person: seat.person, group: seat.group ?? '', anonymous: seat.anonymous })
  core.set({ managers })
  if (managers !== undefined && seat.group !== undefined && here.traits.groups)
    await here.appoint(seat, managers)
  if (step.clock !== undefined) {
    core.move(milliseconds(step.clock))
    await here.pass(milliseconds(step.clock))
  }
  if (step.withdraw === undefined) return
  core.withdraw(step.withdraw)
  here.withdraw(step.withdraw)
}

const agoMs = ({ ago }: Step): number => (ago === undefined ? 0 : milliseconds(ago))

function actOf({ say, edit, of, send, press, forge, uncalled, ...step }: Step): Act | undefined {
  const called = uncalled === undefined
  if (say !== undefined) return { kind: 'say', text: say, called }
  if (edit !== undefined) return { kind: 'edit', text: edit, of, called }
  if (send !== undefined) return { kind: 'send', what: send, called }
  if (press !== undefined) return { kind: 'press', label: press, oldest: step.oldest ?? false }
  if (forge !== undefined) return { kind: 'forge', token: forge }
  if (step.follow !== undefined) return { kind: 'follow' }
  if (step.join !== undefined) return { kind: 'join' }
  if (step.leave !== undefined) return { kind: 'leave', why: step.leave }
  return step.migrate === undefined ? undefined : { kind: 'migrate', to: step.migrate }
}

async function done(step: Step, seat: Seat, here: Surface): Promise<void> {
  const how = { ...(step.uncalled && { called: false as const }), agoMs: agoMs(step) }
  if (step.say !== undefined) await here.say(seat, step.say, how)
  else if (step.edit !== undefined)
    await here.edit(seat, step.edit, { ...how, ...(step.of !== undefined && { of: step.of }) })
  else if (step.send !== undefined) await here.send(seat, step.send, how)
  else if (step.press !== undefined) await here.press(seat, step.press, whichOf(step))
  else if (step.forge !== undefined) await here.forge(seat, tokenHere(step.forge, here))
  else if (step.follow !== undefined) await here.follow(seat)
  else if (step.join !== undefined) await here.join(seat)
  else if (step.leave !== undefined) await here.leave(seat, step.leave)
  else if (step.migrate !== undefined) await here.migrate(seat)
}

/** The core numbers its tokens: 'token-1' is the first button that was shown. */
function tokenHere(token: string, here: Surface): string {
  const number = /^token-(\d+)$/.exec(token)?.[1]
  return number === undefined ? token : (here.tokens()[Number(number) - 1] ?? token)
}

interface Place {
  readonly here: Surface
  readonly seat: Seat
  readonly before: readonly Shown[]
  readonly step: Step
}

/** Text, buttons in order, where they stand, and the toast. */
function compareSeen(came: Came, { here, seat, before, step }: Place, when: string): void {
  const changed = here.everything().filter((one) => !before.some((other) => sameShown(one, other)))
  const expected = byChat(
    came.replies.map((reply, at) => ({
      chat: came.to[at] === '' || came.to[at] === undefined ? chatNameOf(seat) : came.to[at],
      text: textOf(reply, came, here),
      buttons: labelsOf(reply),
    })),
  )
  const seen = byChat(
    changed.map(({ chat, text, buttons }) => ({
      chat,
      text,
      buttons: buttons.map(({ label }) => label),
    })),
  )
  expect(seen, `${here.name}, after ${when}`).toEqual(expected)
  if (step.press !== undefined || step.forge !== undefined) {
    const odd = here.traits.refusesOddTokens && !/^[\w-]{1,64}$/.test(step.forge ?? 'token')
    expect(here.toast(), `the toast ${when}`).toBe(odd ? '' : (came.toast ?? ''))
  }
}

function sameShown(one: Shown, other: Shown): boolean {
  return one.chat === other.chat && one.id === other.id && JSON.stringify(one) === JSON.stringify(other)
}

const isChange = ({ revisions }: Came): boolean => revisions.some((revision) => revision > 1)

const labelsOf = ({ buttons }: Reply): readonly string[] => (buttons ?? []).flat().map(({ label }) => label)

/** Where a change of a card shows no words, it shows its buttons: every card that changes has some. */
function textOf(reply: Reply, came: Came, { traits }: Surface): string {
  if (isChange(came) && !traits.showsEdits && labelsOf(reply).length > 0) return ''
  return traits.names ? plainText(reply) : withoutName(plainText(reply))
}

interface Piece {
  readonly chat: string
  readonly text: string
  readonly buttons: readonly string[]
}

/** A reply may take several messages, so what a chat reads is compared as one. */
function byChat(pieces: readonly Piece[]): Readonly<Record<string, Omit<Piece, 'chat'>>> {
  const chats: Record<string, Omit<Piece, 'chat'>> = {}
  for (const { chat, text, buttons } of pieces) {
    const known = chats[chat] ?? { text: '', buttons: [] }
    chats[chat] = { text: known.text + comparable(text), buttons: [...known.buttons, ...buttons] }
  }
  return chats
}

/** The core's name of an answer, and the surface's. */
type AnswerIds = Map<string, string>

/** The same answers with the same entries and outcome, under the same ids throughout; and the same ratings of them. */
async function compareStored(came: Came, here: Surface, ids: AnswerIds, when: string): Promise<void> {
  const stored = await here.traces.answers()
  for (const effect of came.effects) {
    if (effect.kind === 'answered') {
      const fresh = stored.filter(({ answer }) => ![...ids.values()].includes(answer))
      if (!ids.has(effect.answer)) ids.set(effect.answer, fresh[0]?.answer ?? 'none')
      const { outcome, entries } = stored.find(({ answer }) => answer === ids.get(effect.answer)) ?? {}
      expect({ outcome, entries }, when).toEqual({ outcome: effect.outcome, entries: effect.entries })
    }
    if (effect.kind === 'rated') {
      const ratings = await here.traces.ratings()
      const kept = ratings.filter(({ answer }) => answer === ids.get(effect.answer))
      expect(kept, when).toEqual([{ answer: ids.get(effect.answer), useful: effect.useful }])
    }
  }
  expect(stored.length, `answers ${when}`).toBe(ids.size)
}
