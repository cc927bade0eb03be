import { afterEach, beforeEach, expect, test } from 'vitest'
import { bench, tableOf, type Bench } from './tables.js'

let here: Bench
beforeEach(async () => {
  here = await bench()
  await here.run('import', await here.write('clients.csv', tableOf(2)))
})
afterEach(() => here.clear())

test.each(['B2-20220001', '客户1'])('the proof of %s is whole and names what it is about', async (named) => {
  expect((await here.run('proof', named, here.path('proof.jsonl'))).code).toBe(0)
  expect((await here.run('verify', here.path('proof.jsonl'))).code).toBe(0)
  const [head] = (await here.read('proof.jsonl')).split('\n')
  expect(JSON.parse(head ?? '')).toMatchObject({ line: 1, proof: { holder: '客户1', number: 'B2-20220001' } })
})

test('a proof in which a date was changed is found out, and the line named', async () => {
  await here.run('proof', '客户1', here.path('proof.jsonl'))
  const text = await here.read('proof.jsonl')
  await here.write('altered.jsonl', text.replace('2027-03-02', '2027-03-03'))
  const { code, errors } = await here.run('verify', here.path('altered.jsonl'))
  expect(code).toBe(1)
  expect(errors).toContain('第 2 行')
})

test.each([
  ['what nobody knows', ['proof', '丙公司', 'x.jsonl']],
  ['a file that is not there', ['verify', 'no-such.jsonl']],
])('refuses %s', async (_, args) => {
  expect((await here.run(...args)).code).toBe(1)
})

test('a name that several have is asked about', async () => {
  await here.run(
    'import',
    await here.write('more.csv', tableOf(0, '客户1,B2-20239999,,,,2028-03-02,telegram:1')),
  )
  const { code, errors } = await here.run('proof', '客户1', here.path('proof.jsonl'))
  expect(code).toBe(1)
  expect(errors).toContain('不止一件')
})
