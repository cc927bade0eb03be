import { expect, test } from 'vitest'
import { plainText } from '../../src/reply/plain.js'
import { room, type Came } from './room.js'
import { shippedContent } from './shipped.js'

const { knowledge, rules } = await shippedContent()

/** A group whose licence is watched, with the card open on which keepers join. */
function opened() {
  const here = room(knowledge, rules)
  const say = (text: string): Came => here.act({ kind: 'say', text, called: true })
  const press = (label: string): Came => {
    here.move(60_000)
    return here.act({ kind: 'press', label, oldest: false })
  }
  here.set({ alone: 'writes', managers: ['王经理'] })
  here.sit({ group: '合规群', person: '王经理' })
  say('我们的证2027年3月2日到期')
  press('设置提醒')
  say('/licence')
  press('1. 你们的许可证')
  press('负责人')
  here.sit({ person: '小赵' })
  return { here, say, press }
}

const textOf = (came: Came): string => came.replies.map(plainText).join('\n')

test('the number that came in private makes a keeper count, who is rung and may settle what is due', () => {
  const { here, say, press } = opened()
  const [, privately] = press('我来负责').replies
  const code = /(\d{4})$/.exec(privately === undefined ? '' : plainText(privately))?.[1] ?? 'none'
  expect(textOf(say(code))).toContain('小赵：先提醒')
  here.move(4 * 86_400_000)
  const [digest] = here.remind([]).replies
  expect(digest?.blocks[0]).toMatchObject({ text: [{ mention: '小赵', name: '小赵' }, ' ', {}] })
  expect(textOf(press('已提交'))).toContain('哪天提交的')
})

test('another person cannot use the number', () => {
  const { here, say, press } = opened()
  const [, privately] = press('我来负责').replies
  const code = /(\d{4})$/.exec(privately === undefined ? '' : plainText(privately))?.[1] ?? 'none'
  here.sit({ person: '小钱' })
  expect(say(code).effects.some(({ kind }) => kind === 'watch-changed')).toBe(false)
})
