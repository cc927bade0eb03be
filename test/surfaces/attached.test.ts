import { describe, expect, test } from 'vitest'
import { shipped } from '../chat/shipped.js'
import { surfaceNames, type Seat, type SurfaceName } from './surface.js'
import { surfaces } from './surfaces.js'

const knowledge = await shipped()
const boss: Seat = { person: '王经理' }

interface Looks {
  readonly picture: string
  readonly file: string
}

const onTelegram: Looks = { picture: '期限时间线：你们的许可证', file: '' }
const onFeishu: Looks = { picture: '[image]', file: '[file]' }

/** What is read of a picture and of a file. */
const looks: Readonly<Record<SurfaceName, Looks>> = {
  'telegram polling': onTelegram,
  'telegram webhook': onTelegram,
  'feishu long connection': onFeishu,
  'feishu webhook': onFeishu,
  web: { picture: '', file: '下载 证据-许可证-2026-11-21.jsonl' },
  terminal: {
    picture: '图片：期限时间线：你们的许可证\n  存在 期限时间线-许可证-2026-11-21.png',
    file: '文件\n  存在 证据-许可证-2026-11-21.jsonl',
  },
}

describe.each(surfaceNames)('%s', (name) => {
  test('a picture and a file stand right behind their words, within what the platform takes', async () => {
    const here = await surfaces[name]({ knowledge })
    try {
      await here.say(boss, '我们的证2027年3月2日到期')
      await here.settle()
      await here.press(boss, '设置提醒')
      await here.settle()
      const before = here.shown(boss).length
      await here.say(boss, '画时间线')
      await here.settle()
      await here.say(boss, '证据')
      await here.settle()
      const shown = here.shown(boss).slice(before)
      expect(shown.map(({ text }) => text.split('\n')[0])).toEqual([
        '期限时间线：你们的许可证',
        looks[name].picture.split('\n')[0],
        '你们的许可证：1 条记录',
        looks[name].file.split('\n')[0],
      ])
      expect(shown.map(({ text }) => text)).toEqual(
        expect.arrayContaining([looks[name].picture, looks[name].file]),
      )
      expect(here.violations()).toEqual([])
      expect(here.leaks()).toEqual([])
    } finally {
      await here.end()
    }
  })
})
