import { Hono, type Context } from 'hono'
import { streamSSE } from 'hono/streaming'
import type { Channel, Intake, BytesOf } from '../../ports-channel.js'
import type { Clock, Dice, Line, Log, Transcript } from '../../ports.js'
import type { ChatRef } from '../../values/ids.js'
import { readAssets, type Asset, type Assets } from './assets.js'
import { attachmentsRoute, showAttachment } from './attachments.js'
import { bellTower, type Bells } from './bells.js'
import {
  byScript,
  guarding,
  isJson,
  notStored,
  type Refuse,
  refusing,
  sameHost,
  smallEnough,
  smallEnoughSheet,
} from './doors.js'
import { follow, lastCursor } from './events.js'
import { limits } from './limits.js'
import { chatPage } from './page.js'
import { messageFrom, pressFrom, sheetFrom, type ReceivedMessage } from './receive.js'
import { render } from './render.js'
import { send } from './send.js'
import { knownSession, sessionFor, type WebSession } from './session.js'

export interface WebParts {
  readonly transcript: Transcript
  readonly intake: Intake
  readonly clock: Clock
  readonly dice: Dice
  readonly log: Log
  readonly bytesOf: BytesOf
}

export interface WebChat {
  readonly channel: Channel
  readonly routes: Hono
  /** Ends the open event streams, which would keep the server from closing. */
  stop(): void
}

export function webChat(parts: WebParts): WebChat {
  const bells = bellTower()
  return {
    channel: {
      name: 'web',
      dropsRepeatsForMs: limits.dropsRepeatsForMs,
      sendsPerSecond: limits.sendsPerSecond,
      // Every web chat is private: nobody has to call the bot.
      place: () => ({ calledBy: [], seesEdits: false }),
      render,
      send: (sending) => send(sending, { ...parts, bells }),
    },
    routes: routesOf({ ...parts, bells, assets: readAssets() }),
    stop: () => {
      bells.stop()
    },
  }
}

interface Parts extends WebParts {
  readonly bells: Bells
  readonly assets: Assets
}

function routesOf(parts: Parts): Hono {
  const routes = new Hono()
  const refuse = refusing(parts.assets)
  // Named paths, not '*': mounted at the root this would also dress the routes of others.
  for (const path of ['/', '/messages', '/sheets', '/presses', '/events', '/assets/*'])
    routes.use(path, guarding, notStored)
  routes.use(attachmentsRoute, guarding)
  for (const path of ['/messages', '/presses']) routes.use(path, sameHost(refuse), smallEnough(refuse))
  routes.use('/sheets', sameHost(refuse), smallEnoughSheet(refuse))
  routes.get('/', (c) => showPage(c, parts))
  routes.post('/messages', (c) => takeMessage(c, parts, refuse))
  routes.post('/sheets', (c) => takeSheet(c, parts, refuse))
  routes.post('/presses', (c) => takePress(c, parts, refuse))
  routes.get('/events', (c) => streamLines(c, parts))
  routes.get(attachmentsRoute, (c) => showAttachment(c, parts))
  for (const asset of Object.values<Asset>({ ...parts.assets }))
    routes.get(`/assets/${asset.name}`, (c) => showAsset(c, asset))
  return routes
}

async function showPage(c: Context, { dice, transcript, assets }: Parts): Promise<Response> {
  const session = sessionFor(c, dice)
  const lines = await allLines(transcript, session.chat, 0)
  return c.html(chatPage({ lines, cursor: lastCursor(lines, 0), formId: dice.token(), assets }))
}

async function allLines(transcript: Transcript, chat: ChatRef, after: number): Promise<readonly Line[]> {
  const lines = await transcript.since(chat, after, limits.linesPerRead)
  if (lines.length < limits.linesPerRead) return lines
  return [...lines, ...(await allLines(transcript, chat, lastCursor(lines, after)))]
}

async function takeMessage(c: Context, parts: Parts, refuse: Refuse): Promise<Response> {
  const session = sessionFor(c, parts.dice)
  const received = messageFrom(await postedIn(c), { session, at: parts.clock.now() })
  return received.kind === 'refused' ? refuse(c, received) : taken(c, received, session, parts)
}

async function takeSheet(c: Context, parts: Parts, refuse: Refuse): Promise<Response> {
  const session = sessionFor(c, parts.dice)
  const received = await sheetFrom(await postedIn(c), { session, at: parts.clock.now() })
  return received.kind === 'refused' ? refuse(c, received) : taken(c, received, session, parts)
}

async function taken(
  c: Context,
  received: ReceivedMessage,
  session: WebSession,
  parts: Parts,
): Promise<Response> {
  const { transcript, intake, bells } = parts
  // The transcript first: a crash between the two is healed by the browser, which sends again under the same id until it
  // hears 202. The other way round the answer could stand in the chat without its question.
  await transcript.append(received.line, received.arrival.at)
  bells.ring(session.chat.chat)
  if (byScript(c)) {
    await intake.accept([received.arrival])
    return c.json({ fresh: session.fresh }, 202)
  }
  await answered(parts, session.chat, () => intake.accept([received.arrival]))
  return c.redirect('/#end', 303)
}

async function takePress(c: Context, parts: Parts, refuse: Refuse): Promise<Response> {
  const { intake, clock } = parts
  const session = sessionFor(c, parts.dice)
  const received = pressFrom(await postedIn(c), { session, at: clock.now() })
  if (received.kind === 'refused') return refuse(c, received)
  if (!isJson(c)) {
    await answered(parts, session.chat, () => intake.accept([received.arrival]))
    return c.redirect('/#end', 303)
  }
  // Read before the turn can run: afterwards the press may already stand on an older revision of its card.
  const toast = await intake.toast(received.arrival)
  await intake.accept([received.arrival])
  return c.json({ toast })
}

/** Does it and waits a moment for the first line that comes of it. */
async function answered({ bells }: Parts, chat: ChatRef, accept: () => Promise<void>): Promise<void> {
  const bell = bells.listen(chat.chat)
  try {
    await accept()
    await bell.next(limits.formWaitMs)
  } finally {
    bell.leave()
  }
}

function streamLines(c: Context, { transcript, bells, log }: Parts): Response {
  const session = knownSession(c)
  if (session === undefined) return c.text('请先打开页面', 401)
  const after = cursorIn(c.req.header('last-event-id')) ?? cursorIn(c.req.query('after')) ?? 0
  const response = streamSSE(c, async (stream) => {
    try {
      await follow(stream, { chat: session.chat, after, transcript, bells })
    } catch (error) {
      // The response is on its way, so nobody above hears of it; the browser connects again by itself.
      log.error('stream broke', {}, error)
    }
  })
  // A stream ends when the server stops: kept alive, its connection would carry the next one and the server never close.
  response.headers.set('Connection', 'close')
  response.headers.set('X-Accel-Buffering', 'no')
  return response
}

function cursorIn(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined
}

function showAsset(c: Context, asset: Asset): Response {
  c.header('Content-Type', asset.type)
  c.header('Cache-Control', 'public, max-age=31536000, immutable')
  return c.body(asset.content)
}

/** What was posted, or undefined if it cannot be read: `receive.ts` says so to the sender. */
async function postedIn(c: Context): Promise<unknown> {
  try {
    return isJson(c) ? await c.req.json<unknown>() : await c.req.parseBody()
  } catch {
    return undefined
  }
}
