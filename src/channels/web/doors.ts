import type { Context, MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { secureHeaders } from 'hono/secure-headers'
import type { Assets } from './assets.js'
import { limits } from './limits.js'
import { refusalPage } from './page.js'
import { sheetTooLarge, type Refusal } from './receive.js'

/** What a browser may do with our pages: nothing but show them. */
export const guarding = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    connectSrc: ["'self'"],
    imgSrc: ["'self'", 'data:'],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
    baseUri: ["'none'"],
  },
  xFrameOptions: 'DENY',
  // Not no-referrer: under it a browser posts a form with `Origin: null`, which nobody can tell from a forged one.
  referrerPolicy: 'same-origin',
  // Whether the whole host is https for half a year is for its owner to say.
  strictTransportSecurity: false,
})

export const notStored: MiddlewareHandler = async (c, next) => {
  c.header('Cache-Control', 'no-store')
  await next()
}

export type Refuse = (c: Context, refusal: Refusal) => Response | Promise<Response>

/** Scripts read the reason as JSON, people as a page with the way back. */
export function refusing(assets: Assets): Refuse {
  return (c, { status, says }) =>
    byScript(c) ? c.json({ message: says }, status) : c.html(refusalPage(says, assets), status)
}

/** Other sites cannot post here. Old browsers and programs send no Origin: SameSite keeps the cookie from the former. */
export function sameHost(refuse: Refuse): MiddlewareHandler {
  return async (c, next) => {
    const origin = c.req.header('origin')
    if (origin !== undefined && !isOwn(hostOf(origin), c)) return refuse(c, foreign)
    return next()
  }
}

/** A proxy may pass on the name that people typed. No page can set that header for a form. */
function isOwn(host: string | undefined, c: Context): boolean {
  const typed = c.req.header('x-forwarded-host')?.split(',')[0]?.trim()
  return host !== undefined && (host === hostOf(c.req.url) || host === typed)
}

export function smallEnough(refuse: Refuse): MiddlewareHandler {
  return bodyLimit({ maxSize: limits.bodyBytes, onError: (c) => refuse(c, tooLarge) })
}

export function smallEnoughSheet(refuse: Refuse): MiddlewareHandler {
  return bodyLimit({ maxSize: limits.sheetBodyBytes, onError: (c) => refuse(c, sheetTooLarge) })
}

const foreign: Refusal = {
  kind: 'refused',
  status: 403,
  says: '这次提交来自别的网站，没有接受。请在本页面里提问。',
}
const tooLarge: Refusal = {
  kind: 'refused',
  status: 413,
  says: '内容太长了，一次最多 64 KB。请只发问题本身。',
}

/** Posted by the script, which reads JSON; a file it can only post as a form. */
export const byScript = (c: Context): boolean => isJson(c) || c.req.header('accept') === 'application/json'

/** Posted by the script; anything else is a form. */
export function isJson(c: Context): boolean {
  return c.req.header('content-type')?.startsWith('application/json') ?? false
}

function hostOf(address: string): string | undefined {
  return URL.canParse(address) ? new URL(address).host : undefined
}
