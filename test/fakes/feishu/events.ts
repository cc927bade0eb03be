import { randomBytes } from 'node:crypto'
import type { EventType } from './feishu.js'
import { changed, nowIn, type World } from './world.js'

/** An event as the platform remembers it until it is acknowledged. Repeats keep id and create_time. */
export interface PushedEvent {
  readonly id: string
  readonly type: EventType
  /** The whole v2 body: schema, header, event. */
  readonly body: EventBody
  /** Every time it went out (or could not), oldest first. */
  readonly deliveries: readonly Delivery[]
  /** Set by the first answer that counts: 200 within 3 s of the platform's clock. */
  readonly acknowledged: boolean
}

export interface EventBody {
  readonly schema: '2.0'
  readonly header: {
    readonly event_id: string
    readonly event_type: EventType
    readonly create_time: string
    readonly token: string
    readonly app_id: string
    readonly tenant_key: string
  }
  readonly event: Readonly<Record<string, unknown>>
}

export interface Delivery {
  /** Of its own for each delivery: acks name it (header message_id of the long connection). */
  readonly id: string
  readonly at: number
  /** Which long connection or URL it went to; `nobody` when there was none. */
  readonly to: string
  /** What came back; absent while nothing has. */
  readonly answer?: Ack
}

/** What the bot answered: the HTTP status of a webhook, or the code of a long connection's ack. */
export interface Ack {
  readonly at: number
  readonly code: number
  /** The JSON in the answer: of a click the toast, else usually empty. */
  readonly data?: unknown
  /** Milliseconds the client says its handler took (header biz_rt); only on the long connection. */
  readonly bizRt?: string
}

/** The platform's side of an event. */
export interface RaisedEvent extends PushedEvent {
  readonly deliveries: OutgoingDelivery[]
  acknowledged: boolean
  /** When it is still to be repeated, if nobody acknowledges it. */
  repeatsAt: readonly number[]
}

interface OutgoingDelivery extends Delivery {
  answer?: Ack
}

const second = 1000
const minute = 60 * second
/** After the first push, each counted from the one before. */
const repeatAfterMs = [15 * second, 5 * minute, 60 * minute, 360 * minute]
const answerWithinMs = 3 * second

/** A new event, not yet pushed. Callbacks are never repeated. */
export function newEvent(world: World, type: EventType, event: EventBody['event']): RaisedEvent {
  const id = randomBytes(16).toString('hex')
  const at = nowIn(world)
  const header = {
    event_id: id,
    event_type: type,
    create_time: String(at),
    token: world.verificationToken,
    app_id: world.id,
    tenant_key: world.tenantKey,
  }
  return {
    id,
    type,
    body: { schema: '2.0', header, event },
    deliveries: [],
    acknowledged: false,
    repeatsAt: isClick(type) ? [] : repeatTimes(at),
  }
}

export const isClick = (type: EventType): boolean => type === 'card.action.trigger'

export function noteDelivery(world: World, event: RaisedEvent, to: string): Delivery {
  const delivery = { id: randomBytes(12).toString('hex'), at: nowIn(world), to }
  event.deliveries.push(delivery)
  world.deliveries.set(delivery.id, event)
  changed(world)
  return delivery
}

export function noteAnswer(world: World, deliveryId: string, answer: Omit<Ack, 'at'>): void {
  const at = nowIn(world)
  const event = world.deliveries.get(deliveryId)
  const delivery = event?.deliveries.find(({ id }) => id === deliveryId)
  if (event === undefined || delivery === undefined) return
  delivery.answer = { at, ...answer }
  if (answer.code === 200 && at - delivery.at <= answerWithinMs) event.acknowledged = true
  changed(world)
}

function repeatTimes(from: number): readonly number[] {
  let at = from
  return repeatAfterMs.map((wait) => (at += wait))
}
