import { describe, expect, test } from 'vitest'
import { group, renewal, watchingGroup } from './fallback-group.js'
import { peopleOnPaper, type People } from './people-on-paper.js'

const people = peopleOnPaper()

const bosses = '老板群'
const dayMs = 86_400_000

const watching = (keepers: readonly string[] = []): Promise<People> => watchingGroup(people, { keepers })

/** The bosses' group agreed to hear of what nobody answers. */
async function withBosses(here: People): Promise<People> {
  await askElsewhere(here)
  await here.say('老板', bosses, (await codeIn(here)) ?? '')
  await here.press('老板', bosses, '确认接收')
  here.news(group)
  here.news(bosses)
  return here
}

async function askElsewhere(here: People): Promise<void> {
  await here.say('王经理', group, '/licence')
  await here.press('王经理', group, '1. m1公司的许可证')
  await here.press('王经理', group, '负责人')
  await here.press('王经理', group, '再提醒另一个群')
}

const codeIn = (here: People): Promise<string | undefined> =>
  Promise.resolve(
    here
      .news('王经理')
      .flatMap((text) => /接收提醒 [\w-]+/.exec(text) ?? [])
      .at(-1),
  )

describe('another group, where nobody answers', () => {
  test('counts once somebody who manages it confirmed there with a sentence that only a manager here was given', async () => {
    const here = await watching(['小赵'])
    await askElsewhere(here)
    expect(here.news(group).at(-1)).toContain('我私聊发了一句话给你')
    const code = (await codeIn(here)) ?? ''
    await here.say('小钱', bosses, code)
    expect(here.news(bosses)).toEqual([expect.stringContaining('只有本群的管理员或群主可以决定在这里接收')])
    await here.say('老板', bosses, code)
    expect(here.news(bosses)).toEqual([
      expect.stringContaining('m1公司的许可证没有人回应时，提醒这里，好吗？'),
    ])
    expect(here.news(group)).toEqual([])
    await here.press('老板', bosses, '确认接收')
    expect(here.news(bosses)).toEqual([expect.stringContaining('有期限 2 个工作日没有人回应，就在这里说')])
    expect(here.news(group)).toEqual([
      expect.stringContaining('另一个聊天接下了m1公司的许可证（老板 确认的）'),
    ])
    // It works once.
    await here.say('老板', '别的群', code)
    expect(here.news('别的群')).toEqual([expect.stringContaining('这一句不能用了')])
  })

  test('a made-up sentence opens nothing', async () => {
    const here = await watching()
    await here.say('老板', bosses, '接收提醒 abcdefghijklmnopqrstuvwx')
    expect(here.news(bosses)).toEqual([expect.stringContaining('这一句不能用了')])
  })

  test('is told of the one deadline after that many working days, and a press there ends it everywhere', async () => {
    const here = await withBosses(await watching(['小赵']))
    await here.pass(dayMs)
    expect(here.news(group)).toEqual([expect.stringContaining(renewal)])
    // 08-04 was a Tuesday: two working days later.
    await here.pass(dayMs)
    expect(here.news(bosses)).toEqual([])
    await here.pass(dayMs)
    const [told = '', ...more] = here.news(bosses)
    expect(more).toEqual([])
    expect(told).toContain('原来的聊天里没有人回应，所以提醒这里')
    expect(told).toContain(`m1公司 ${renewal}`)
    await here.press('老板', bosses, '全部已看到')
    expect(here.news(bosses)).toEqual([expect.stringMatching(/老板 已在 .* 标记已看到/)])
    expect(here.news(group)).toEqual([expect.stringMatching(/老板 已在 .* 标记已看到/)])
    await here.pass(10 * dayMs)
    expect(here.news(bosses)).toEqual([])
  })

  test('hears of it again with each later rung as long as nobody answers, and of nothing that was answered', async () => {
    const here = await withBosses(await watching())
    await here.pass(dayMs)
    await here.press('小赵', group, '全部已看到')
    await here.pass(9 * dayMs)
    expect(here.news(bosses)).toEqual([])
    // 09-03 is unanswered, and so is 09-30 after the bosses were told.
    for (let day = 0; day < 60; day++) await here.pass(dayMs)
    const told = here.news(bosses)
    expect(told.length).toBeGreaterThan(1)
    expect(told.every((text) => text.includes('原来的聊天里没有人回应'))).toBe(true)
  })

  test('sees nothing else of it: no list, no plan, no calendar', async () => {
    const here = await withBosses(await watching())
    for (const command of ['/due', '/plan', '/calendar', '年报已报送'])
      await here.say('老板', bosses, command)
    expect(here.news(bosses).filter((text) => text.includes('m1公司'))).toEqual([])
    await here.say('老板', bosses, '/licence')
    expect(here.news(bosses)).toEqual([
      expect.stringContaining('别处没有人回应时才提醒这里的：m1公司的许可证'),
    ])
    await here.press('老板', bosses, '不再接收：m1公司的许可证')
    expect(here.news(group)).toEqual([expect.stringContaining('另一边停了')])
    await here.pass(20 * dayMs)
    expect(here.news(bosses)).toHaveLength(1)
  })

  test('is let go together with the keepers', async () => {
    const here = await withBosses(await watching(['小赵']))
    await here.say('王经理', group, '/licence')
    await here.press('王经理', group, '1. m1公司的许可证')
    await here.press('王经理', group, '负责人')
    expect(here.news(group).at(-1)).toMatch(
      /小赵：先提醒[^]*另一个聊天（老板 接的）：2 个工作日没有回应时提醒/,
    )
    await here.press('王经理', group, '清空负责人')
    expect(here.news(group).at(-1)).toContain('还没有')
    expect(here.news(bosses)).toEqual([expect.stringContaining('另一边停了')])
    await here.pass(10 * dayMs)
    expect(here.news(bosses)).toEqual([])
  })

  test('is one of five steps at most', async () => {
    const here = await watching(['一', '二', '三', '四', '五'])
    await askElsewhere(here)
    expect(await codeIn(here)).toBeUndefined()
  })

  test('keeps it when either group gets another id, and loses it when the first one stops', async () => {
    const here = await withBosses(await watching())
    await here.migrate(group, '合规超级群')
    await here.migrate(bosses, '老板超级群')
    await here.pass(dayMs)
    await here.pass(2 * dayMs)
    expect(here.news('老板超级群')).toEqual([expect.stringContaining(renewal)])
    await here.say('王经理', '合规超级群', '/licence')
    await here.press('王经理', '合规超级群', '1. m1公司的许可证')
    await here.press('王经理', '合规超级群', '停止提醒')
    await here.press('王经理', '合规超级群', '确认停止')
    expect(here.news('老板超级群')).toEqual([expect.stringContaining('另一边停了')])
    await here.pass(60 * dayMs)
    expect(here.news('老板超级群')).toEqual([])
  })
})
