import { beforeEach, describe, expect, test } from 'vitest'
import { licenceTable } from '../../src/deadlines/licence-table/licence-table.js'
import { usualSettings } from '../../src/deadlines/watch.js'
import { instant } from '../../src/values/civil-date.js'
import type { Came, Room } from './room.js'
import { labelsOf, registeredBy, sender, sheetOf, textOf, type Sender } from './sheets.js'

let here: Room
let sends: Sender['sends']
let presses: Sender['presses']
let says: Sender['says']
beforeEach(() => {
  ;({ here, sends, presses, says } = sender())
})

describe('what was shown has changed until the press:', () => {
  const ends = (licence: string): void => {
    says(`/licence ${licence}`)
    presses(`1. ${licence}的许可证`)
    presses('停止提醒')
    presses('确认停止')
  }

  test('more would be registered, so it is shown anew', () => {
    sends(sheetOf(1))
    presses('导入')
    here.move(60_000)
    sends(sheetOf(3))
    ends('客户0')
    const shown = presses('导入')
    expect(shown.effects).toEqual([])
    expect(textOf(shown)).toMatch(/新的 3 张[^]*有变化，请再看一遍/)
    expect(registeredBy(presses('导入'))).toBe(3)
  })

  test('one of them is registered otherwise, so it is shown anew', () => {
    sends(sheetOf(2))
    here.move(60_000)
    sends(sheetOf(2).replace('2022-03-02,2027-03-02', '2022-03-02,2027-03-09'))
    presses('导入')
    here.move(60_000)
    const shown = here.act({ kind: 'press', label: '导入', oldest: true })
    expect({ effects: shown.effects, labels: labelsOf(shown) }).toEqual({ effects: [], labels: [] })
    expect(textOf(shown)).toMatch(/有错 1 行[^]*到期日期不同/)
  })
})

describe('a table that was exported', () => {
  const stranger = {
    person: { channel: 'web', person: '陌生人' },
    name: '陌生人',
    reached: true,
    after: 0,
  } as const
  /** What an export of the licences of an import would be, watched in that chat. */
  const exportOf = ({ effects }: Came, chat: string): string =>
    licenceTable(
      effects.flatMap((effect) => {
        if (effect.kind !== 'matter-registered') return []
        const { matter } = effect
        const at = { channel: 'web', chat } as const
        const watch = {
          chat: at,
          settings: usualSettings,
          ladders: {},
          keepers: [stranger],
          since: instant(0),
        }
        return [{ matter, revision: 1, said: [], watches: [watch] }]
      }),
    )
  const imported = (): Came => {
    sends(sheetOf(2))
    return presses('导入')
  }

  test('here says nothing new', () => {
    const table = exportOf(imported(), 'private-李顾问')
    here.move(60_000)
    const again = sends(table)
    expect(textOf(again)).toContain('2 张都一样')
    expect(again.effects).toEqual([])
  })

  test('here and mended by hand beside what was noted is refused with the cell', () => {
    const table = exportOf(imported(), 'private-李顾问')
    here.move(60_000)
    expect(textOf(sends(table.replace(',2027-03-02,', ',2027-03-09,')))).toMatch(
      /第 2 行 F 列（到期日期）：写的是 2027-03-09/,
    )
  })

  test('elsewhere registers its licences anew: nobody is believed who was in charge there', () => {
    const table = exportOf(imported(), 'private-李顾问')
    const forged = table.replaceAll('""has"":[]', '""has"":[""numbers""]')
    here.sit({ person: '别人' })
    const tried = sends(forged)
    expect(textOf(tried)).toMatch(/新的 2 张，没有错[^]*“聊天”一列没有用到[^]*“其余”一列没有用到/)
    const { effects } = presses('导入')
    expect(effects.map(({ kind }) => kind)).toEqual(['matter-registered', 'matter-registered'])
    for (const effect of effects)
      if (effect.kind === 'matter-registered') {
        expect(table).not.toContain(effect.matter.id)
        expect(effect.matter.has).toEqual([])
        expect(effect.matter.log.map(({ by }) => by?.person)).toEqual(['别人', '别人'])
      }
  })
})
