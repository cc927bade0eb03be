import { describe, expect, test } from 'vitest'
import type { Arrival } from '../../src/chat/arrival.js'
import { messageId } from '../../src/values/ids.js'
import type { Fault } from '../fakes/feishu/faults.js'
import { rateLimited } from '../fakes/feishu/faults.js'
import { feishuWorld } from './feishu-world.js'

const world = feishuWorld()
const bytes = new Uint8Array(Buffer.from('公司名,到期日期\n甲公司,2027-03-02\n'))
const sheet = { name: '客户.csv', bytes }

type FileArrival = Extract<Arrival, { kind: 'file' }>

const filesIn = (arrivals: readonly Arrival[]): readonly FileArrival[] =>
  arrivals.flatMap((one) => (one.kind === 'file' ? [one] : []))

/** The bot, and how to have a table that somebody has sent to it. */
async function sent(file = sheet) {
  const { app, bot, person, p2p } = await world.joined()
  const { messageId: message } = app.sends(p2p, person, { kind: 'file', file })
  await app.waitFor(() => filesIn(bot.accepted).length > 0)
  const [arrival] = filesIn(bot.accepted)
  const key = arrival?.file.content.kind === 'there' ? arrival.file.content.key : ''
  return {
    app,
    bot,
    arrival,
    message,
    had: (asked = key) => bot.platform.channel.fetchFile?.({ key: asked, message: messageId(message) }),
  }
}

describe('a table', () => {
  test('comes in with its name and where it is kept; its size nobody tells', async () => {
    const { arrival, message } = await sent()
    expect(arrival).toMatchObject({
      file: { name: '客户.csv', content: { kind: 'there' } },
      addressed: true,
      message,
    })
    expect(arrival?.file).not.toHaveProperty('size')
  })

  test('is none by another name', async () => {
    const { app, bot, person, p2p } = await world.joined()
    app.sends(p2p, person, { kind: 'file', file: { name: '材料.pdf', bytes } })
    await app.waitFor(() => bot.accepted.length > 0)
    expect(bot.accepted.map(({ kind }) => kind)).toEqual(['unsupported'])
  })

  test('in a group only in reply to the bot', async () => {
    const { app, bot, person, group } = await world.joined()
    await bot.say(group.id, { blocks: [{ kind: 'paragraph', text: ['在'] }] })
    const ours = app.messagesIn(group).at(-1)?.id ?? ''
    app.sends(group, person, { kind: 'file', file: { ...sheet, name: '没叫.csv' } })
    app.sends(group, person, { kind: 'file', file: { ...sheet, name: '回复.csv' } }, { parent: ours })
    await app.waitFor(() => filesIn(bot.accepted).length > 0)
    expect(filesIn(bot.accepted).map(({ file }) => file.name)).toEqual(['回复.csv'])
  })
})

describe('having a file', () => {
  test('brings its bytes', async () => {
    const { app, had } = await sent()
    expect(await had()).toEqual({ kind: 'bytes', bytes })
    expect(app.violations).toEqual([])
  })

  test('of another message is refused', async () => {
    const { had } = await sent()
    expect(await had('file_v3_of_somebody_else')).toEqual({ kind: 'refused' })
  })

  test('that was taken back is refused', async () => {
    const { app, message, had } = await sent()
    app.recalls(message)
    expect(await had()).toEqual({ kind: 'refused' })
  })

  test.each([
    [1_048_576, 'bytes'],
    [1_048_577, 'too-large'],
  ])('of %i bytes: %s', async (size, kind) => {
    const { had } = await sent({ name: '大.csv', bytes: new Uint8Array(size).fill(49) })
    expect((await had())?.kind).toBe(kind)
  })

  const faults: readonly (readonly [string, Fault, string])[] = [
    ['cuts the line', { kind: 'reset' }, 'unreached'],
    ['is in trouble', { kind: 'status', status: 502 }, 'unreached'],
    ['wants us to wait', rateLimited(1), 'unreached'],
    ['misses a scope', { kind: 'code', code: 99991672, status: 400 }, 'unreached'],
    ['says no with 200', { kind: 'code', code: 234003 }, 'refused'],
    ['says no', { kind: 'code', code: 234003, status: 400 }, 'refused'],
  ]
  test.each(faults)('where the platform %s', async (_, fault, kind) => {
    const { app, had } = await sent()
    app.breaks('resource', fault)
    expect(await had()).toEqual({ kind })
  })

  test('asks again with a new token where the old one is refused', async () => {
    const { app, had } = await sent()
    app.expireTokens()
    expect((await had())?.kind).toBe('bytes')
  })
})
