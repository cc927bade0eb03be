import { expect, test } from 'vitest'
import type { Arrival, SentFile } from '../../src/chat/arrival.js'
import type { Channel, FileFetched, KeptFile } from '../../src/ports-channel.js'
import { eventId, messageId } from '../../src/values/ids.js'
import { paperChannel, paperInMemory } from '../fakes/paper-channel.js'
import { running } from './running.js'
import { clockAt, shippedContent } from './watching.js'

const bytes = new TextEncoder().encode('公司名,到期日期\n甲公司,2027-03-02\n')
const had: FileFetched = { kind: 'bytes', bytes }

interface Sending {
  readonly kind?: 'private' | 'group'
  readonly file?: Partial<SentFile>
  /** What each attempt at having the file brings. */
  readonly attempts?: readonly FileFetched[]
  readonly manages?: boolean
}

/** What is written to who sends a table, and which files were asked for. */
async function answered({ kind = 'private', file, attempts = [had], manages = false }: Sending) {
  const asked: KeptFile[] = []
  const paper = paperInMemory()
  const channel: Channel = {
    ...paperChannel({ paper, characters: 4_000 }),
    mayManage: () => Promise.resolve(manages),
    fetchFile: (kept) => {
      asked.push(kept)
      return Promise.resolve(attempts[asked.length - 1] ?? { kind: 'refused' })
    },
  }
  const clock = clockAt('2026-11-22', '10:00')
  const bot = await running({ channels: [channel], content: shippedContent, clock })
  const sent: SentFile = { name: '客户.csv', content: { kind: 'there', key: 'k1' }, ...file }
  const arrival: Arrival = {
    id: eventId('file'),
    at: clock.now(),
    chat: { channel: 'terminal', chat: 'c1', kind },
    from: { channel: 'terminal', person: 'p1' },
    message: messageId('m1'),
    kind: 'file',
    file: sent,
    addressed: true,
  }
  await bot.app.intake.accept([arrival])
  await bot.app.idle()
  await bot.end()
  return {
    asked,
    text: paper
      .read()
      .map(({ text }) => text)
      .join('\n'),
  }
}

const unreached: FileFetched = { kind: 'unreached' }

test('a file is asked for by its key and its message, and read', async () => {
  const { asked, text } = await answered({})
  expect(asked).toEqual([{ key: 'k1', message: 'm1' }])
  expect(text).toContain('新的 1 张，没有错')
})

test('a line that breaks once is no matter', async () => {
  const { asked, text } = await answered({ attempts: [unreached, had] })
  expect(asked).toHaveLength(2)
  expect(text).toContain('新的 1 张')
})

test.each<[string, readonly FileFetched[], number, string]>([
  ['does not come back', [unreached, unreached], 2, '网络不通。请过几分钟再发一次'],
  ['says no', [{ kind: 'refused' }], 1, '没拿到这个文件'],
  ['has more than we read', [{ kind: 'too-large' }], 1, '最多 1 MB'],
])('whoever sends it is told when the platform %s', async (_, attempts, times, says) => {
  const { asked, text } = await answered({ attempts })
  expect(asked).toHaveLength(times)
  expect(text).toContain(says)
})

test.each<[string, Sending, string]>([
  ['is too large', { file: { size: 1_048_577 } }, '最多 1 MB'],
  ['is a workbook', { file: { name: '客户.xlsx' } }, 'Excel 工作簿'],
  ['comes from who does not manage the group', { kind: 'group' }, '只有本群的管理员或群主可以'],
])('nothing is asked for that %s', async (_, sending, says) => {
  const { asked, text } = await answered(sending)
  expect(asked).toEqual([])
  expect(text).toContain(says)
})

test('in a group it is had for who manages it', async () => {
  expect((await answered({ kind: 'group', manages: true })).text).toContain('新的 1 张')
})
