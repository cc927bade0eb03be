import type { Send, SendOutcome } from '../../src/ports-sending.js'
import { instant } from '../../src/values/civil-date.js'
import { messageId, threadId } from '../../src/values/ids.js'
import type { FakeBot, Person } from '../fakes/telegram/telegram.js'
import type { Running } from './telegram-parts.js'

export const now = instant(Date.UTC(2026, 10, 22))
const after = (ms: number) => instant(now + ms)

export interface World {
  readonly bot: FakeBot
  readonly boss: Person
  readonly channel: Running
}

type Target = Partial<Omit<Send, 'to'>> & { readonly to: number }

interface Case {
  readonly name: string
  /** Prepares the world and says where to send. */
  readonly given: (world: World) => Target
  readonly outcome: SendOutcome | { readonly kind: 'sent' }
  readonly texts?: readonly string[]
}

const alone = ({ boss }: World) => ({ to: boss.alone.id })

/** What may become of a message that is sent. */
export const cases: readonly Case[] = [
  { name: 'a message', given: alone, outcome: { kind: 'sent' }, texts: ['最低 100 万元'] },
  {
    name: 'a repeat, marked',
    given: (w) => ({ ...alone(w), repeated: true }),
    outcome: { kind: 'sent' },
    texts: ['（重发）最低 100 万元'],
  },
  {
    name: 'a message to a topic that is gone, into the group with a word about it',
    given: ({ bot, boss }) => {
      const forum = bot.group({ kind: 'forum', admins: [boss] })
      const thread = bot.topic(forum, '年报', boss)
      bot.deletesTopic(forum, thread)
      return { to: forum.id, thread: threadId(String(thread)), replyTo: messageId('9'), repeated: true }
    },
    outcome: { kind: 'sent' },
  },
  {
    name: 'a message to a closed topic',
    given: ({ bot, boss }) => {
      const forum = bot.group({ kind: 'forum', admins: [boss] })
      const thread = bot.topic(forum, '年报', boss)
      bot.closesTopic(forum, thread)
      return { to: forum.id, thread: threadId(String(thread)) }
    },
    outcome: { kind: 'sent' },
  },
  {
    name: 'a reply to a message that is gone',
    given: (w) => ({ ...alone(w), replyTo: messageId('999') }),
    outcome: { kind: 'sent' },
  },
  {
    name: 'flood control',
    given: (w) => {
      w.bot.fault({ kind: 'flood', retryAfterSeconds: 7 })
      return alone(w)
    },
    outcome: { kind: 'not-before', at: after(7_000), why: 'told to wait' },
  },
  {
    name: 'trouble of the Bot API, which may have taken it before it restarted',
    given: (w) => {
      w.bot.fault({ kind: 'error', code: 500, description: 'Internal Server Error: restart' })
      return alone(w)
    },
    outcome: { kind: 'not-before', at: after(5_000), why: 'Bot API 500', doubtful: 'in-trouble' },
  },
  {
    name: 'a message that somebody deleted before Telegram could show it, as every copy would be',
    given: (w) => {
      w.bot.fault({ kind: 'error', code: 500, description: 'Internal Server Error: immediately deleted' })
      return alone(w)
    },
    outcome: { kind: 'refused', why: '500 immediately deleted' },
  },
  {
    name: 'a page of a gateway, which may have passed it on',
    given: (w) => {
      w.bot.fault({ kind: 'html' })
      return alone(w)
    },
    outcome: { kind: 'not-before', at: after(5_000), why: 'HTTP 502', doubtful: 'in-trouble' },
  },
  {
    name: 'a page of a gateway that passed it on and heard nothing',
    given: (w) => {
      w.bot.fault({ kind: 'html', status: 504 })
      return alone(w)
    },
    outcome: { kind: 'not-before', at: after(5_000), doubtful: 'unanswered', why: 'HTTP 504' },
  },
  {
    name: 'the same in words of the Bot API',
    given: (w) => {
      w.bot.fault({ kind: 'error', code: 504, description: 'Gateway Timeout' })
      return alone(w)
    },
    outcome: { kind: 'not-before', at: after(5_000), doubtful: 'unanswered', why: 'Bot API 504' },
  },
  {
    name: 'a page of somebody who did not pass it on',
    given: (w) => {
      w.bot.fault({ kind: 'html', status: 407 })
      return alone(w)
    },
    outcome: { kind: 'not-before', at: after(5_000), why: 'HTTP 407' },
  },
  {
    name: 'a page instead of an answer, but no failure',
    given: (w) => {
      w.bot.fault({ kind: 'html', status: 200 })
      return alone(w)
    },
    outcome: { kind: 'not-before', at: after(5_000), doubtful: 'unanswered', why: 'HTTP 200' },
  },
  {
    name: 'a revoked token, which the operator must mend',
    given: (w) => {
      w.bot.fault({ kind: 'unauthorized' })
      return alone(w)
    },
    outcome: { kind: 'not-before', at: after(20), why: 'token refused' },
  },
  {
    name: 'no answer in time',
    given: (w) => {
      w.bot.fault({ kind: 'hang' })
      return alone(w)
    },
    outcome: { kind: 'not-before', at: after(5_000), doubtful: 'unanswered', why: 'timeout' },
  },
  {
    name: 'an answer lost after it took effect',
    given: (w) => {
      w.bot.fault({ kind: 'lost-answer' })
      return alone(w)
    },
    outcome: { kind: 'not-before', at: after(5_000), doubtful: 'unanswered', why: 'ECONNRESET' },
  },
  {
    name: 'a person who blocked us',
    given: (w) => {
      w.bot.blocks(w.boss)
      return alone(w)
    },
    outcome: { kind: 'refused', why: '403 bot was blocked by the user', closes: 'blocked' },
  },
  {
    name: 'a person who never wrote',
    given: ({ bot }) => ({ to: bot.person().id }),
    outcome: { kind: 'refused', why: "403 bot can't initiate conversation with a user", closes: 'blocked' },
  },
  {
    name: 'an account that is gone',
    given: (w) => {
      w.bot.deactivates(w.boss)
      return alone(w)
    },
    outcome: { kind: 'refused', why: '403 user is deactivated', closes: 'blocked' },
  },
  {
    name: 'a group that threw us out',
    given: ({ bot, boss }) => {
      const group = bot.group({ admins: [boss], kind: 'supergroup' })
      bot.botBecomes(group, 'kicked', boss)
      return { to: group.id }
    },
    outcome: { kind: 'refused', why: '403 bot was kicked from the supergroup chat', closes: 'removed' },
  },
  {
    name: 'a group in which we may not speak',
    given: ({ bot, boss }) => {
      const group = bot.group({ admins: [boss], kind: 'supergroup' })
      bot.botBecomes(group, 'restricted', boss)
      return { to: group.id }
    },
    outcome: {
      kind: 'refused',
      why: '400 not enough rights to send text messages to the chat',
      closes: 'muted',
    },
  },
  {
    name: 'a chat that is gone',
    given: ({ bot }) => {
      const group = bot.group()
      bot.deletesChat(group)
      return { to: group.id }
    },
    outcome: { kind: 'refused', why: '400 chat not found', closes: 'gone' },
  },
  {
    name: 'an edit of a message that is gone',
    given: (w) => ({ ...alone(w), edits: messageId('999') }),
    outcome: { kind: 'cannot-edit', why: 'gone or too old' },
  },
  {
    name: 'an edit whose answer is lost: doing it again shows nothing new',
    given: (w) => {
      w.bot.fault({ kind: 'hang' })
      return { ...alone(w), edits: messageId('999') }
    },
    outcome: { kind: 'not-before', at: after(5_000), why: 'timeout' },
  },
]
