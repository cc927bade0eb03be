import { Converter } from 'opencc-js/t2cn'
import { describe, expect, test } from 'vitest'
import { commands, operatorCommands } from '../../src/chat/commands.js'
import { normalise } from '../../src/knowledge/words/normalise.js'
import { plainText } from '../../src/reply/plain.js'
import type { Reply } from '../../src/reply/reply.js'
import { traditionalText } from '../../src/reply/traditional-text.js'
import { traditional } from '../../src/reply/traditional.js'
import type { Act } from './act.js'
import { room, type Came, type Room } from './room.js'
import { shipped } from './shipped.js'

const knowledge = await shipped()
const simplified = Converter({ from: 't', to: 'cn' })
const names = ['@持证', '/ask']

const say = (text: string): Act => ({ kind: 'say', text, called: true })

/** A room in which the person has asked for traditional characters. */
function switched(): Room {
  const here = room(knowledge)
  here.act(say('繁體'))
  here.move(60_000)
  return here
}

/** Two people who do the same, one of whom asked for traditional characters. */
function bothGet(acts: readonly Act[]): readonly { readonly usual: Came; readonly shown: Came }[] {
  const [usual, other] = [room(knowledge), switched()]
  usual.act(say('简体'))
  usual.move(60_000)
  return acts.map((act) => {
    usual.move(20_000)
    other.move(20_000)
    return { usual: usual.act(act), shown: other.act(act) }
  })
}

function expectTheSame({ usual, shown }: ReturnType<typeof bothGet>[number]): void {
  expect(shown.replies).toEqual(usual.replies.map((reply) => traditional(reply, names)))
  expect(shown.toast).toBe(usual.toast && traditionalText(usual.toast))
  expect(shown.effects).toEqual(usual.effects)
  expect(shown.replies.flatMap(simplifiedLeft)).toEqual([])
}

/** Labels and lines that hold what only simplified Chinese writes so. */
function simplifiedLeft(reply: Reply): readonly string[] {
  const labels = (reply.buttons ?? []).flat().map(({ label }) => label)
  const lines = plainText(reply)
    .replaceAll(names[0] ?? '', '')
    .split('\n')
  return [...labels, ...lines].filter((text) => traditionalText(simplified(text)) !== text)
}

test('every golden question gets the same in traditional characters', () => {
  for (const { q } of knowledge.golden) for (const pair of bothGet([say(q)])) expectTheSame(pair)
})

test.each<[string, readonly Act[]]>([
  ['greeting, help, commands', ['/start', '/help', '/ask', '/foo', '開始', '怎麼用'].map(say)],
  ['what cannot be read', [{ kind: 'send', what: '图片', called: true }, say('抄'.repeat(1001)), say(' ')]],
  ['saying the same again', [say('录音存多久'), say('续期')]],
  ['a button nobody made', [{ kind: 'forge', token: 'x' }]],
  ['numbers', [say('注册资本要多少'), say('1'), say('2'), say('5')]],
])('%s', (_, acts) => {
  for (const pair of bothGet(acts)) expectTheSame(pair)
})

test('the same words again within seconds, and too many of them', () => {
  const here = switched()
  here.act(say('录音存多久'))
  expect(here.act(say('录音存多久')).replies.flatMap(simplifiedLeft)).toEqual([])
  const told = Array.from({ length: 12 }, (_, at) => here.act(say(`第${at}个问题`)).replies)
  expect(told.flat().flatMap(simplifiedLeft)).toEqual([])
  expect(told.flat().map(plainText).join()).toContain('請 60 秒後再試')
})

test('what comes late is gathered in traditional characters, and so is the switch itself', () => {
  const late = switched().act(say('帮助'), 40 * 60_000)
  expect(late.replies.map(plainText)).toEqual(['你 40 分鐘前發了“幫助”，當時我沒在線。還要做嗎？'])
  const asked = room(knowledge).act(say('繁體'), 40 * 60_000)
  expect(asked.replies.map(plainText)).toEqual(['你 40 分钟前发了“繁体”，当时我没在线。还要做吗？'])
})

test('how the bot is called in a group is shown as it must be typed', () => {
  const here = switched()
  here.sit({ group: '群' })
  here.act(say('繁體'))
  expect(here.act(say('/help')).replies.map(plainText).join()).toContain('寫“@持证 問題”，或寫“/ask 問題”')
})

test('what operators are told does not depend on who caused it', () => {
  const here = room(knowledge)
  here.sit({ group: '群' })
  here.act(say('繁體'))
  expect(here.act({ kind: 'leave', why: 'removed' }).replies.map(plainText).join()).toContain(
    '能发的时候会自己恢复',
  )
})

test('goes on in the private conversation in the characters of the group', () => {
  const here = room(knowledge)
  here.set({ alone: 'writes' })
  here.sit({ group: '群' })
  here.act(say('繁體'))
  here.act(say('/start'))
  const came = here.act({ kind: 'press', label: '私聊我', oldest: false })
  expect(came.toast).toBe('已在私聊裡發給你。')
  expect(came.replies.flatMap(simplifiedLeft)).toEqual([])
})

describe('words of commands', () => {
  test('are in the form in which texts are compared', () => {
    const words = [...commands, ...operatorCommands].flatMap(({ words: all }) => [...all])
    expect(words.filter((word) => normalise(word) !== word)).toEqual([])
  })

  test.each(commands.flatMap(({ words }) => words.map(traditionalText)))('%s does what 简体 does', (word) => {
    const [one] = bothGet([say(word)])
    expect(one?.shown.effects.map(({ kind }) => kind)).not.toContain('answered')
  })
})
