import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { fakeWeb, type FakeWeb } from '../fakes/web-parts.js'
import { ask, browserAt, echoing, linesIn, said } from '../fakes/web-visitor.js'

const nothing = Promise.resolve()

describe('the page', () => {
  test('greets with questions to press, and gives a cookie no script can read', async () => {
    const response = await fakeWeb().chat.routes.request('/')
    const page = await response.text()
    expect(page).toContain('<html lang="zh-Hans">')
    expect(page.match(/form="example-form"/g)).toHaveLength(5)
    expect(response.headers.get('set-cookie')).toMatch(
      /^chizheng=[\w-]{22,}; Path=\/; HttpOnly; SameSite=Lax$/,
    )
  })

  test('marks the cookie Secure behind https', async () => {
    const { routes } = fakeWeb().chat
    const direct = await routes.request('https://chat.example/')
    const proxied = await routes.request('/', { headers: { 'x-forwarded-proto': 'https' } })
    expect(direct.headers.get('set-cookie')).toContain('; Secure')
    expect(proxied.headers.get('set-cookie')).toContain('; Secure')
  })

  test('replaces a cookie that we cannot have made', async () => {
    const response = await fakeWeb().chat.routes.request('/', { headers: { cookie: 'chizheng=short' } })
    expect(response.headers.get('set-cookie')).toContain('chizheng=')
  })

  test('keeps the cookie of a browser that has one', async () => {
    const web = fakeWeb()
    const browser = await browserAt(web)
    expect((await browser.at(web)).headers.get('set-cookie')).toBeNull()
  })

  test('lets the browser do nothing but show it', async () => {
    const { headers } = await fakeWeb().chat.routes.request('/')
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; " +
        "form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    )
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('same-origin')
    expect(headers.get('cache-control')).toBe('no-store')
  })

  test('names its script and style by their content, so that they may be cached', async () => {
    const { routes } = fakeWeb().chat
    const page = await (await routes.request('/')).text()
    for (const [, address = ''] of page.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)) {
      const asset = await routes.request(address)
      expect([address, asset.status, asset.headers.get('cache-control')]).toEqual([
        address,
        200,
        'public, max-age=31536000, immutable',
      ])
    }
  })

  test('leaves the headers of routes beside it alone', async () => {
    const { Hono } = await import('hono')
    const whole = new Hono().route('/', fakeWeb().chat.routes).get('/healthz', (c) => c.text('ok'))
    expect((await whole.request('/healthz')).headers.get('content-security-policy')).toBeNull()
  })
})

describe('a message', () => {
  test('is accepted, stands in the history with its answer, and is still there after a restart', async () => {
    const web = echoing()
    const browser = await browserAt(web)
    const response = await browser.postJson('/messages', ask('要多少注册资本'))
    expect([response.status, await response.json()]).toEqual([202, { fresh: false }])
    expect(web.accepted).toMatchObject([
      { kind: 'said', text: '要多少注册资本', addressed: true, chat: { kind: 'private' } },
    ])
    const later = await (await browser.at(web.restarted())).text()
    expect(later).toMatch(/要多少注册资本[\s\S]*答：要多少注册资本/)
  })

  test('sent again under the same id is one message', async () => {
    const web = echoing()
    const browser = await browserAt(web)
    const message = ask('只说一次')
    const statuses = [
      await browser.postJson('/messages', message),
      await browser.postJson('/messages', message),
    ]
    expect(statuses.map(({ status }) => status)).toEqual([202, 202])
    expect(web.accepted).toHaveLength(1)
    expect((await browser.page()).match(/class="said"[^<]*>只说一次/g)).toHaveLength(1)
  })

  test('is healed by the second try when the process died before accepting it', async () => {
    let dies = true
    const web = fakeWeb({
      answer: () => {
        if (dies) throw new Error('the machine stopped')
        return nothing
      },
    })
    web.chat.routes.onError((_error, c) => c.body(null, 500))
    const browser = await browserAt(web)
    const message = ask('断电了')
    expect((await browser.postJson('/messages', message)).status).toBe(500)
    dies = false
    const after = web.restarted()
    const again = await after.chat.routes.request('/messages', {
      method: 'POST',
      headers: { cookie: browser.cookie, 'content-type': 'application/json' },
      body: JSON.stringify(message),
    })
    expect([again.status, after.accepted.length]).toEqual([202, 1])
    expect((await browser.page()).match(/断电了/g)).toHaveLength(1)
  })

  test('under an id of another session is a message of its own', async () => {
    const web = echoing()
    const [one, other] = [await browserAt(web), await browserAt(web)]
    const id = randomUUID()
    await one.postJson('/messages', ask('甲的问题', id))
    await other.postJson('/messages', ask('乙的问题', id))
    expect(web.accepted).toHaveLength(2)
    expect(await other.page()).toContain('乙的问题')
  })

  test('from a browser without a cookie starts a session, and says so', async () => {
    const web = echoing()
    const response = await web.chat.routes.request('/messages', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(ask('你好')),
    })
    expect(response.headers.get('set-cookie')).toContain('chizheng=')
    expect(await response.json()).toEqual({ fresh: true })
  })

  test.each([
    ['broken JSON', '{"id": "', 400],
    ['JSON that is no object', '"text"', 400],
    ['an id of the wrong shape', ask('问题', '../etc'), 400],
    ['a text that is no text', { id: randomUUID(), text: { a: 1 } }, 400],
    ['no text', { id: randomUUID() }, 400],
    ['an empty text', ask('  \n\u200e\u0007 '), 422],
    ['a body over 64 KB', ask('长'.repeat(30_000)), 413],
  ])('with %s is refused in Chinese and changes nothing', async (_name, content, status) => {
    const web = echoing()
    const browser = await browserAt(web)
    const response = await browser.postJson('/messages', content)
    expect([response.status, web.accepted.length]).toEqual([status, 0])
    expect(await response.text()).toMatch(/^\{"message":"\p{Script=Han}/u)
    expect(await browser.page()).toContain('class="greeting"')
  })

  test.each([
    ['another site', 'https://evil.example', 403],
    ['a page without an origin', 'null', 403],
    ['another port', 'http://localhost:8081', 403],
    ['our own page', 'http://localhost', 202],
  ])('posted from %s is answered %s → %i', async (_name, origin, status) => {
    const web = fakeWeb()
    const browser = await browserAt(web)
    expect((await browser.postJson('/messages', ask('问'), { origin })).status).toBe(status)
    expect(web.accepted).toHaveLength(status === 202 ? 1 : 0)
  })

  test('of 20,000 characters reaches the core whole; the page keeps the first 2,000', async () => {
    const web = fakeWeb()
    const browser = await browserAt(web)
    const text = '😀'.repeat(10_000)
    expect((await browser.postJson('/messages', ask(text))).status).toBe(202)
    expect(web.accepted).toMatchObject([{ text }])
    expect(await browser.page()).toContain(`>${'😀'.repeat(2_000)}…<`)
  })

  test('with markup in it is shown as text, without what the eye cannot see', async () => {
    const web = echoing()
    const browser = await browserAt(web)
    await browser.postJson('/messages', ask('<script>alert("x")</script>\u202e改\u0000字\u0007'))
    const page = await browser.page()
    expect(page).toContain('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;改字')
    expect(page).not.toContain('<script>')
  })
})

describe('a session', () => {
  test('never shows what another one said or heard', async () => {
    const web = echoing()
    const [one, other] = [await browserAt(web), await browserAt(web)]
    await one.postJson('/messages', ask('我们公司叫秘密有限公司'))
    await other.postJson('/messages', ask('别人的问题'))
    expect(await other.page()).not.toContain('秘密')
    const seen = await linesIn(await other.events(), 2)
    expect(JSON.stringify(seen)).not.toContain('秘密')
  })

  test('is not named in what is stored', async () => {
    const web = echoing()
    const browser = await browserAt(web)
    await browser.postJson('/messages', ask('你好'))
    expect(JSON.stringify(web.accepted)).not.toContain(browser.cookie.slice('chizheng='.length))
  })

  test('is needed to follow a chat', async () => {
    expect((await fakeWeb().chat.routes.request('/events')).status).toBe(401)
  })
})

describe('a press', () => {
  test('is answered with its toast, read before the turn can change the card', async () => {
    const acceptedByThen: number[] = []
    const web: FakeWeb = fakeWeb({ onToast: () => acceptedByThen.push(web.accepted.length) })
    const browser = await browserAt(web)
    const response = await browser.postJson('/presses', { id: randomUUID(), token: 'tok-1' })
    expect([response.status, await response.json()]).toEqual([200, { toast: '谢谢，已经记下' }])
    expect(acceptedByThen).toEqual([0])
    expect(web.accepted).toMatchObject([{ kind: 'pressed', token: 'tok-1' }])
  })

  test('with a token of the wrong shape is refused', async () => {
    const browser = await browserAt(fakeWeb())
    expect((await browser.postJson('/presses', { id: randomUUID(), token: 'a b' })).status).toBe(400)
  })
})

describe('without script', () => {
  test('a form answers by redirect, when the answer is there already', async () => {
    const web = echoing()
    const browser = await browserAt(web)
    const [, id = ''] = /name="id" value="([^"]+)"/.exec(await browser.page()) ?? []
    const response = await browser.postForm('/messages', { id, text: '兼职行不行' })
    expect([response.status, response.headers.get('location')]).toEqual([303, '/#end'])
    expect(await browser.page()).toContain('答：兼职行不行')
  })

  test('a page posted twice says it once', async () => {
    const web = echoing()
    const browser = await browserAt(web)
    const [, id = ''] = /name="id" value="([^"]+)"/.exec(await browser.page()) ?? []
    for (const text of ['一次', '一次']) await browser.postForm('/messages', { id, text })
    expect(web.accepted).toHaveLength(1)
  })

  test('two buttons of one page are two presses', async () => {
    const web = fakeWeb({ answer: (arrival, here) => here.say(arrival.chat, said('好')) })
    const browser = await browserAt(web)
    const [, id = ''] = /name="id" value="([^"]+)"/.exec(await browser.page()) ?? []
    for (const token of ['useful', 'useless']) await browser.postForm('/presses', { id, token })
    expect(web.accepted).toHaveLength(2)
  })

  test('a refused form is answered by a page with the way back', async () => {
    const browser = await browserAt(fakeWeb())
    const response = await browser.postForm('/messages', { id: randomUUID(), text: ' ' })
    expect(response.status).toBe(422)
    expect(await response.text()).toMatch(/还没有写问题[\s\S]*href="\/#text"/)
  })
})

describe('behind a proxy', () => {
  const post = (headers: Record<string, string>): Promise<Response> =>
    Promise.resolve(
      fakeWeb().chat.routes.request('http://127.0.0.1:8080/messages', {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ id: 'a'.repeat(32), text: '注册资本要多少' }),
      }),
    )

  test('the name that people typed is ours, if the proxy passes it on', async () => {
    const forwarded = { origin: 'https://bot.example', 'x-forwarded-host': 'bot.example' }
    expect((await post(forwarded)).status).toBe(202)
    expect((await post({ origin: 'https://bot.example' })).status).toBe(403)
    expect((await post({ ...forwarded, origin: 'https://evil.example' })).status).toBe(403)
  })

  test('over https the cookie is one that no neighbouring site can plant', async () => {
    const cookie = (await post({ 'x-forwarded-proto': 'https,http' })).headers.get('set-cookie')
    expect(cookie).toContain('__Host-')
    expect(cookie).toContain('Secure')
  })
})
