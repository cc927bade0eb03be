import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import * as z from 'zod'
import { resultDocument, resultMarkdown } from '../../src/chat/say/interview/document.js'
import { viewReply } from '../../src/chat/say/interview/views.js'
import { resultViews } from '../../src/reply/interview-press.js'
import { plainText } from '../../src/reply/plain.js'
import { instant } from '../../src/values/civil-date.js'
import { interviewId } from '../../src/values/ids.js'
import { caseNamed, judgedCases } from '../interview/judged-cases.js'

const file = fileURLToPath(new URL('interview-results.yaml', import.meta.url))
const rows = z
  .array(z.strictObject({ case: z.string(), view: z.enum(resultViews), says: z.string() }))
  .parse(parse(readFileSync(file, 'utf8')))

const interview = { id: interviewId('i-1'), answeredAt: instant(0) }

describe('people read', () => {
  test.each(rows.map((row) => [row.view, row.case, row.says] as const))('%s of %s', (view, name, says) => {
    expect(plainText(viewReply(view, caseNamed(name), interview))).toBe(says.trimEnd())
  })
})

const views = [...judgedCases].flatMap(([name, judged]) =>
  (['summary', 'fixes', 'practice', 'papers', 'why'] as const).map((view) => {
    const reply = viewReply(view, judged, interview)
    return { where: `${name} ${view}`, view, text: plainText(reply), buttons: (reply.buttons ?? []).flat() }
  }),
)

describe('of every worked case', () => {
  test('the card is short enough to be read', () => {
    const long = views.filter(({ view, text }) => view === 'summary' && text.length > 1100)
    expect(long.map(({ where, text }) => `${where}: ${text.length}`)).toEqual([])
  })

  test('no bracket closes upon another', () => {
    const documents = [...judgedCases].map(([name, judged]) => ({
      where: name,
      text: resultMarkdown(judged),
    }))
    const closed = [...views, ...documents].flatMap(
      ({ where, text }) => /.{20}））/u.exec(text)?.map((found) => `${where}: ${found}`) ?? [],
    )
    expect(closed).toEqual([])
  })

  test('nobody reads a word of the workshop', () => {
    const workshop =
      /[{}]|undefined|NaN|null|这一天没有对应的数字|没有问到，|资料[一二]|阶梯|(?<![A-Za-z])[ABCD]\s?级|unmet|met\b|ready|[a-z]+[.-][a-z]+/
    expect(
      views
        .filter(({ text }) => workshop.test(text))
        .map(({ where, text }) => `${where}: ${workshop.exec(text)?.[0] ?? ''}`),
    ).toEqual([])
  })

  test('what practice says is told as what some material says', () => {
    const untold = views.flatMap(({ view, text, where }) =>
      view === 'practice'
        ? text
            .split('\n')
            .slice(text.includes('差距：') ? 2 : 99)
            .filter(
              (line) => line.startsWith('· ') && !line.includes('有资料称') && !/文章|网页|流程/.test(line),
            )
            .map((line) => `${where}: ${line}`)
        : [],
    )
    expect(untold).toEqual([])
  })

  test('the verdict stands first, and that it is no advice stands in each', () => {
    for (const { text, where } of views)
      expect({ where, says: text.includes('不是法律意见') }).toEqual({ where, says: true })
  })

  test('every side has buttons to the others and none to itself, with labels that fit', () => {
    for (const { buttons, view } of views) {
      const presses = buttons.flatMap(({ press }) =>
        press.kind === 'interview' && press.step === 'result' ? [press.view] : [],
      )
      expect(presses).not.toContain(view)
      expect(new Set(presses).size).toBe(presses.length)
      expect(buttons.every(({ label }) => label.length <= 8)).toBe(true)
    }
  })
})

test('the document names what it was judged by, and is the same for the same answers', () => {
  const judged = caseNamed('V2')
  const markdown = resultMarkdown(judged)
  for (const part of [
    '# 能不能申请：面谈结果',
    '## 你的回答',
    '## 一步一步怎么来的',
    '## 依据',
    '2026-11-21',
    'shipped',
    '据条文转引',
  ])
    expect(markdown).toContain(part)
  expect(resultMarkdown(caseNamed('V2'))).toBe(markdown)
  expect(resultDocument(judged)).toEqual(resultDocument(judged))
})
