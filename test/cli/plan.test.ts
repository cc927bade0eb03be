import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { chizheng, type Ran } from './run.js'

/** As the public contract says, and nothing else. */
const planLine = z.strictObject({
  on: z.iso.date(),
  at: z.string().regex(/^\d\d:\d\d$/),
  deadline: z.string(),
  due: z.iso.date().optional(),
  lastSafeDay: z.iso.date().optional(),
  rung: z.string(),
  text: z.string().min(1),
  movedFrom: z.iso.date().optional(),
  provisional: z.literal(true).optional(),
})

const linesOf = ({ out }: Ran): readonly z.output<typeof planLine>[] =>
  out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => planLine.parse(JSON.parse(line)))

const licence = ['--issued', '2022-03-02', '--expires', '2027-03-02', '--from', '2026-05-20'] as const
const plan = (...args: readonly string[]): Promise<Ran> => chizheng(['plan', ...args])

describe('plan', () => {
  test('of a licence that expires on 2027-03-02: the last days to apply, and what the holidays move', async () => {
    const lines = linesOf(await plan(...licence, '--json'))
    const renewal = lines.filter(({ deadline }) => deadline === 'renewal-filing')
    expect(new Set(renewal.map(({ due, lastSafeDay }) => `${due ?? ''} ${lastSafeDay ?? ''}`))).toEqual(
      new Set(['2026-12-02 2026-12-01']),
    )
    const days = renewal.map(({ on }) => on)
    for (const on of ['2026-08-04', '2026-09-03', '2026-09-30', '2026-11-27', '2026-12-01', '2026-12-02'])
      expect(days).toContain(on)
    const moved = renewal.filter(({ movedFrom }) => movedFrom !== undefined)
    expect(moved.map(({ on }) => on)).toEqual(expect.arrayContaining(['2026-09-30', '2026-11-27']))
    expect(moved.every(({ on, movedFrom = '' }) => on < movedFrom || on > '2026-12-02')).toBe(true)
  })

  test('is in order and stays in its days', async () => {
    const days = linesOf(await plan(...licence, '--json', '--days', '100')).map(({ on }) => on)
    expect(days).toEqual([...days].sort())
    expect(days.length).toBeGreaterThan(0)
    expect(days.every((on) => on >= '2026-05-20' && on <= '2026-08-27')).toBe(true)
    const later = linesOf(await plan(...licence, '--json', '--from', '2026-12-01', '--days', '1'))
    expect(new Set(later.map(({ on }) => on))).toEqual(new Set(['2026-12-01']))
  })

  test('what needs a year without a holiday file is provisional, and nothing of this year is', async () => {
    const lines = linesOf(await plan(...licence, '--json'))
    const near = lines.filter(({ on, due = '' }) => on < '2026-12-25' && due < '2026-12-31')
    expect(near.some(({ provisional }) => provisional)).toBe(false)
    expect(lines.some(({ on, provisional }) => on > '2027-01-01' && provisional)).toBe(true)
  })

  test('gives the same bytes in another time zone and locale', async () => {
    const zones = ['UTC', 'Pacific/Kiritimati', 'America/New_York']
    const runs = await Promise.all(
      zones.map((TZ) =>
        chizheng(['plan', ...licence, '--json'], {
          environment: { TZ, LANG: TZ === 'UTC' ? 'C' : 'zh_CN.UTF-8' },
        }),
      ),
    )
    expect(new Set(runs.map(({ out }) => out)).size).toBe(1)
    expect(runs[0]?.out).not.toBe('')
  })

  test('of one that is over: that it is', async () => {
    const { code, out } = await plan('--expires', '2020-03-02', '--from', '2026-05-20')
    expect(code).toBe(0)
    expect(out).toContain('这张证 2020-03-02 已经到期')
  })

  test.each([
    [['--expires', '2027-02-29'], '--expires'],
    [['--expires', '2027/03/02'], '--expires'],
    [['--expires', '2027-03-02', '--issued', 'x'], '--issued'],
    [['--expires', '2027-03-02', '--issued', '2027-03-02'], '--expires'],
    [['--expires', '2027-03-02', '--from', '2026-13-01'], '--from'],
    [['--expires', '2027-03-02', '--days', '0'], '--days'],
    [['--expires', '2027-03-02', '--days', '1.5'], '--days'],
    [['--expires', '2027-03-02', '--scope', 'world'], '--scope'],
    [['--issued', '2022-03-02'], '--expires'],
  ])('%j names %s', async (args, option) => {
    const { code, out, errors } = await plan(...args)
    expect(code).toBe(1)
    expect(out).toBe('')
    expect(errors).toContain(option)
  })
})
