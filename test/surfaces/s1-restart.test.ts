import { expect, test } from 'vitest'
import { shippedContent } from '../chat/shipped.js'
import { surfaceNames, type Seat, type Shown, type Surface } from './surface.js'
import { surfaces } from './surfaces.js'

const { knowledge, flows } = await shippedContent()
const lin: Seat = { person: '小林' }

async function said(here: Surface, text: string): Promise<Shown | undefined> {
  here.clock.move(10_000)
  await here.say(lin, text)
  await here.settle()
  return here.shown(lin).at(-1)
}

/** S1.14: between two questions the program ends and starts again. */
test.each(surfaceNames)('an interview goes on after a restart on %s', async (name) => {
  const here = await surfaces[name]({ knowledge, flows })
  await said(here, '/selftest 能不能申请')
  await said(here, '替别的单位')
  const asked = await said(here, '打进来')
  expect(asked?.text).toContain('第 3 题')

  await here.restart()
  const again = await said(here, '等保是什么')
  expect(again?.text).toMatch(/^接着上次：.*答到第 3 题[^]*第 3 题（最多 \d+ 题）/)

  await here.restart()
  here.clock.move(10_000)
  await here.press(lin, '一个')
  await here.settle()
  expect(here.shown(lin).at(-1)?.text).toContain('第 4 题')
  expect((await said(here, '回看'))?.text).toMatch(/替别的单位[^]*用户打进来[^]*一个/)

  expect([...here.violations(), ...here.leaks()]).toEqual([])
  await here.end()
})
