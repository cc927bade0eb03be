import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { fakeWeb, type FakeWeb } from '../fakes/web-parts.js'
import { browserAt, linesIn, said } from '../fakes/web-visitor.js'

const csv = '公司名,到期日期\n甲公司,2027-03-02\n'
const byForm = { accept: 'text/html,application/xhtml+xml' }
const byScript = { accept: 'application/json' }

interface Sending {
  readonly name?: string
  readonly content?: string | Uint8Array<ArrayBuffer>
  readonly id?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** Somebody who sends tables from the page. */
async function visitor(web: FakeWeb = fakeWeb()) {
  const browser = await browserAt(web)
  const send = async ({
    name = '客户.csv',
    content = csv,
    id = randomUUID(),
    headers = byScript,
  }: Sending = {}) => {
    const body = new FormData()
    body.set('id', id)
    body.set('file', new File([content], name))
    return web.chat.routes.request('/sheets', {
      method: 'POST',
      headers: { cookie: browser.cookie, ...headers },
      body,
    })
  }
  return { web, browser, send }
}

describe('a table', () => {
  test('is taken whole, stands in the history, and is taken once', async () => {
    const { web, browser, send } = await visitor()
    const id = randomUUID()
    const response = await send({ id })
    expect([response.status, await response.json()]).toEqual([202, { fresh: false }])
    await send({ id })
    expect(web.accepted).toMatchObject([
      {
        kind: 'file',
        addressed: true,
        chat: { kind: 'private' },
        file: {
          name: '客户.csv',
          size: Buffer.byteLength(csv),
          content: { kind: 'here', read: { kind: 'text', text: csv } },
        },
      },
    ])
    const page = await browser.page()
    expect(page.match(/发了表格：客户\.csv/g)).toHaveLength(1)
  })

  test('is posted without script, too, and the page is shown again with the answer', async () => {
    const web = fakeWeb({ answer: ({ chat }, here) => here.say(chat, said('读过了')) })
    const { browser, send } = await visitor(web)
    const response = await send({ headers: byForm })
    expect([response.status, response.headers.get('location')]).toEqual([303, '/#end'])
    expect(await browser.page()).toContain('读过了')
  })

  test('as Excel on a Chinese Windows saves it is read', async () => {
    const { web, send } = await visitor()
    await send({ content: new Uint8Array(Buffer.from('b9abcbbec3fb', 'hex')) })
    expect(web.accepted).toMatchObject([{ file: { content: { read: { kind: 'text', text: '公司名' } } } }])
  })

  test.each([
    ['客户.xlsx', '客户.xlsx'],
    ['客户\u202Egnp.csv', '客户gnp.csv'],
    [`${'长'.repeat(200)}.csv`, undefined],
  ])('called %j comes in under a name that can be shown', async (name, shown) => {
    const { web, browser, send } = await visitor()
    const { status } = await send({ name })
    expect(status).toBe(shown === undefined ? 422 : 202)
    expect(web.accepted.map((one) => (one.kind === 'file' ? one.file.name : one.kind))).toEqual(
      shown === undefined ? [] : [shown],
    )
    if (shown !== undefined) expect(await browser.page()).toContain(shown)
  })

  test('stands in no other browser', async () => {
    const { web, send } = await visitor()
    await send()
    const other = await browserAt(web)
    expect(await other.page()).not.toContain('客户.csv')
  })

  test('shows in the stream under the id of the page that sent it', async () => {
    const { browser, send } = await visitor()
    const id = randomUUID()
    await send({ id })
    const [line] = await linesIn(await browser.events(), 1)
    expect(line?.data).toContain(id)
  })
})

describe('is refused', () => {
  test.each<[string, Sending, number, string]>([
    ['a picture', { name: '照片.png' }, 422, '只收 CSV 表格'],
    ['nothing chosen', { name: '', content: '' }, 422, '还没有选文件'],
    ['an id of another shape', { id: '1' }, 400, '没有看懂'],
    ['a table of more than 1 MB', { content: '1'.repeat(1_048_577) }, 413, '最多 1 MB'],
    ['far more than that', { content: '1'.repeat(3_000_000) }, 413, '最多 1 MB'],
    ['from another site', { headers: { ...byScript, origin: 'https://evil.example' } }, 403, '别的网站'],
  ])('%s', async (_, sending, status, says) => {
    const { web, send } = await visitor()
    const response = await send(sending)
    expect(response.status).toBe(status)
    expect(await response.text()).toContain(says)
    expect(web.accepted).toEqual([])
  })

  test('to a person in words, with the way back', async () => {
    const { send } = await visitor()
    const response = await send({ name: '照片.png', headers: byForm })
    expect(response.headers.get('content-type')).toContain('text/html')
    expect(await response.text()).toContain('回到对话')
  })

  test('what is no form', async () => {
    const { web, browser } = await visitor()
    expect((await browser.postJson('/sheets', { id: randomUUID(), file: csv })).status).toBe(422)
    expect(web.accepted).toEqual([])
  })
})
