import { expect, test } from 'vitest'
import { fakeWeb } from '../fakes/web-parts.js'
import { ask, browserAt, chatOf, linesIn } from '../fakes/web-visitor.js'
import { drawn, file, isPdf, isPng, picture, print } from './attached.js'

async function visited() {
  const web = fakeWeb()
  const browser = await browserAt(web)
  await browser.postJson('/messages', ask('在吗'))
  const get = (path: string, headers: Record<string, string> = {}) =>
    web.chat.routes.request(path, { headers: { cookie: browser.cookie, ...headers } })
  return { web, browser, chat: chatOf(web), get }
}

test('a picture stands in the page with words for who cannot see it, and is a PNG at its address', async () => {
  const { web, browser, chat, get } = await visited()
  await web.give(chat, picture, 'out-7')
  const page = await browser.page()
  expect(page).toMatch(/<img src="\/attachments\/out-7" alt="期限时间线：甲公司" width="\d+" height="\d+"/)
  const response = await get('/attachments/out-7')
  expect(response.headers.get('content-type')).toBe('image/png')
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
  expect(response.headers.get('x-content-type-options')).toBe('nosniff')
  expect(isPng(new Uint8Array(await response.arrayBuffer()))).toBe(true)
})

test('a file is a link that saves it under its name', async () => {
  const { web, browser, chat, get } = await visited()
  await web.give(chat, { ...file, name: "证据-O'甲(*).jsonl" }, 'out-8')
  expect(await browser.page()).toContain('href="/attachments/out-8" download=')
  const response = await get('/attachments/out-8')
  const disposition = response.headers.get('content-disposition') ?? ''
  const [, encoded = ''] = /^attachment; filename\*=UTF-8''([\w.%~-]+)$/.exec(disposition) ?? []
  expect(decodeURIComponent(encoded)).toBe("证据-O'甲(*).jsonl")
  expect(response.headers.get('content-type')).toBe('application/octet-stream')
  expect(await response.text()).toBe('{"line":1,"名":"甲"}\n')
})

test('nobody else gets it: not another browser, not one without a cookie', async () => {
  const { web, chat } = await visited()
  await web.give(chat, file, 'out-9')
  const other = await browserAt(web)
  for (const headers of [{ cookie: other.cookie }, {}]) {
    const response = await web.chat.routes.request('/attachments/out-9', { headers })
    expect(response.status).toBe(404)
    expect(await response.text()).not.toContain('甲')
  }
})

test.each(['/attachments/out-0', '/attachments/..%2Fassets', '/attachments/'])(
  '%s is nothing',
  async (path) => {
    const { get } = await visited()
    expect((await get(path)).status).toBe(404)
  },
)

test('a print is a PDF to download, the same each time', async () => {
  const { web, browser, chat, get } = await visited()
  await web.give(chat, print, 'out-7')
  expect(await browser.page()).toContain('download="能不能申请-2026-11-21.pdf"')
  const response = await get('/attachments/out-7')
  expect(response.headers.get('content-type')).toBe('application/pdf')
  expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename\*=UTF-8''.+\.pdf$/)
  const bytes = new Uint8Array(await response.arrayBuffer())
  expect(isPdf(bytes)).toBe(true)
  const again = await get('/attachments/out-7')
  expect(Buffer.compare(bytes, new Uint8Array(await again.arrayBuffer()))).toBe(0)
})

test('words of the chat are no file', async () => {
  const { web, chat, get } = await visited()
  await web.say(chat, { blocks: [{ kind: 'paragraph', text: ['甲'] }] }, { key: 'out-1' })
  expect((await get('/attachments/out-1')).status).toBe(404)
})

test('a browser that has it asks, and gets it no second time', async () => {
  const { web, chat, get } = await visited()
  await web.give(chat, picture, 'out-7')
  const { headers } = await get('/attachments/out-7')
  expect(headers.get('cache-control')).toBe('private, no-cache')
  const again = await get('/attachments/out-7', { 'if-none-match': headers.get('etag') ?? '' })
  expect([again.status, await again.text()]).toEqual([304, ''])
})

test('a second attempt at one row is no second line', async () => {
  const { web, browser, chat } = await visited()
  await web.give(chat, picture, 'out-7')
  await web.give(chat, picture, 'out-7')
  expect((await browser.page()).match(/<img /g)).toHaveLength(1)
})

test('an open page hears of it', async () => {
  const { web, browser, chat } = await visited()
  const response = await browser.events('?after=1')
  await web.give(chat, { ...picture, svg: drawn(80, 80) }, 'out-7')
  const [line] = await linesIn(response, 1)
  expect(line?.data).toContain('/attachments/out-7')
})

test('what a company is called is text there, too', async () => {
  const { web, browser, chat } = await visited()
  await web.give(chat, { ...picture, alt: '"><script>alert(1)</script>' })
  await web.give(chat, { ...file, name: '"><script>alert(2)</script>' })
  expect(await browser.page()).not.toMatch(/<script>alert/)
})
