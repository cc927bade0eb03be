import { createHash } from 'node:crypto'
import { Hono, type Context } from 'hono'
import type { Watched } from '../deadlines/watch.js'
import type { Clock, Store } from '../ports.js'
import { dayAt } from '../values/civil-date.js'
import { feedToken, type ChatRef, type FeedToken } from '../values/ids.js'
import { calendarSteps } from './calendar-steps.js'
import type { Content } from './content.js'
import { inSlices } from './slices.js'

export interface FeedParts {
  readonly store: Store
  readonly content: () => Content
  readonly clock: Clock
  readonly timeZone: string
}

const folder = '/calendar/'
const suffix = '.ics'

export const feedUrl = (publicUrl: string, token: FeedToken): string =>
  `${publicUrl}${folder}${token}${suffix}`

/** The calendars that programs fetch by a private link. The link is all the right there is; a dead one looks like none. */
export function calendarFeed(parts: FeedParts): Hono {
  const routes = new Hono()
  const texts = lastTexts()
  routes.get(`${folder}*`, async (c) => {
    // Who keeps a copy keeps it for one reader, and asks each time whether it still holds.
    c.header('Cache-Control', 'private, no-cache')
    c.header('X-Content-Type-Options', 'nosniff')
    c.header('X-Robots-Tag', 'noindex')
    const token = tokenIn(c.req.path)
    const chat = token === undefined ? undefined : await parts.store.chatOfFeed(token)
    return chat === undefined ? c.text('没有这个日历。', 404) : showCalendar(c, chat, { ...parts, texts })
  })
  return routes
}

function tokenIn(path: string): FeedToken | undefined {
  const name = path.slice(folder.length)
  return name.endsWith(suffix) ? feedToken(name.slice(0, -suffix.length)) : undefined
}

interface Showing extends FeedParts {
  readonly texts: LastTexts
}

async function showCalendar(c: Context, chat: ChatRef, parts: Showing): Promise<Response> {
  const { store, content, clock, timeZone, texts } = parts
  const watched = await store.watchedIn(chat)
  const { knowledge, rules } = content()
  const at = clock.now()
  const today = dayAt(at, timeZone)
  const tag = tagOf(watched, chat, [knowledge.version, today])
  c.header('ETag', tag)
  if (isAmong(tag, c.req.header('If-None-Match'))) return c.body(null, 304)
  const how = { rules, figures: knowledge.figures, today, timeZone, stamp: at }
  const text = await texts(tag, () => inSlices(calendarSteps(watched, chat, how)))
  c.header('Content-Type', 'text/calendar; charset=utf-8')
  c.header('Content-Disposition', 'inline; filename="chizheng.ics"')
  return c.body(text)
}

/** Weak: the same calendar made anew bears another stamp. */
function tagOf(watched: readonly Watched[], { channel, chat }: ChatRef, of: readonly string[]): string {
  const made = [channel, chat, ...of, ...watched.map(({ matter, revision }) => [matter.id, revision])]
  return `W/"${createHash('sha256').update(JSON.stringify(made)).digest('base64url').slice(0, 22)}"`
}

function isAmong(tag: string, header: string | undefined): boolean {
  const strong = tag.slice('W/'.length)
  const known = (header ?? '').split(',').map((one) => one.trim())
  return known.some((one) => one === '*' || one === tag || one === strong)
}

type LastTexts = (tag: string, make: () => Promise<string>) => Promise<string>

const mostTexts = 8

/** The newest few, also while they are being made: who asks again and again, and for no reason, costs next to nothing. */
function lastTexts(): LastTexts {
  const texts = new Map<string, Promise<string>>()
  return async (tag, make) => {
    const text = texts.get(tag) ?? make()
    texts.delete(tag)
    texts.set(tag, text)
    for (const oldest of [...texts.keys()].slice(0, -mostTexts)) texts.delete(oldest)
    try {
      return await text
    } catch (error) {
      texts.delete(tag)
      throw error
    }
  }
}
