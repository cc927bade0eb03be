import { existsSync } from 'node:fs'
import { chromium, type Browser } from 'playwright-core'

const executable = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((path) => existsSync(path))
if (executable === undefined && process.env['CHIZHENG_REQUIRE_BROWSER'] === '1')
  throw new Error('CHIZHENG_REQUIRE_BROWSER=1, but no chromium in /usr/bin')

/** Where there is no browser its tests are skipped, loudly; CI allows no skip. */
export const browserMissing = executable === undefined
if (browserMissing)
  console.warn('\n!!! no chromium in /usr/bin: the browser tests of the web chat are SKIPPED !!!\n')

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: executable ?? '', args: flags })
}

export const desktop = { viewport: { width: 1280, height: 800 } }
export const phone = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
  deviceScaleFactor: 2,
}
