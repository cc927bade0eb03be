import { beforeEach, expect, test } from 'vitest'
import { room, type Room } from './room.js'
import { shippedContent } from './shipped.js'
import { talkingIn, textOf } from './talking.js'

const { knowledge, flows } = await shippedContent()
let here: Room
const { does, presses, says } = talkingIn(() => here)

/** What 甲 is given to go on elsewhere, two questions into an interview. */
function codeGiven(): string {
  here.sit({ person: '甲', group: '' })
  says('/selftest 续期')
  says('继续做')
  says('暂停')
  const [, code] = /继续我的面谈 (\w{6})/.exec(textOf(presses('换个地方继续'))) ?? []
  if (code === undefined) throw new Error('no code was given')
  return code
}

beforeEach(() => {
  here = room(knowledge, undefined, { flows })
  here.set({ alone: 'writes' })
})

test('in private 继续我的面谈 asks for the code, and takes it however it was copied', () => {
  const code = codeGiven()
  here.sit({ person: '乙' })
  expect(textOf(says('/selftest'))).not.toContain('接着上次')
  expect(textOf(presses('继续我的面谈'))).toContain('六位代码')
  expect(textOf(says('12345678'))).toContain('代码是六位字母和数字')
  const came = says(` ${code.slice(0, 3).toLowerCase()}-${code.slice(3)} `)
  expect(textOf(came)).toMatch(/接着上次[^]*第 2 题/)
  expect(came.effects.map(({ kind }) => kind)).toEqual(['handover-used', 'interview-kept'])
})

test('in a group it asks in private, and the group sees neither code nor question', () => {
  const code = codeGiven()
  here.sit({ person: '乙', group: '群' })
  says('/selftest')
  const asked = presses('继续我的面谈')
  expect(asked.to).toEqual(['private-乙'])
  expect(asked.toast).toBe('已在私聊里发给你。')
  here.sit({ group: '' })
  expect(textOf(says(code))).toMatch(/接着上次[^]*第 2 题/)
})

test('who has to open the private chat by a link is asked for the code there', () => {
  const code = codeGiven()
  here.set({ alone: 'link' })
  here.sit({ person: '丙', group: '群' })
  says('/selftest')
  expect(textOf(presses('继续我的面谈'))).toContain('点这里和我私聊')
  here.sit({ group: '' })
  expect(textOf(does({ kind: 'follow' }))).toContain('六位代码')
  expect(textOf(says(code))).toContain('第 2 题')
})

test('the code that is no good any more is said to be, and the right one may follow', () => {
  const code = codeGiven()
  here.sit({ person: '乙' })
  expect(textOf(says('继续我的面谈'))).toContain('六位代码')
  expect(textOf(says('ZZZZZZ'))).toContain('这个代码不能用了')
  expect(textOf(says(code))).toContain('第 2 题')
})

test('what is asked last is answered: a question comes before a code or a day that was asked for earlier', () => {
  says('继续我的面谈')
  says('/selftest 能不能申请')
  expect(textOf(says('替别的单位'))).toContain('第 2 题')
  for (const text of ['打进来', '全国', '境内', '有限公司', '没有']) says(text)
  expect(textOf(says('123456'))).not.toContain('代码')
})

test('取消 leaves it', () => {
  says('继续我的面谈')
  expect(textOf(says('取消'))).toContain('取消了')
  expect(textOf(says('ABCDEF'))).not.toContain('代码')
})
