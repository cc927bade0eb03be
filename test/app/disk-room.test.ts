import { expect, test } from 'vitest'
import { diskRoom } from '../../src/app/disk-room.js'

const megabytes = (count: number): number => count * 1024 * 1024

test.each<[string, readonly (number | undefined)[], readonly string[]]>([
  ['enough is no news', [500, 400, 300, 201], []],
  ['below 200 MB is, once', [500, 199, 100, 50], ['short 199']],
  ['a start on a disk that is short', [10], ['short 10']],
  ['a little more is not enough again', [199, 201, 299], ['short 199']],
  ['300 MB are', [199, 301, 250], ['short 199', 'enough 301']],
  ['what cannot be known changes nothing', [undefined, 199, undefined, 400], ['short 199', 'enough 400']],
])('%s', async (_, free, told) => {
  const news: string[] = []
  const left = [...free]
  const room = diskRoom(() => {
    const now = left.shift()
    return Promise.resolve(now === undefined ? undefined : megabytes(now))
  })
  while (left.length > 0) {
    const one = await room.look()
    if (one !== undefined) news.push(`${one.short ? 'short' : 'enough'} ${one.freeBytes / megabytes(1)}`)
    expect(room.isShort()).toBe(news.at(-1)?.startsWith('short') ?? false)
  }
  expect(news).toEqual(told)
})
