import { WSClient } from '@larksuiteoapi/node-sdk'
import * as z from 'zod'

/**
 * The SDK's long connection with two holes closed. It drops frames of the type `card`, as which clicks may arrive; and it
 * begins to listen some ticks after the link opened, so that an event in the segment of the handshake is lost.
 * Both sit in private methods: should a new version lack one, this throws at the start and not in the night.
 */
export class ListeningClient extends WSClient {
  constructor(parameters: ConstructorParameters<typeof WSClient>[0]) {
    super(parameters)
    takeCards(this)
    listenFromTheStart(this)
  }
}

const header = z.object({ key: z.string(), value: z.string() })
const frame = z.looseObject({ headers: z.array(z.unknown()) })

/** Of several headers with one name the SDK reads the last. */
const readAsEvent = { key: 'type', value: 'event' }

/** A card frame passes as an event, and goes back as what it was: the platform knows its ack by that. */
function takeCards(client: WSClient): void {
  replace(client, 'handleEventData', (handleEventData) => (data) => {
    const read = frame.safeParse(data).data
    if (read === undefined || !read.headers.some(isCardType)) return handleEventData(data)
    return handleEventData({ ...read, headers: [...read.headers, readAsEvent] })
  })
  replace(client, 'sendMessage', (sendMessage) => (data) => {
    const read = frame.safeParse(data).data
    if (read === undefined) return sendMessage(data)
    return sendMessage({ ...read, headers: read.headers.filter((one) => one !== readAsEvent) })
  })
}

function isCardType(one: unknown): boolean {
  const { key, value } = header.safeParse(one).data ?? {}
  return key === 'type' && value === 'card'
}

/** The first ping is sent in the very moment the link opens. A client of ours has one link in its life. */
function listenFromTheStart(client: WSClient): void {
  let listen = (): unknown => undefined
  replace(client, 'communicate', (communicate) => {
    let listening = false
    listen = () => {
      if (!listening) communicate()
      listening = true
      return undefined
    }
    return listen
  })
  replace(client, 'pingLoop', (pingLoop) => () => {
    listen()
    return pingLoop()
  })
}

type Method = (...given: readonly unknown[]) => unknown

function replace(client: WSClient, name: string, change: (original: Method) => Method): void {
  const original: unknown = Reflect.get(client, name)
  if (typeof original !== 'function') throw new Error(`node-sdk has changed: its WSClient has no ${name}`)
  Reflect.set(
    client,
    name,
    change((...given): unknown => Reflect.apply(original, client, given)),
  )
}
