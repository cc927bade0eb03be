import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serve, type ServerType } from '@hono/node-server'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { openBrowser } from '../fakes/browser.js'
import type { FakeWeb } from '../fakes/web-parts.js'

export interface Served {
  readonly web: FakeWeb
  readonly url: string
  readonly close: () => Promise<void>
}

export async function served(web: FakeWeb, port = 0): Promise<Served> {
  const server = await new Promise<ServerType>((resolve) => {
    const starting = serve({ fetch: web.chat.routes.fetch, hostname: '127.0.0.1', port }, () => {
      resolve(starting)
    })
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  return { web, url: `http://127.0.0.1:${address.port}`, close: () => closing(web, server) }
}

function closing(web: FakeWeb, server: ServerType): Promise<void> {
  web.chat.stop()
  return new Promise((resolve) => {
    server.close(() => {
      resolve()
    })
  })
}

/** A browser for the tests of a file, and a folder for what it sees. Called where the tests are. */
export function browsing() {
  let browser: Browser
  let pictures: string

  beforeAll(async () => {
    browser = await openBrowser()
    pictures = await mkdtemp(join(tmpdir(), 'chizheng-web-'))
    console.info(`screenshots: ${pictures}`)
  }, 60_000)

  afterAll(async () => {
    await browser.close()
  })

  /** A new visitor; a complaint of the page in its console fails the test. */
  async function visiting(
    { url }: Served,
    options: BrowserContextOptions,
    visit: (page: Page) => Promise<void>,
  ): Promise<void> {
    const context = await browser.newContext(options)
    const page = await context.newPage()
    const complaints: string[] = []
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().includes('net::ERR')) complaints.push(message.text())
    })
    await page.goto(url)
    await visit(page)
    await context.close()
    expect(complaints).toEqual([])
  }

  const picture = (page: Page, name: string) => page.screenshot({ path: join(pictures, `${name}.png`) })

  return { visiting, picture }
}
