import { afterEach, expect, test } from 'vitest'
import { shippedContent } from '../chat/shipped.js'
import { machineAt, type Machine, type Side } from './both-platforms.js'
import { until } from './reload-bot.js'

const content = await shippedContent()
let machine: Machine | undefined

afterEach(async () => {
  const faults = Object.values(machine?.sides ?? {}).flatMap((side) => side.violations())
  await machine?.end()
  machine = undefined
  expect(faults).toEqual([])
})

/** What was written to the client last, once it says that. */
const shown = (side: Side, words: string): Promise<string> =>
  until(() => side.read(side.client).findLast((text) => text.includes(words)))

test('S1.19: an interview begun on Telegram goes on in Feishu by a code, with its answers, and is over where it began', async () => {
  machine = await machineAt('2026-03-02', '09:10', () => content)
  const { telegram, feishu } = machine.sides
  telegram.says('/selftest 续期')
  await shown(telegram, '第 1 题')
  // Without buttons the number of one does the same.
  telegram.says('1')
  await shown(telegram, '第 2 题')
  telegram.says('暂停')
  await shown(telegram, '答过的都留着')
  await telegram.presses('换个地方继续')
  const [, code = ''] = /继续我的面谈 (\w{6})/.exec(await shown(telegram, '继续我的面谈')) ?? []

  feishu.says('/selftest')
  await shown(feishu, '一题一题问')
  await feishu.presses('继续我的面谈')
  await shown(feishu, '六位代码')
  feishu.says(code)
  expect(await shown(feishu, '第 2 题')).toContain('接着上次')
  feishu.says('/review')
  expect(await shown(feishu, '答了 1 题')).toContain('继续做')

  telegram.says('继续')
  await shown(telegram, '已经结束或删掉了')
  // A code works once.
  telegram.says(`继续我的面谈 ${code}`)
  await shown(telegram, '这个代码不能用了')
}, 60_000)
