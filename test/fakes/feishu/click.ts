import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { idsOf } from './chat-events.js'
import { raise } from './deliver.js'
import type { Ack, RaisedEvent } from './events.js'
import type { Person } from './people.js'
import { buttonsOf } from './seen.js'
import { problemsOfCard } from './validate-card.js'
import { changed, nowIn, type ClickToken, type MessageState, type World } from './world.js'

/** What the person who pressed sees. */
export type ClickAnswer =
  | { readonly kind: 'answered'; readonly body: ClickBody; readonly toast?: string }
  /** 200340: nobody to ask; 200341: no answer in time, or an error; 200672: an answer that is no callback answer; 200673: a wrong card in it. */
  | { readonly kind: 'failed'; readonly code: 200340 | 200341 | 200672 | 200673; readonly why: string }

const body = z.strictObject({
  toast: z
    .strictObject({
      type: z.enum(['info', 'success', 'error', 'warning']).optional(),
      content: z.string(),
      i18n: z.record(z.string(), z.string()).optional(),
    })
    .optional(),
  card: z.strictObject({ type: z.literal('raw'), data: z.unknown() }).optional(),
})
export type ClickBody = z.infer<typeof body>

type Value = Readonly<Record<string, unknown>>

export function click(world: World, message: MessageState, label: string, by: Person): Promise<ClickAnswer> {
  const buttons = message.gone === undefined ? buttonsOf(message) : []
  const button = buttons.find((one) => one.label === label)
  if (button === undefined) {
    const shown = buttons.map((one) => one.label).join('、')
    return Promise.reject(new Error(`no button 「${label}」 on ${message.id}; it shows 「${shown}」`))
  }
  return clickOld(world, message, button.value, by)
}

export async function clickOld(
  world: World,
  message: MessageState,
  value: Value,
  by: Person,
): Promise<ClickAnswer> {
  const token: ClickToken = { message: message.id, at: nowIn(world), answered: false, uses: 0 }
  const name = `c-${randomBytes(20).toString('hex')}`
  world.clickTokens.set(name, token)
  const event = raise(world, 'card.action.trigger', {
    operator: { tenant_key: world.tenantKey, ...idsOf(by) },
    token: name,
    action: { tag: 'button', value, timezone: 'Asia/Shanghai' },
    host: 'im_message',
    context: { open_message_id: message.id, open_chat_id: message.chatId },
  })
  if (event.deliveries.every(({ to }) => to === 'nobody'))
    return { kind: 'failed', code: 200340, why: 'nobody receives callbacks' }
  const answer = await firstAnswer(world, event)
  token.answered = answer?.code === 200
  return shown(world, message, answer)
}

/** The answer of whichever delivery comes first; undefined when the person has waited long enough. */
function firstAnswer(world: World, event: RaisedEvent): Promise<Ack | undefined> {
  return new Promise((resolve) => {
    const end = (answer: Ack | undefined) => {
      clearTimeout(timer)
      world.watchers.delete(look)
      resolve(answer)
    }
    const look = () => {
      const answer = event.deliveries.find((one) => one.answer !== undefined)?.answer
      if (answer !== undefined) end(answer)
    }
    const timer = setTimeout(end, world.options.clickAnswerMs ?? 3000, undefined)
    world.watchers.add(look)
    look()
  })
}

function shown(world: World, message: MessageState, answer: Ack | undefined): ClickAnswer {
  if (answer?.code !== 200)
    return {
      kind: 'failed',
      code: 200341,
      why: answer === undefined ? 'no answer in time' : `code ${String(answer.code)}`,
    }
  const read = body.safeParse(answer.data ?? {})
  if (!read.success) return { kind: 'failed', code: 200672, why: read.error.issues[0]?.message ?? 'wrong' }
  const { toast, card } = read.data
  const problem = card === undefined ? undefined : problemsOfCard(world, card.data)[0]
  if (problem !== undefined) {
    world.violations.push({ call: 'answer to a click', what: problem.what })
    return { kind: 'failed', code: 200673, why: problem.what }
  }
  if (card !== undefined) replaceCard(world, message, card.data)
  return { kind: 'answered', body: read.data, ...(toast !== undefined && { toast: toast.content }) }
}

function replaceCard(world: World, message: MessageState, card: unknown): void {
  message.content = JSON.stringify(card)
  message.edits += 1
  changed(world)
}
