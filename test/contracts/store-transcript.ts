import { afterEach, beforeEach, expect, test } from 'vitest'
import type { NewLine, Transcript } from '../../src/ports.js'
import { messageId } from '../../src/values/ids.js'
import { chatRef, later, start, type OpenDatabase, type TestDatabase } from './store-samples.js'

const chat = chatRef('c1')
const line = (key: string, body: string): NewLine => ({ chat, key, by: 'bot', body: { text: body } })

export function transcriptCases(open: OpenDatabase): void {
  let database: TestDatabase
  let transcript: Transcript
  beforeEach(async () => {
    database = await open()
    transcript = database.store
  })
  afterEach(() => database.end())

  const bodies = async (cursor = 0, limit = 100) =>
    (await transcript.since(chat, cursor, limit)).map(({ body }) => body)

  test('a second line under a known key changes nothing and has the first one’s id', async () => {
    const id = await transcript.append(line('k1', 'first'), start)
    expect(await transcript.append(line('k1', 'second'), later(1))).toBe(id)
    expect(await transcript.since(chat, 0, 10)).toEqual([
      { id, cursor: 1, by: 'bot', body: { text: 'first' }, at: start },
    ])
  })

  test('one key in two chats is two lines', async () => {
    await transcript.append(line('k1', 'here'), start)
    await transcript.append({ ...line('k1', 'there'), chat: chatRef('c2') }, start)
    expect(await bodies()).toEqual([{ text: 'here' }])
  })

  test('a reader that remembers the last cursor sees what is new and what changed', async () => {
    const id = await transcript.append(line('k1', 'one'), start)
    await transcript.append(line('k2', 'two'), start)
    const read = await transcript.since(chat, 0, 10)
    const cursor = read.at(-1)?.cursor ?? 0
    expect(await bodies(cursor)).toEqual([])
    await transcript.append(line('k3', 'three'), start)
    expect(await transcript.replace(chat, id, { text: 'one, changed' }, later(1))).toBe(true)
    expect(await bodies(cursor)).toEqual([{ text: 'one, changed' }, { text: 'three' }])
  })

  test('after a reload an edited line stands where it stood', async () => {
    const id = await transcript.append(line('k1', 'one'), start)
    await transcript.append(line('k2', 'two'), start)
    await transcript.replace(chat, id, { text: 'one, changed' }, later(1))
    expect(await bodies()).toEqual([{ text: 'one, changed' }, { text: 'two' }])
  })

  test('a reader with a small limit comes to the end and misses nothing', async () => {
    for (const n of [1, 2, 3, 4, 5]) await transcript.append(line(`k${n}`, `${n}`), start)
    await transcript.replace(chat, messageId('k1'), { text: '1, changed' }, start)
    const seen = new Set<unknown>()
    let cursor = 0
    for (let reads = 0; reads < 6; reads++) {
      const lines = await transcript.since(chat, cursor, 2)
      for (const { body } of lines) seen.add(JSON.stringify(body))
      cursor = lines.at(-1)?.cursor ?? cursor
    }
    expect([...seen].sort()).toEqual(
      ['1, changed', '2', '3', '4', '5'].map((text) => JSON.stringify({ text })),
    )
    expect(await bodies(cursor)).toEqual([])
  })

  test('a line is found by its id, as it stands now, in its own chat only', async () => {
    const id = await transcript.append(line('k1', 'one'), start)
    await transcript.replace(chat, id, { text: 'one, changed' }, later(1))
    expect(await transcript.line(chat, id)).toMatchObject({ id, body: { text: 'one, changed' } })
    expect(await transcript.line(chatRef('c2'), id)).toBeUndefined()
    expect(await transcript.line(chat, messageId('k9'))).toBeUndefined()
  })

  test('replacing what is not there says so', async () => {
    expect(await transcript.replace(chat, messageId('none'), null, start)).toBe(false)
  })
}
