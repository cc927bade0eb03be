import { describe, expect, test } from 'vitest'
import { downloaded } from '../../src/channels/telegram/download.js'
import type { Arrival } from '../../src/chat/arrival.js'
import type { Fault, FakeBot } from '../fakes/telegram/telegram.js'
import { caughtUp, telegramWorld } from './telegram-world.js'

const world = telegramWorld()
const bytes = Buffer.from('公司名,到期日期\n甲公司,2027-03-02\n')
const sheet = { name: '客户.csv', bytes }

type FileArrival = Extract<Arrival, { kind: 'file' }>

const filesIn = (arrivals: readonly Arrival[]): readonly FileArrival[] =>
  arrivals.flatMap((one) => (one.kind === 'file' ? [one] : []))

const keyOf = (one: FileArrival | undefined): string =>
  one?.file.content.kind === 'there' ? one.file.content.key : ''

/** The bot, and the key of a table that somebody has sent to it. */
async function sent(file = sheet, pace = {}) {
  const { bot, boss } = world.asked()
  const channel = world.starting(bot, { pace })
  bot.sends(boss.alone, boss, 'document', { file })
  await bot.waitFor(() => filesIn(channel.accepted).length > 0, 'the file')
  const key = keyOf(filesIn(channel.accepted)[0])
  return { bot, channel, had: () => channel.platform.channel.fetchFile?.({ key }) }
}

describe('a table', () => {
  test('comes in with its name, its size and where it is kept', async () => {
    const { channel } = await sent()
    const { file, addressed } = filesIn(channel.accepted)[0] ?? {}
    expect({ ...file, addressed }).toEqual({
      name: '客户.csv',
      size: bytes.length,
      content: { kind: 'there', key: 'sent-1' },
      addressed: true,
    })
  })

  test('in a group only where the bot is called: by what stands under it, or in reply', async () => {
    const { bot, boss, first } = world.asked({ privacy: false })
    const group = bot.group({ admins: [boss] })
    const channel = world.starting(bot)
    await caughtUp(bot)
    const ours = await channel.say(group.id, { blocks: [{ kind: 'paragraph', text: ['在'] }] })
    expect({ ours: ours.map(({ kind }) => kind), first: first.byBot }).toEqual({
      ours: ['sent'],
      first: false,
    })
    const mine = bot.messagesIn(group).find(({ byBot }) => byBot)
    bot.sends(group, boss, 'document', { file: { ...sheet, name: '没叫.csv' } })
    bot.sends(group, boss, 'document', { file: { ...sheet, name: '叫了.csv' }, mention: 'username' })
    bot.sends(group, boss, 'document', {
      file: { ...sheet, name: '回复.csv' },
      ...(mine !== undefined && { replyTo: mine }),
    })
    await bot.waitFor(() => filesIn(channel.accepted).length === 2, 'two files')
    expect(filesIn(channel.accepted).map(({ file }) => file.name)).toEqual(['叫了.csv', '回复.csv'])
  })

  test.each(['材料.pdf', '没有后缀'])('is none by another name, such as %s', async (name) => {
    const { bot, boss } = world.asked()
    const { accepted } = world.starting(bot)
    bot.sends(boss.alone, boss, 'document', { file: { name, bytes } })
    await caughtUp(bot)
    expect(accepted.map(({ kind }) => kind)).toEqual(['said', 'unsupported'])
  })
})

describe('having a file', () => {
  test('brings its bytes', async () => {
    const { bot, had } = await sent()
    expect(await had()).toEqual({ kind: 'bytes', bytes })
    expect(bot.violations).toEqual([])
  })

  test('is refused for one that is not there', async () => {
    const { channel } = await sent()
    expect(await channel.platform.channel.fetchFile?.({ key: 'nothing' })).toEqual({ kind: 'refused' })
  })

  test.each([
    ['larger than we read', 1_048_577, ['getFile']],
    ['larger than Telegram gives', 20 * 1_048_576 + 1, ['getFile']],
    ['as large as we read', 1_048_576, ['getFile', 'download']],
  ])('asks no more than it must of one %s', async (_, size, calls) => {
    const { bot, had } = await sent({ name: '大.csv', bytes: Buffer.alloc(size, '1') })
    expect((await had())?.kind).toBe(calls.length === 1 ? 'too-large' : 'bytes')
    const asked = bot.calls.map(({ method }) => method)
    expect(asked.filter((method) => method === 'getFile' || method === 'download')).toEqual(calls)
  })

  test('ends where more comes than was told', async () => {
    const { bot, channel } = await sent()
    const key = keyOf(filesIn(channel.accepted)[0])
    const url = new URL(`${world.url()}/file/bot${bot.token}/documents/${key}.csv`)
    const had = (mostBytes: number) => downloaded(url, { timeoutMs: 1_000, mostBytes })
    expect(await had(bytes.length)).toEqual({ kind: 'bytes', bytes })
    expect(await had(bytes.length - 1)).toEqual({ kind: 'too-large' })
  })

  const faults: readonly (readonly [string, Fault, string])[] = [
    ['cuts the line', { kind: 'reset' }, 'unreached'],
    ['says nothing', { kind: 'hang' }, 'unreached'],
    ['is in trouble', { kind: 'error', code: 500 }, 'unreached'],
    ['is a gateway', { kind: 'html' }, 'unreached'],
    ['wants us to wait', { kind: 'flood', retryAfterSeconds: 30 }, 'unreached'],
    ['has it no more', { kind: 'error', code: 404, description: 'Not Found' }, 'refused'],
  ]
  describe.each(['getFile', 'download'])('where at %s the server', (method) => {
    test.each(faults)('%s', async (_, fault, kind) => {
      const { bot, channel, had } = await sent(sheet, { fetchMs: 100 })
      bot.fault(fault, { method })
      expect(await had()).toEqual({ kind })
      expect(leaksOf(bot, channel.lines)).toEqual([])
    })
  })
})

const leaksOf = ({ token }: FakeBot, lines: readonly string[]): readonly string[] =>
  lines.filter((line) => line.includes(token))
