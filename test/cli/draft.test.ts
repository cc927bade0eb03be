import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { editorsDesk, parrots, type Asked, type Desk } from './editors-desk.js'

let desk: Desk
beforeEach(async () => {
  desk = await editorsDesk()
})
afterEach(() => desk.clear())

async function draftOf(...questions: readonly Asked[]): Promise<string> {
  await desk.asked(...questions)
  const [group] = await desk.groups()
  const { code, out } = await desk.chizheng('draft', group?.group ?? '')
  expect(code).toBe(0)
  return out
}

const entriesYaml = (): string => join(desk.folder, 'requirements/parrots.yaml')

async function checked(): Promise<string> {
  return (await desk.chizheng('check')).out
}

test('unfinished it is refused at each place that is still to be filled in, and nothing else is', async () => {
  await writeFile(entriesYaml(), await draftOf(...parrots))
  const out = await checked()
  expect(out).toContain('要改')
  for (const key of ['verdict', 'says', 'source', 'evidence', 'checked', 'since'])
    expect(out, key).toMatch(new RegExp(`requirements/parrots.yaml:\\d+:\\d+ ${key}`))
  expect(out.match(/parrots\.yaml/g)).toHaveLength(7)
})

test('whoever follows its steps ends with a base that passes and answers', async () => {
  const text = await draftOf(...parrots)
  const filled = text
    .replace(/verdict: # .*/, 'verdict: 没有规定，房东和物业同意就行')
    .replace(/says: # .*/, 'says: 《许可管理办法》没有写动物。')
    .replace(/source: # .*/, 'source: licensing-measures')
    .replace(/ +article: # .*\n/, '')
    .replace(/evidence: # .*/, 'evidence: A')
    .replace(/checked: # .*/, 'checked: 2026-11-22')
    .replace(/since: # .*/, 'since: 2017-09-01')
  await writeFile(entriesYaml(), filled)
  const questions = join(desk.folder, 'questions.yaml')
  const golden = [...text.matchAll(/^# ( {2}- \{ q: .*)$/gm)].map((found) => found[1])
  expect(golden).toHaveLength(3)
  await writeFile(questions, `${await readFile(questions, 'utf8')}${golden.join('\n')}\n`)
  expect(await checked()).toContain('没有错误')
  const { out } = await desk.chizheng('ask', '我们场地养只鹦鹉行吗')
  expect(out).toContain('没有规定')
  expect(await desk.groups(), 'what is answered has left the list').toEqual([])
})

test('what people typed stays text, whatever signs it has', async () => {
  const odd = '鹦鹉"]\u202E, id: evil # {capital.amount} \n- id: x: [您,好]?'
  const text = await draftOf({ question: odd })
  await writeFile(entriesYaml(), text)
  const out = await checked()
  expect(out).not.toMatch(/YAML|不认识的键/)
  expect(text).not.toContain('\u202E')
})

test('who asked is not in it either', async () => {
  const text = await draftOf({ question: '加微信：zhang_san9，鹦鹉怎么养' })
  expect(text).toContain('鹦鹉')
  expect(text).not.toMatch(/zhang|san9|账号(?!〕)/)
})

test('a group nobody has is refused', async () => {
  const { code, errors } = await desk.chizheng('draft', 'nothing')
  expect(code).toBe(1)
  expect(errors).toContain('chizheng unanswered')
})
