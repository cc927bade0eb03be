import type { Arrival } from '../../chat/arrival.js'
import type { Clock, Log } from '../../ports.js'
import type { Intake } from '../../ports-channel.js'
import type { Chats } from './chats.js'
import { envelopeIn, type Envelope } from './event.js'
import type { Identity } from './identity.js'
import { limits } from './limits.js'
import { clickedIn, mentionsSomebody, receive, repliedTo, type Facts, type Ignored } from './receive.js'
import { within } from './within.js'

/** What the platform is told: nothing, or what the person who clicked sees. */
export type Answer = { readonly toast?: { readonly type: 'info'; readonly content: string } } | undefined

/** Takes one event in. Resolves once it is stored; rejects when the platform has to send it again. */
export type Handle = (pushed: unknown) => Promise<Answer>

export interface HandlingParts {
  readonly appId: string
  readonly intake: Intake
  readonly clock: Clock
  readonly log: Log
  readonly identity: Identity
  readonly chats: Chats
}

/** Both ways in lead here. */
export function handling(parts: HandlingParts): Handle {
  return async (pushed) => {
    const envelope = envelopeIn(pushed)
    if (envelope === undefined) return note('unreadable', undefined, parts)
    try {
      return await taken(envelope, parts)
    } catch (error) {
      parts.log.error('feishu event not stored', { event: envelope.header.event_type }, error)
      throw error
    }
  }
}

async function taken(envelope: Envelope, parts: HandlingParts): Promise<Answer> {
  const received = receive(envelope, await factsFor(envelope, parts))
  if (received.kind === 'arrival') return accepted(received.arrival, parts)
  // The platform sends it again in 15 s, then in minutes and hours: by then we know.
  if (received.why === 'bot-unknown')
    throw new Error('a group mentions somebody, and who the bot is is not known yet')
  return note(received.why, envelope, parts)
}

async function factsFor(
  envelope: Envelope,
  { appId, intake, clock, identity, chats }: HandlingParts,
): Promise<Facts> {
  const replied = repliedTo(envelope)
  const clicked = clickedIn(envelope)
  return {
    appId,
    now: clock.now(),
    bot: mentionsSomebody(envelope) ? await identity.openIdWithin(limits.identityMs) : identity.openId,
    repliesToUs:
      replied !== undefined &&
      (await intake.wrote({ channel: 'feishu', chat: replied.chat }, replied.message)),
    chatKind: clicked === undefined ? 'group' : await chats.kindOf(clicked),
  }
}

async function accepted(arrival: Arrival, { intake, chats }: HandlingParts): Promise<Answer> {
  if (arrival.kind !== 'pressed') {
    chats.noteKind(arrival.chat)
    await intake.accept([arrival])
    return undefined
  }
  // Read before the turn can run: afterwards the press may already stand on an older revision of its card.
  const content = await within(limits.toastMs, intake.toast(arrival), '')
  await intake.accept([arrival])
  return content === '' ? {} : { toast: { type: 'info', content } }
}

/** Chatter of groups is not worth a line, and there is much of it. */
function note(why: Ignored['why'], envelope: Envelope | undefined, { log }: HandlingParts): Answer {
  if (why !== 'not-called' && why !== 'no-matter')
    log.info('feishu event ignored', { why, event: envelope?.header.event_type })
  return envelope !== undefined && clickedIn(envelope) !== undefined ? {} : undefined
}
