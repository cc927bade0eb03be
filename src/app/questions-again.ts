import { againCard, askedAgain, midwaySince } from '../chat/interview/asked-again.js'
import type { KnownMidway, QuestionAgain } from '../ports-interviews.js'
import type { Channel } from '../ports-channel.js'
import type { Send } from '../ports-sending.js'
import type { Clock, Dice, Store } from '../ports.js'
import { dayAt } from '../values/civil-date.js'
import type { Content } from './content.js'
import { toPerson } from './outgoing.js'

export interface AgainParts {
  readonly store: Store
  readonly content: () => Content
  readonly clock: Clock
  readonly dice: Dice
  readonly timeZone: string
}

/** The questions of interviews into whose middle this digest comes, to stand behind it. */
export async function questionsAgain(
  digest: Pick<Send, 'id' | 'to'>,
  channel: Channel,
  parts: AgainParts,
): Promise<readonly QuestionAgain[]> {
  const { store, clock } = parts
  const midway = await store.midway(digest.to, midwaySince(clock.now()))
  if (midway.length === 0) return []
  const inGroup = (await store.chat(digest.to))?.kind === 'group'
  return midway.flatMap((one) => questionAgain(one, { digest, channel, inGroup, parts }))
}

interface Behind {
  readonly digest: Pick<Send, 'id' | 'to'>
  readonly channel: Channel
  readonly inGroup: boolean
  readonly parts: AgainParts
}

function questionAgain(
  midway: KnownMidway,
  { digest, channel, inGroup, parts: { content, clock, dice, timeZone } }: Behind,
): readonly QuestionAgain[] {
  const { interview, revision } = midway
  const at = clock.now()
  const reply = askedAgain(midway, { known: content(), now: { at, today: dayAt(at, timeZone) }, inGroup })
  if (reply === undefined) return []
  const card = againCard(interview.id, digest.id)
  const channels = new Map([[channel.name, channel]])
  const messages = toPerson({ reply, card }, { to: digest.to, owner: interview.by }, { channels, dice }, at)
  return [{ interview: interview.id, revision, messages }]
}
