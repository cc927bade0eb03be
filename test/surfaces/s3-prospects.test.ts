import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readCsv } from '../../src/values/csv.js'
import { prospectsOf } from '../chat/prospect-sheets.js'
import { shippedContent } from '../chat/shipped.js'
import { cameOf, textOf } from './came-of.js'
import { groupSurfaceNames, openGroups } from './group-surfaces.js'
import type { GroupSurface } from './group-surface.js'
import { surfaceNames, type Seat, type Surface } from './surface.js'
import { surfaces } from './surfaces.js'

const { knowledge, flows } = await shippedContent()

const file = (text: string) => ({ name: '意向客户.csv', text })

/** The rows of the file that was sent last. */
async function rowsSent({ traces }: Surface): Promise<readonly (readonly string[])[]> {
  const read = readCsv((await traces.files()).at(-1) ?? '')
  return read.ok ? read.rows.map(({ cells }) => cells) : []
}

const names = Array.from({ length: 100 }, (_, at) => `客户${at}`)

describe.each(surfaceNames)('S3.9 on %s', (name) => {
  let here: Surface
  const adviser: Seat = { person: '李顾问' }

  beforeEach(async () => {
    here = await surfaces[name]({ knowledge, flows })
  })
  afterEach(async () => {
    expect(here.violations()).toEqual([])
    expect(here.leaks()).toEqual([])
    await here.end()
  })

  test('a table is fetched, and a hundred prospects come back judged in their order', async () => {
    await cameOf(here, adviser, () => here.say(adviser, '面谈表格'))
    const given = await cameOf(here, adviser, () => here.press(adviser, '表格：能不能申请'))
    expect(textOf(given)).toContain('面谈表格：能不能申请')
    const [template = []] = await rowsSent(here)
    expect(template[0]).toBe('公司')
    expect(template).toContain('注册资本')

    const judged = await cameOf(here, adviser, () => here.sendFile(adviser, file(prospectsOf(100))))
    expect(textOf(judged)).toContain('判断了 100 家：能不能申请')
    const [, ...rows] = await rowsSent(here)
    expect(rows.map(([company]) => company)).toEqual(names)
    expect(rows.filter(([, , , missing]) => missing?.includes('注册资本'))).toHaveLength(40)

    const faulty = await cameOf(here, adviser, () =>
      here.sendFile(adviser, file('公司,注册资本,电话\n甲,1,2\n')),
    )
    expect(textOf(faulty)).toMatch(/第 1 行 C 列（电话）/)
    expect(await here.store.matters(undefined, 10)).toEqual([])
  })
})

describe.each(groupSurfaceNames)('in a group on %s', (name) => {
  let here: GroupSurface
  const group = '客户群'
  const manager: Seat = { person: '王经理', group }
  const member: Seat = { person: '小赵', group }
  const alone: Seat = { person: manager.person }

  beforeEach(async () => {
    here = await openGroups[name]({ knowledge, flows })
    await here.appoint(manager, [manager.person])
    await cameOf(here, alone, () => here.say(alone, '/start'))
  })
  afterEach(async () => {
    expect(here.violations()).toEqual([])
    await here.end()
  })

  test('what prospects are like is told to who sent the table, and to nobody else', async () => {
    const [said] = await cameOf(here, manager, () => here.say(manager, '/help'))
    if (said === undefined) throw new Error('the bot said nothing')
    const refused = await cameOf(here, member, () =>
      here.sendFile(member, file(prospectsOf(10)), { replyTo: said }),
    )
    expect(textOf(refused)).toContain('只有本群的管理员或群主')
    expect(await here.traces.files()).toEqual([])

    const before = here.shown(alone).length
    const inGroup = await cameOf(here, manager, () =>
      here.sendFile(manager, file(prospectsOf(10)), { replyTo: said }),
    )
    expect(inGroup).toHaveLength(1)
    expect(textOf(inGroup)).toContain('已在私聊里发给你')
    expect(textOf(inGroup)).not.toMatch(/客户\d|10 家|注册资本/)
    const told = here.shown(alone).slice(before)
    expect(textOf(told)).toContain('判断了 10 家')
    expect(told).toHaveLength(2)
  })
})
