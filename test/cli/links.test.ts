import { createServer, type Server } from 'node:http'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkLinks } from '../../src/cli/links.js'

let library: Server
let address = ''
beforeAll(async () => {
  library = createServer((asked, answer) => {
    answer.writeHead(Number(/\d+/.exec(asked.url ?? '')?.[0] ?? 200), { location: '/elsewhere' })
    answer.end('text')
  })
  await new Promise<void>((resolve) => library.listen(0, '127.0.0.1', resolve))
  const at = library.address()
  if (at === null || typeof at === 'string') throw new Error('the library has no port')
  address = `http://127.0.0.1:${at.port}`
})
afterAll(() => library.close())

/** What is printed of sources that lead there, and the exit code. */
async function checked(...urls: readonly (string | undefined)[]): Promise<readonly [number, string]> {
  let out = ''
  const output = { write: (text: string) => (out += text), isTTY: false }
  const sources = urls.map((url, at) => ({ id: `s${at + 1}`, name: `《法${at + 1}》`, url }))
  const stopping = new AbortController().signal
  const console = { environment: {}, input: Readable.from([]), output, errors: output, stopping }
  return [await checkLinks(console, sources, { https: undefined, except: undefined }), out]
}

test('addresses that answer are fine, also where they lead elsewhere; each is asked once', async () => {
  const [code, out] = await checked(`${address}/200`, `${address}/302`, undefined, `${address}/200`)
  expect([code, out]).toEqual([0, '来源的网址 2 个，打不开 0 个。\n'])
})

test('who refuses programs is named and does no harm', async () => {
  const [code, out] = await checked(`${address}/403`)
  expect(out).toContain(`来源 s1 《法1》：网站在，但不让程序看（403），用浏览器打开核对：${address}/403`)
  expect(code).toBe(0)
})

test('what is gone or cannot be reached is named with its source and its remedy, and fails', async () => {
  const [code, out] = await checked(`${address}/404`, 'http://127.0.0.1:1/')
  expect(out).toMatch(/来源 s1 《法1》：网页没有了（404）[^]*来源 s2 《法2》：连不上（ECONNREFUSED）/)
  expect(out).toContain('来源的网址 2 个，打不开 2 个。')
  expect(code).toBe(1)
})
