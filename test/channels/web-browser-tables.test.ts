import { describe, expect, test } from 'vitest'
import { browserMissing, desktop, phone } from '../fakes/browser.js'
import { faintTexts, smallTargets } from '../fakes/page-audit.js'
import { fakeWeb } from '../fakes/web-parts.js'
import { browsing, served, type Served } from './web-browsing.js'

describe.skipIf(browserMissing)('tables on the web chat in a browser', () => {
  const { visiting, picture } = browsing()

  const csv = {
    name: '客户.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('公司名,到期日期\n甲,2027-03-02\n'),
  }
  const sent = ({ web }: Served) =>
    web.accepted.flatMap((one) => (one.kind === 'file' ? [one.file.name] : []))

  test('sends a table with the keyboard alone, and nothing reloads', async () => {
    const own = await served(fakeWeb())
    await visiting(own, desktop, async (page) => {
      await page.evaluate('window.same = true')
      await page.getByLabel('你的问题').focus()
      const summary = page.getByText('用表格登记很多张证')
      while (!(await summary.evaluate((it) => it === document.activeElement)))
        await page.keyboard.press('Tab')
      await page.keyboard.press('Enter')
      await page.keyboard.press('Tab')
      expect(await page.getByLabel('CSV 表格').evaluate((it) => it === document.activeElement)).toBe(true)
      await page.getByLabel('CSV 表格').setInputFiles(csv)
      expect(await faintTexts(page)).toEqual([])
      expect(await smallTargets(page)).toEqual([])
      await picture(page, 'desktop-sheet')
      await page.getByRole('button', { name: '上传表格' }).press('Enter')
      await page.locator('.said', { hasText: '发了表格：客户.csv' }).waitFor()
      await page.locator('.line.person:not(.pending)').waitFor()
      expect([sent(own), await page.evaluate('window.same')]).toEqual([['客户.csv'], true])
    })
    await own.close()
  })

  test('sends a table without script, on a phone', async () => {
    const own = await served(fakeWeb())
    await visiting(own, { ...phone, javaScriptEnabled: false }, async (page) => {
      await page.getByText('用表格登记很多张证').click()
      await page.getByLabel('CSV 表格').setInputFiles(csv)
      await picture(page, 'phone-sheet')
      await page.getByRole('button', { name: '上传表格' }).click()
      await page.locator('.said', { hasText: '发了表格：客户.csv' }).waitFor()
      expect(sent(own)).toEqual(['客户.csv'])
    })
    await own.close()
  })
})
