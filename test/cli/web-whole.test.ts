import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { browserMissing, desktop, openBrowser, phone } from '../fakes/browser.js'
import { serving, type Serving } from './serving.js'

/** The built program in a real browser, as a new user meets it: nothing between the two is ours. */
describe.skipIf(browserMissing)('the whole bot in a browser', () => {
  let browser: Browser
  let bot: Serving
  let folder: string
  const database = (): string => `file:${join(folder, 'web.db')}`

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'chizheng-whole-'))
    browser = await openBrowser()
    bot = await serving(database())
  }, 60_000)

  afterAll(async () => {
    await browser.close()
    await bot.end('SIGTERM')
    await rm(folder, { recursive: true })
  })

  const questions = [
    { q: '注册资本要多少', verdict: '1000万元', source: '《电信业务经营许可管理办法》' },
    { q: '認繳可以嗎', verdict: '认缴', source: '《电信业务经营许可管理办法》' },
    { q: 'zhuce ziben', verdict: '100万元', source: '《电信业务经营许可管理办法》' },
    { q: '要多久能下来', verdict: '60日', source: '《电信条例》' },
  ]

  test.each([
    ['phone', phone],
    ['desktop', desktop],
  ])(
    'on a %s: verdict, source and authority for each first question, and an honest refusal',
    async (_, size) => {
      const page = await (await browser.newContext(size)).newPage()
      await page.goto(bot.address)
      for (const { q, verdict, source } of questions) {
        const answer = await asked(page, q)
        expect(answer.split('\n').find((line) => line.includes(verdict))).toBeDefined()
        expect(answer).toContain(source)
        expect(answer).toMatch(/部门规章|法律法规/)
      }
      expect(await asked(page, '今天天气怎么样')).not.toContain('依据')
      await page.context().close()
    },
  )

  test('buttons open entries, a rating shows on its card, and all of it is there after a crash and a reload', async () => {
    const page = await (await browser.newContext(desktop)).newPage()
    await page.goto(bot.address)
    await asked(page, '注册资本要多少')
    await page.getByRole('button', { name: '有用', exact: true }).click()
    await page.getByRole('button', { name: '✓ 有用' }).waitFor()
    await page.getByRole('button', { name: '注册资本要实缴吗' }).first().click()
    await page.getByRole('button', { name: '没用', exact: true }).nth(1).waitFor()
    const before = await page.getByRole('log').innerText()

    await bot.end('SIGKILL')
    bot = await serving(database())
    await page.goto(bot.address)
    expect(lettersOf(await page.getByRole('log').innerText())).toBe(lettersOf(before))
    await page.context().close()
  })

  test('another browser session sees none of it', async () => {
    const page = await (await browser.newContext(desktop)).newPage()
    await page.goto(bot.address)
    expect(await page.getByRole('log').innerText()).not.toContain('注册资本要实缴吗')
    await page.context().close()
  })
})

/** Types a question, sends it with Enter and waits for the bot's line. */
async function asked(page: Page, question: string): Promise<string> {
  const lines = page.locator('[role=log] [data-by=bot], [role=log] .bot')
  const before = await lines.count()
  await page.getByRole('textbox').fill(question)
  await page.keyboard.press('Enter')
  await lines.nth(before).waitFor()
  return lines.nth(before).innerText()
}

const lettersOf = (text: string): string => text.replace(/\s/g, '')
