import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import type { Arrival } from '../../src/chat/arrival.js'
import { messageId } from '../../src/values/ids.js'
import { browserMissing, desktop, phone } from '../fakes/browser.js'
import { faintTexts, smallTargets } from '../fakes/page-audit.js'
import { fakeWeb, fullReply, type FakeWeb } from '../fakes/web-parts.js'
import { browsing, served, type Served } from './web-browsing.js'

/** Answers as the outbox does: some time after the message was accepted. */
async function answerSoon(arrival: Arrival, web: FakeWeb): Promise<void> {
  if (arrival.kind === 'said') setTimeout(() => void web.say(arrival.chat, fullReply), 150)
  return Promise.resolve()
}

describe.skipIf(browserMissing)('the web chat in a browser', () => {
  const { visiting, picture } = browsing()
  let site: Served

  beforeAll(async () => {
    site = await served(fakeWeb({ answer: answerSoon }))
  })

  afterAll(async () => {
    await site.close()
  })

  async function askByEnter(page: Page, text: string): Promise<void> {
    await page.getByLabel('你的问题').fill(text)
    await page.keyboard.press('Enter')
  }

  const answers = (page: Page) => page.locator('.line.bot')

  test('sends by Enter, says that it searches, and shows the answer once', async () => {
    await visiting(site, desktop, async (page) => {
      await askByEnter(page, '要多少注册资本？')
      await page.getByText('正在查…').waitFor()
      await picture(page, 'waiting')
      await answers(page).waitFor()
      expect(await page.getByText('正在查…').isVisible()).toBe(false)
      expect(await page.locator('.line.person').count()).toBe(1)
      expect(await page.locator('.line.person.pending').count()).toBe(0)
      expect(await page.getByLabel('你的问题').inputValue()).toBe('')
    })
  })

  test('keeps the history over a reload', async () => {
    await visiting(site, desktop, async (page) => {
      await askByEnter(page, '第一问')
      await answers(page).waitFor()
      const before = await page.locator('#log').innerText()
      await page.reload()
      expect(await page.locator('#log').innerText()).toBe(before)
    })
  })

  test('shows the toast of a pressed button, which stays in focus and cannot be pressed twice meanwhile', async () => {
    await visiting(site, desktop, async (page) => {
      await askByEnter(page, '按钮')
      let presses = 0
      let letThrough: () => void = () => undefined
      const held = new Promise<void>((resolve) => (letThrough = resolve))
      await page.route('**/presses', async (route) => {
        presses += 1
        await held
        await route.continue()
      })
      const button = page.getByRole('button', { name: '有用' })
      await button.click()
      await page.locator('button[aria-disabled=true]').waitFor()
      await button.press('Enter')
      letThrough()
      await page.getByText('谢谢，已经记下').waitFor()
      await picture(page, 'toast')
      expect(presses).toBe(1)
      expect(await page.evaluate('document.activeElement.textContent')).toBe('有用')
    })
  })

  test('is worked by the keyboard alone', async () => {
    await visiting(site, desktop, async (page) => {
      for (let steps = 0; steps < 6; steps++) await page.keyboard.press('Shift+Tab')
      expect(await page.evaluate('document.activeElement.textContent')).toBe('跳到输入框')
      await page.keyboard.press('Enter')
      await page.keyboard.type('键盘')
      await page.keyboard.press('Shift+Enter')
      await page.keyboard.type('第二行')
      expect(await page.locator('.line').count()).toBe(0)
      await page.keyboard.press('Enter')
      await answers(page).waitFor()
      expect(await page.locator('.said').innerText()).toBe('键盘\n第二行')
      for (let steps = 0; steps < 4; steps++) await page.keyboard.press('Shift+Tab')
      await page.keyboard.press('Enter')
      await page.getByText('谢谢，已经记下').waitFor()
    })
  })

  test('does not send the Enter that ends a composition', async () => {
    await visiting(site, desktop, async (page) => {
      await page.getByLabel('你的问题').fill('zhuce')
      await page.getByLabel('你的问题').dispatchEvent('keydown', { key: 'Enter', isComposing: true })
      await page.getByLabel('你的问题').dispatchEvent('keydown', { key: 'Enter', keyCode: 229 })
      expect(await page.locator('.line').count()).toBe(0)
      expect(await page.getByLabel('你的问题').inputValue()).toBe('zhuce')
    })
  })

  test('asks an example question', async () => {
    await visiting(site, phone, async (page) => {
      await page.getByRole('button', { name: '专职人员要几个人？' }).tap()
      await answers(page).waitFor()
      expect(await page.locator('.greeting').count()).toBe(0)
    })
  })

  test('tries three times, then offers to send again under the same id', async () => {
    await visiting(site, desktop, async (page) => {
      const ids: string[] = []
      await page.route('**/messages', async (route) => {
        ids.push(/"id":"(\w+)"/.exec(route.request().postData() ?? '')?.[1] ?? '')
        await (ids.length <= 3 ? route.abort() : route.continue())
      })
      await askByEnter(page, '没有网')
      const retry = page.getByRole('button', { name: '没有发出去，点这里重试' })
      await retry.waitFor()
      await picture(page, 'unsent')
      await retry.click()
      await answers(page).waitFor()
      expect(ids).toHaveLength(4)
      expect(new Set(ids).size).toBe(1)
      expect(await page.locator('.line.person').count()).toBe(1)
      expect(await page.locator('.retry').count()).toBe(0)
    })
  })

  test('says why a message was refused', async () => {
    await visiting(site, desktop, async (page) => {
      await page.route('**/messages', (route) =>
        route.fulfill({ status: 413, json: { message: '内容太长了' } }),
      )
      page.removeAllListeners('console')
      await askByEnter(page, '很长')
      await page.getByText('内容太长了').waitFor()
      expect(await page.locator('.retry').count()).toBe(0)
    })
  })

  test('survives a restart of the server: says so, comes back, misses nothing', async () => {
    const first = await served(fakeWeb({ answer: answerSoon }))
    await visiting(first, desktop, async (page) => {
      page.removeAllListeners('console')
      await askByEnter(page, '重启以前')
      await answers(page).waitFor()
      await first.close()
      await page.getByText('连接断开，正在重连…').waitFor()
      await picture(page, 'disconnected')
      const [said] = first.web.accepted
      const after = first.web.restarted()
      if (said !== undefined) await after.say(said.chat, fullReply)
      const second = await served(after, Number(new URL(first.url).port))
      await answers(page).nth(1).waitFor()
      await page.getByText('连接断开，正在重连…').waitFor({ state: 'detached' })
      await second.close()
    })
  })

  test('replaces an edited card in place and keeps the keyboard in it', async () => {
    const own = await served(fakeWeb({ answer: answerSoon }))
    await visiting(own, desktop, async (page) => {
      await askByEnter(page, '卡片')
      await answers(page).waitFor()
      const [said] = own.web.accepted
      if (said === undefined) throw new Error('nothing arrived')
      await own.web.say(said.chat, { blocks: [{ kind: 'paragraph', text: ['旧'] }] }, { key: 'card' })
      await page.getByText('旧', { exact: true }).waitFor()
      await own.web.say(said.chat, fullReply, { key: 'last' })
      await own.web.say(
        said.chat,
        { blocks: [{ kind: 'paragraph', text: ['新'] }] },
        { edits: messageId('card') },
      )
      await page.getByText('新', { exact: true }).waitFor()
      expect(await page.locator('.line').nth(2).innerText()).toContain('新')
    })
    await own.close()
  })

  test('works without script, and the browser calls its own form its own', async () => {
    await visiting(site, { ...phone, javaScriptEnabled: false }, async (page) => {
      await page.getByLabel('你的问题').fill('没有脚本')
      await page.getByRole('button', { name: '发送' }).click()
      await answers(page).waitFor()
      await page.getByRole('button', { name: '没用' }).click()
      expect(new URL(page.url()).pathname).toBe('/')
      expect(await page.locator('.said').innerText()).toBe('没有脚本')
      await picture(page, 'phone-no-script')
    })
  })

  describe.each([
    ['phone', phone],
    ['desktop', desktop],
    ['narrow', { ...phone, viewport: { width: 320, height: 640 } }],
  ])('on a %s', (name, size) => {
    test.each(['light', 'dark'] as const)('reads well in %s', async (colorScheme) => {
      await visiting(site, { ...size, colorScheme }, async (page) => {
        const seen = (what: string) => picture(page, `${name}-${colorScheme}-${what}`)
        await seen('greeting')
        expect(await faintTexts(page)).toEqual([])
        await askByEnter(page, '我们在北京和上海都有座席，注册资本要多少？认缴可以吗？')
        await answers(page).waitFor()
        await seen('answer')
        expect(await faintTexts(page)).toEqual([])
        expect(await smallTargets(page)).toEqual([])
        expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
        await page.evaluate('scrollTo(0, 1e6)')
        await seen('end')
      })
    })
  })
})
