import { describe, expect, test } from 'vitest'
import { answers } from '../../src/knowledge/answer.js'
import { entriesOf, type Answer } from '../../src/knowledge/answer-kinds.js'
import { answersReply, entryReply } from '../../src/chat/say/ask.js'
import type { Knowledge } from '../../src/knowledge/knowledge.js'
import { knowledgeFrom } from '../../src/knowledge/load.js'
import { plainText } from '../../src/reply/plain.js'
import type { Reply } from '../../src/reply/reply.js'
import { entryId } from '../../src/values/ids.js'
import { room } from '../chat/room.js'
import { shipped } from './shipped.js'
import { day, knowledgeOf, small, smallFiles } from './small.js'

function asked(question: string, asOf: string, knowledge: Knowledge = small): Reply {
  const given: readonly [Answer, ...Answer[]] = answers(question, knowledge, { asOf: day(asOf) })
  return answersReply(given, { knowledge, asOf: day(asOf) })
}

const warning = '注意：这条资料过了核对日期，用之前请向发证机关确认。'

describe('an answer is what was in force on the day asked about', () => {
  test.each([
    { asOf: '2023-12-30', figure: '30日' },
    { asOf: '2023-12-31', figure: '30日' },
    { asOf: '2024-01-01', figure: '60日' },
    { asOf: '2026-11-21', figure: '60日' },
  ])('录音存多久 on $asOf: $figure', ({ asOf, figure }) => {
    const [verdict] = plainText(asked('录音存多久', asOf)).split('\n')
    expect(verdict).toBe(`至少 ${figure}`)
  })
})

describe('past its review the answer warns', () => {
  test.each([
    { asOf: '2027-10-31', warns: false },
    { asOf: '2027-11-01', warns: false },
    { asOf: '2027-11-02', warns: true },
    { asOf: '2029-01-01', warns: true },
  ])('on $asOf: $warns', ({ asOf, warns }) => {
    const text = plainText(asked('续期提前多久', asOf))
    expect(text).toContain('到期前 90日 提出')
    expect(text.includes(warning)).toBe(warns)
  })

  test('each of two answers in one message for itself', () => {
    const early = knowledgeOf(
      smallFiles.map(({ path, text }) =>
        path === 'requirements/renewal.yaml'
          ? { path, text: text.replace('reviewBy: 2027-11-01', 'reviewBy: 2027-12-01') }
          : { path, text },
      ),
    )
    const text = plainText(asked('续期提前多久？场地要多大？', '2027-11-15', early))
    expect(text.split(warning)).toHaveLength(2)
    expect(text.indexOf(warning)).toBeGreaterThan(text.indexOf('没有规定面积'))
  })
})

describe('past its end an entry is withheld and its editor told', () => {
  const ending = smallFiles.map(({ path, text }) =>
    path === 'requirements/renewal.yaml'
      ? {
          path,
          text: text.replace(
            'reviewBy: 2027-11-01\n    next: []',
            'until: 2026-12-31\n    reviewBy: 2027-11-01\n    next: []',
          ),
        }
      : { path, text },
  )
  const knowledge = knowledgeOf(ending)

  test.each([
    { asOf: '2026-12-30', shown: true },
    { asOf: '2026-12-31', shown: true },
    { asOf: '2027-01-01', shown: false },
  ])('the answer on $asOf: $shown', ({ asOf, shown }) => {
    const given = answers('续期交什么材料', knowledge, { asOf: day(asOf) })
    expect(given.flatMap(entriesOf).some((id) => id === 'renewal.documents')).toBe(shown)
  })

  test.each([
    { asOf: '2026-12-31', labels: ['续期交什么材料'] },
    { asOf: '2027-01-01', labels: [] },
  ])('the button to it on $asOf: $labels', ({ asOf, labels }) => {
    const entry = knowledge.entries.get(entryId('renewal.when'))
    const { buttons = [] } = entry === undefined ? {} : entryReply(entry, { knowledge, asOf: day(asOf) })
    expect(buttons.flat().map(({ label }) => label)).toEqual(labels)
  })

  test.each([
    { asOf: '2026-12-31', notices: 0 },
    { asOf: '2027-01-01', notices: 1 },
  ])('the report on $asOf: $notices', ({ asOf, notices }) => {
    const loaded = knowledgeFrom(ending, 'ending', day(asOf))
    const told = loaded.ok
      ? loaded.notices.filter(({ message }) => message.includes('renewal.documents'))
      : []
    expect(loaded.ok).toBe(true)
    expect(told).toHaveLength(notices)
  })

  test('an old button to it opens it on its last day, and nothing the day after', () => {
    const here = room(knowledge)
    here.act({ kind: 'say', text: '续期提前多久', called: true })
    const press = () =>
      here.act({ kind: 'press', label: '续期交什么材料', oldest: true }).replies.map(plainText)
    here.move(Date.parse('2026-12-31T02:00:00Z') - Date.parse('2026-11-21T02:00:00Z'))
    expect(press().join()).toContain('申请书、营业执照和原许可证')
    here.move(24 * 3_600_000)
    const after = press().join()
    expect(after).toContain('已经撤下')
    expect(after).not.toContain('申请书、营业执照和原许可证')
  })
})

describe('the shipped base answers for days long past', () => {
  test.each([
    ['续期要提前多久', '2024-03-01', '90日'],
    ['注册资本要多少', '2024-03-01', '1000万元'],
    ['录音要存多久', '2024-03-01', '30日'],
    ['审查要多久', '2019-05-01', '60日'],
    ['场地要多大', '2019-05-01', '法规没有写'],
  ])('%s on %s: %s', (question, asOf, says) => {
    const [verdict] = plainText(asked(question, asOf, shipped)).split('\n')
    expect(verdict).toContain(says)
  })

  test('before the rule there was, it says so', () => {
    expect(plainText(asked('录音要存多久', '2020-06-07', shipped))).toContain('那一天的规定我没有资料')
  })

  test('never with a hole where a figure should be', () => {
    const days = ['2010-01-01', '2018-01-01', '2020-06-07', '2024-03-01', '2026-11-21']
    const some = shipped.golden.filter((_, at) => at % 7 === 0)
    const holes = days.flatMap((asOf) =>
      some.filter(({ q }) => plainText(asked(q, asOf, shipped)).includes('没有对应的数字')),
    )
    expect(holes).toEqual([])
  })
})
