import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { filled } from '../../src/knowledge/figures.js'
import { entryId } from '../../src/values/ids.js'
import { shipped, today } from '../chat/shipped.js'
import type { GroupSurface } from './group-surface.js'
import { groupSurfaceNames, openGroups } from './group-surfaces.js'
import type { Seat, Shown } from './surface.js'

const knowledge = await shipped()
const minuteMs = 60_000

const aqiang: Seat = { person: '阿强', group: '合规群' }
const xiaolin: Seat = { person: '小林', group: '合规群' }

/** One step of the story: what is done, and what 阿强 sees. */
interface Step {
  readonly fact: string
  readonly play: (here: GroupSurface) => Promise<void>
}

/** STORIES S4, step by step; what step 6 computes belongs to the interviews. */
const story: readonly Step[] = [
  {
    fact: '1: not called, it is silent',
    play: async (here) => {
      await here.say(aqiang, '呼叫中心许可证要几个人', { called: false })
      expect(await fresh(here)).toEqual([])
    },
  },
  {
    fact: '2: called, it answers that message in a few lines, the verdict first, with its source and more to press',
    play: async (here) => {
      await here.say(aqiang, '呼叫中心许可证要几个人')
      const answer = await onlyFresh(here)
      expect(answer.replyTo).toBeDefined()
      expect(answer.text.startsWith(verdictOf('staff.count'))).toBe(true)
      expect(answer.text).toContain('依据：')
      expect(answer.text.split('\n').filter(Boolean).length).toBeLessThanOrEqual(8)
      expect(labelsOf(answer)).toEqual(expect.arrayContaining(['有用', '没用']))
      expect(labelsOf(answer).length).toBeGreaterThan(2)
    },
  },
  {
    fact: '3: a reply to the answer calls it, and the topic is kept',
    play: async (here) => {
      const [answer] = here.shown(aqiang)
      if (answer === undefined) throw new Error('nothing was answered')
      await here.say(aqiang, '兼职行不行', { replyTo: answer })
      expect((await onlyFresh(here)).text.startsWith(verdictOf('staff.part-time'))).toBe(true)
    },
  },
  {
    fact: '4: a neighbour is out of scope: where to ask, and no invented figure',
    play: async (here) => {
      await here.say(aqiang, '那 ICP 呢')
      const { text } = await onlyFresh(here)
      expect(text).toContain('通信管理局')
      expect(text).not.toMatch(/\d+(?:万|元|日|人)|依据：/)
    },
  },
  {
    fact: '5: where sources differ, both are told, and which rules',
    play: async (here) => {
      await here.say(aqiang, '要多久能下来')
      const { text } = await onlyFresh(here)
      expect(text.startsWith(verdictOf('procedure.review-time'))).toBe(true)
      expect(text).toMatch(/有文章称.*这与法规不符/)
      expect(text).toContain('依据：')
    },
  },
  {
    fact: '6: two questions get two numbered answers',
    play: async (here) => {
      await here.say(aqiang, '我司500万想办全国,行吗?还有,北京以外要单独办吗')
      expect((await onlyFresh(here)).text).toMatch(/^1\. [^]*\n2\. [^]*依据：/)
    },
  },
  {
    fact: '7: a trick gets no recipe but its consequence and the source',
    play: async (here) => {
      await here.say(aqiang, '有没有办法先垫资验资再转走')
      const { text } = await onlyFresh(here)
      expect(text).toMatch(/^.*不帮/)
      expect(text).toContain('依据：')
    },
  },
  {
    fact: '8: a rating is thanked for once and can be changed: one remains',
    play: async (here) => {
      await here.say(aqiang, '要多久能下来')
      await onlyFresh(here)
      await here.press(aqiang, '没用')
      expect(here.toast()).toContain('谢谢')
      expect(labelsOf(await onlyFresh(here))).toContain('✓ 没用')
      await here.pass(minuteMs)
      await here.press(aqiang, '有用')
      expect(labelsOf(await onlyFresh(here))).toEqual(expect.arrayContaining(['✓ 有用', '没用']))
      expect((await here.traces.ratings()).map(({ useful }) => useful)).toEqual([true])
    },
  },
  {
    fact: '9: small talk is declined with three topics',
    play: async (here) => {
      await here.say(aqiang, '随便聊聊')
      const answer = await onlyFresh(here)
      expect(labelsOf(answer)).toHaveLength(3)
      expect(answer.text).not.toContain('依据：')
    },
  },
  {
    fact: '10: where edits are told, an edit corrects the last answer',
    play: async (here) => {
      if (!here.traits.seesEdits) return
      const before = here.shown(aqiang)
      await here.edit(aqiang, '续期要提前多久')
      const corrected = await onlyFresh(here)
      expect(corrected.id).toBe(before.at(-1)?.id)
      expect(corrected.edits).toBe(1)
      expect(corrected.text.startsWith(verdictOf('renewal.when'))).toBe(true)
    },
  },
  {
    fact: '11: the same five times gets one answer and one line; others are served',
    play: async (here) => {
      for (let times = 0; times < 5; times++) await here.say(aqiang, '录音要保存多久')
      await here.say(xiaolin, '录音要保存多久')
      const texts = (await fresh(here)).map(({ text }) => text)
      expect(texts.filter((text) => text.startsWith(verdictOf('recording.keep')))).toHaveLength(2)
      expect(texts.filter((text) => text.includes('慢一点'))).toHaveLength(1)
      expect(texts).toHaveLength(3)
    },
  },
  {
    fact: "12: another person's button is not his",
    play: async (here) => {
      await here.say(xiaolin, '年报什么时候报')
      await onlyFresh(here)
      await here.press(aqiang, '有用')
      expect(here.toast()).toBe('这是别人的按钮。你可以自己问一次。')
      expect(await fresh(here)).toEqual([])
    },
  },
  {
    fact: '13: delivered three times, answered once',
    play: async (here) => {
      const before = here.shown(aqiang)
      await here.saysThrice(aqiang, '注册资本要多少')
      expect((await onlyFresh(here, before)).text.startsWith(verdictOf('capital.amount'))).toBe(true)
    },
  },
  {
    fact: '14: after the network was down, a question is answered with its age and a command asked again',
    play: async (here) => {
      await here.outage(40 * minuteMs, async () => {
        await here.say(aqiang, '续期要提前多久')
        await here.say(aqiang, '/start')
      })
      const [answer, asked, ...more] = await fresh(here)
      expect(more).toEqual([])
      expect(answer?.text).toMatch(/^（40 分钟前的问题）/)
      expect(answer?.text).toContain(verdictOf('renewal.when'))
      expect(asked?.text).toContain('还要做吗')
      expect(asked && labelsOf(asked)).toEqual(['开始'])
    },
  },
  {
    fact: '15: a document that is pasted is asked for its question',
    play: async (here) => {
      for (const piece of piecesOf('抄'.repeat(6000), here.traits.longestText)) {
        await here.say(aqiang, piece)
        expect((await onlyFresh(here)).text).toContain('请把要问的事用一两句话写出来')
      }
    },
  },
]

/** What a library prints past the log. */
const printed: unknown[] = []

beforeEach(() => {
  printed.length = 0
  for (const method of ['debug', 'log', 'info', 'warn', 'error'] as const)
    vi.spyOn(console, method).mockImplementation((...words: unknown[]) => void printed.push(words))
})
afterAll(() => {
  vi.restoreAllMocks()
})

describe.each(groupSurfaceNames)('S4 on %s', (name) => {
  test('阿强, group member who just asks', async () => {
    const here = await openGroups[name]({ knowledge })
    try {
      for (const { fact, play } of story) {
        await play(here).catch((error: unknown) => {
          throw new Error(`step ${fact}: ${error instanceof Error ? error.message : ''}`, { cause: error })
        })
        await here.pass(minuteMs)
      }
      expect(here.violations()).toEqual([])
      expect(here.leaks()).toEqual([])
      expect(printed).toEqual([])
    } finally {
      await here.end()
    }
  })
})

/** What is new or was changed since before the last step, once all is calm. */
async function fresh(here: GroupSurface, before = here.shown(aqiang)): Promise<readonly Shown[]> {
  await here.settle()
  return here
    .shown(aqiang)
    .filter((one) => !before.some(({ id, edits }) => id === one.id && edits === one.edits))
}

async function onlyFresh(here: GroupSurface, before?: readonly Shown[]): Promise<Shown> {
  const [only, ...more] = await fresh(here, before)
  if (only === undefined) throw new Error('nothing came')
  expect(more).toEqual([])
  return only
}

const labelsOf = ({ buttons }: Shown): readonly string[] => buttons.map(({ label }) => label)

/** As the knowledge has it: no figure is typed here. */
function verdictOf(id: string): string {
  const entry = knowledge.entries.get(entryId(id))
  if (entry === undefined) throw new Error(`no entry ${id}`)
  return filled(entry.verdict, knowledge.figures, today).trim()
}

/** The platform cuts what is too long for one message. */
function piecesOf(text: string, longest: number): readonly string[] {
  return text.length <= longest ? [text] : [text.slice(0, longest), ...piecesOf(text.slice(longest), longest)]
}
