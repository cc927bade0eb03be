import { describe, expect, test } from 'vitest'
import { terminal, type Terminal } from '../../src/channels/terminal/start.js'
import type { Intake } from '../../src/ports-channel.js'
import { attachmentCallOf, type Attachment } from '../../src/reply/attachment.js'
import type { Reply } from '../../src/reply/reply.js'
import { instant } from '../../src/values/civil-date.js'
import { eventId, messageId, pressToken, type MessageId } from '../../src/values/ids.js'

const chat = { channel: 'terminal', chat: 'private' } as const
const person = { channel: 'terminal', person: '甲', name: '甲' } as const

interface Screen {
  /** Shows a reply, in place of that message if one is named; what is printed, and the message it is. */
  show(
    reply: Reply,
    edits?: MessageId,
  ): Promise<{ readonly printed: readonly string[]; readonly message: MessageId }>
  /** Sends what goes out behind a text; what is printed. */
  give(attachment: Attachment, repeated: boolean): Promise<readonly string[]>
  /** The labels that the numbers press, as far as they press anything. */
  pressed(...numbers: readonly string[]): Promise<readonly string[]>
}

/** A terminal as the outbox uses it; a button's token is its label. */
function screen(): Screen {
  const printed: string[] = []
  const pressed: string[] = []
  const intake: Intake = {
    accept: (arrivals) => {
      for (const arrival of arrivals) if (arrival.kind === 'pressed') pressed.push(arrival.token)
      return Promise.resolve()
    },
    toast: () => Promise.resolve(''),
    wrote: () => Promise.resolve(false),
    caughtUp: () => Promise.resolve(undefined),
    noteCaughtUp: () => Promise.resolve(),
  }
  const open: Terminal = terminal(intake, {
    print: (text) => void printed.push(text),
    manages: () => true,
    keep: ({ name }) => Promise.resolve(`/kept/${name}`),
  })
  let rows = 0
  return {
    show: async (reply, edits) => {
      rows += 1
      const before = printed.length
      for (const call of open.channel.render(reply, ({ label }) => pressToken(label))) {
        const row = { id: rows, key: `row-${rows}`, to: chat, call, repeated: false, queuedAt: instant(0) }
        const outcome = await open.channel.send(edits === undefined ? row : { ...row, edits })
        expect(outcome).toEqual({ kind: 'sent', message: edits ?? messageId(row.key) })
      }
      return { printed: printed.slice(before), message: edits ?? messageId(`row-${rows}`) }
    },
    give: async (attachment, repeated) => {
      const before = printed.length
      const call = attachmentCallOf(attachment)
      await open.channel.send({ id: 9, key: 'row-9', to: chat, call, repeated, queuedAt: instant(0) })
      return printed.slice(before)
    },
    pressed: async (...numbers) => {
      const before = pressed.length
      for (const number of numbers)
        await open.type(number, { chat: { ...chat, kind: 'private' }, person }, eventId(number), instant(0))
      return pressed.slice(before)
    },
  }
}

function reply(text: string, ...labels: readonly string[]): Reply {
  const press = { kind: 'works' } as const
  return {
    blocks: [{ kind: 'paragraph', text: [text] }],
    ...(labels.length > 0 && { buttons: [labels.map((label) => ({ label, press }))] }),
  }
}

describe('a card that is changed', () => {
  test.each<readonly [fact: string, before: Reply, after: Reply, printed: readonly string[]]>([
    [
      'is printed anew if its text changed',
      reply('还没办', '已办', '延后'),
      reply('已办', '撤销'),
      ['（已更新）已办\n  [1] 撤销'],
    ],
    ['is printed anew without buttons, too', reply('还没办', '已办'), reply('已办'), ['（已更新）已办']],
    [
      'shows only its buttons if they alone changed',
      reply('答', '有用', '没用'),
      reply('答', '✓ 有用', '没用'),
      ['  （已更新）[1] ✓ 有用  [2] 没用'],
    ],
    ['prints nothing if only its buttons went', reply('答', '有用'), reply('答'), []],
  ])('%s', async (_, before, after, printed) => {
    const here = screen()
    const { message } = await here.show(before)
    expect((await here.show(after, message)).printed).toEqual(printed)
  })

  test('is compared with what it showed last, not with what stands below it', async () => {
    const here = screen()
    const { message } = await here.show(reply('一'))
    await here.show(reply('二'))
    expect((await here.show(reply('一', '好'), message)).printed).toEqual(['  （已更新）[1] 好'])
    expect((await here.show(reply('二', '好'), message)).printed).toEqual(['（已更新）二\n  [1] 好'])
    expect((await here.show(reply('二', '不好'), message)).printed).toEqual(['  （已更新）[1] 不好'])
  })

  test('is printed in full once it is forgotten', async () => {
    const here = screen()
    const { message } = await here.show(reply('一'))
    for (let more = 0; more < 300; more++) await here.show(reply('二'))
    expect((await here.show(reply('一', '好'), message)).printed).toEqual(['（已更新）一\n  [1] 好'])
  })

  test('has its buttons pressed by their numbers from then on', async () => {
    const here = screen()
    const { message } = await here.show(reply('还没办', '已办', '延后'))
    expect(await here.pressed('2')).toEqual(['延后'])
    await here.show(reply('已办', '撤销'), message)
    expect(await here.pressed('1', '2')).toEqual(['撤销'])
  })
})

describe('what goes out behind a text', () => {
  const picture = { kind: 'picture', name: '图.png', svg: '<svg/>', alt: '时间\u001B[2J线' } as const
  const file = { kind: 'file', name: '表.csv', text: '甲' } as const
  test.each([
    ['a picture, told in words', picture, false, '图片：时间[2J线\n  存在 /kept/图.png'],
    ['a file', file, false, '文件\n  存在 /kept/表.csv'],
    ['what may have been kept already', file, true, '（重发）文件\n  存在 /kept/表.csv'],
  ] as const)('is kept in a file: %s', async (_, one, repeated, printed) => {
    expect(await screen().give(one, repeated)).toEqual([printed])
  })

  test('takes no numbers from the buttons above it', async () => {
    const here = screen()
    await here.show(reply('要吗', '要'))
    await here.give(file, false)
    expect(await here.pressed('1')).toEqual(['要'])
  })
})
