import {
  isClick,
  newEvent,
  noteDelivery,
  type EventBody,
  type PushedEvent,
  type RaisedEvent,
} from './events.js'
import type { EventType } from './feishu.js'
import { pushToLink } from './long-connection.js'
import { pushToUrl } from './webhook.js'
import { changed, nowIn, type World } from './world.js'

/** Makes an event and pushes it for the first time. */
export function raise(world: World, type: EventType, body: EventBody['event']): RaisedEvent {
  const event = newEvent(world, type, body)
  world.events.push(event)
  deliver(world, event)
  return event
}

export function redeliver(world: World): void {
  for (const event of unacknowledgedIn(world)) deliver(world, event)
}

/** Repeats what fell due: at most once, however many repeats the clock jumped over. */
export function repeatDue(world: World): void {
  const now = nowIn(world)
  for (const event of unacknowledgedIn(world)) {
    const later = event.repeatsAt.filter((at) => at > now)
    if (later.length === event.repeatsAt.length) continue
    event.repeatsAt = later
    deliver(world, event)
  }
}

export function unacknowledgedIn(world: World): readonly (RaisedEvent & PushedEvent)[] {
  return world.events.filter((event) => !event.acknowledged && !isClick(event.type))
}

function deliver(world: World, event: RaisedEvent): void {
  const wanted = world.subscribed === 'all' || world.subscribed.has(event.type)
  if (wanted && world.webhook !== undefined) pushToUrl(world, event, world.webhook)
  else if (wanted && world.links.length > 0) pushToLink(world, event)
  else noteDelivery(world, event, 'nobody')
  changed(world)
}
