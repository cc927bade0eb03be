import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { answersReply } from '../../src/chat/say/ask.js'
import { answers, leftOver } from '../../src/knowledge/answer.js'
import { judgedAside } from '../../src/app/reload/judge.js'
import type { Knowledge } from '../../src/knowledge/knowledge.js'
import { plainText } from '../../src/reply/plain.js'
import { today } from '../knowledge/small.js'
import { knowledgeFolder, type KnowledgeFolder } from './knowledge-folder.js'
import { reloadBot, until, type Asked, type ReloadBot } from './reload-bot.js'

let folder: KnowledgeFolder
let bot: ReloadBot

beforeEach(async () => {
  folder = knowledgeFolder()
  bot = await reloadBot({ folders: folder.folders, at: `${today}T04:00:00Z` })
})

afterEach(async () => {
  await bot.end()
  folder.remove()
})

/** An edit of two files that belong together: both say which one it is. */
function goodEdit(number: number): void {
  folder.edit('figures.yaml', /value: \d+0000000\n/, `value: ${number}0000000\n`)
  folder.edit(
    'requirements/capital.yaml',
    /says: .*按业务覆盖.*\n/,
    `says: 第${number}版按业务覆盖范围定限额。\n`,
  )
}

const capital = 'requirements/capital.yaml'
const badEdits: readonly { readonly name: string; readonly file: string; readonly edit: () => void }[] = [
  {
    name: 'a file that is no YAML',
    file: capital,
    edit: () => {
      folder.edit(capital, 'entries:', 'entries: [')
    },
  },
  {
    name: 'a file that is written by half',
    file: capital,
    edit: () => {
      folder.write(capital, folder.read(capital).slice(0, 700))
    },
  },
  {
    name: 'an id that leads nowhere',
    file: capital,
    edit: () => {
      folder.edit(capital, 'ask: capital.paid-in', 'ask: capital.payed-in')
    },
  },
  {
    name: 'a golden question that gets another answer',
    file: 'questions.yaml',
    edit: () => {
      folder.edit('questions.yaml', 'entry: recording.keep', 'entry: capital.amount')
    },
  },
  {
    name: 'a file that is gone',
    file: 'words.yaml',
    edit: () => {
      folder.write('words.yaml', '')
    },
  },
]

describe('an edit', () => {
  test('that passes every check serves without a restart, and the operators hear nothing', async () => {
    const before = await bot.ask('注册资本要多少')
    expect(before.text).toContain('全国 1000万元')
    goodEdit(3)
    const { version } = await folder.loaded()
    await bot.serves(version)
    const after = await bot.ask('注册资本要多少')
    expect(after.text).toContain('全国 3000万元')
    expect(after.text).toContain('第3版')
    expect(after.version).toBe(version)
    expect(before.version).not.toBe(version)
    expect(bot.alarms()).toEqual([])
  })

  test('of an interview serves, too', async () => {
    folder.editFlow('capital.yaml', 'ask: 在几个省做？', 'ask: 电话打到几个省？')
    const { version } = await folder.loaded()
    await bot.serves(version)
    expect(await bot.shows('/selftest 注册资本够不够')).toContain('电话打到几个省？')
  })

  test.each(badEdits.map(({ name }, at) => [name, at] as const))(
    'with %s leaves the old version serving, is told once, and so is its end',
    async (_, at) => {
      const bad = badEdits[at]
      const good = bot.reloading.content().knowledge
      const text = folder.read(bad?.file ?? '')
      bad?.edit()
      await until(() => bot.alarms()[0])
      const asked = await bot.ask('注册资本要多少')
      expect(asked.version).toBe(good.version)
      expect(bot.reloading.content().knowledge).toBe(good)
      expect(bot.alarms()).toHaveLength(1)
      expect(bot.alarms()[0]).toMatch(
        new RegExp(`版本 ${good.version}。[^]*${bad?.file ?? ''}:\\d+:\\d+ .+ → .+`),
      )
      expect(bot.reloading.notes().join('\n')).toContain(bad?.file)
      expect(bot.lines.filter((line) => line.startsWith('knowledge fault')).join()).toContain(bad?.file)

      folder.write(bad?.file ?? '', text)
      await until(() => bot.alarms()[1])
      expect(bot.alarms()[1]).toContain(`没有错误了，正在服务的是版本 ${good.version}`)
      expect(bot.reloading.notes()).toEqual([])
      expect(bot.reloading.content().knowledge).toBe(good)
    },
  )

  test('that is mended by another edit serves that one', async () => {
    badEdits[2]?.edit()
    await until(() => bot.alarms()[0])
    folder.edit(capital, 'ask: capital.payed-in', 'ask: capital.paid-in')
    goodEdit(5)
    const { version } = await folder.loaded()
    await bot.serves(version)
    await until(() => bot.alarms()[1])
    expect(bot.alarms()[1]).toContain(version)
  })
})

test('a folder that is taken away is told, and so is its return; meanwhile the bot answers', async () => {
  const good = bot.reloading.content().knowledge
  folder.takeAway()
  await until(() => bot.alarms()[0])
  expect(bot.alarms()[0]).toContain(`读不到文件夹 ${folder.path}（ENOENT）`)
  expect((await bot.ask('录音存多久')).version).toBe(good.version)
  folder.putBack()
  await until(() => bot.alarms()[1])
  expect(bot.reloading.content().knowledge).toBe(good)
})

test('what no operator could be told is told in the next round', async () => {
  const told: string[] = []
  let broken = true
  await bot.reloading.stop()
  const again = bot.anew()
  again.start(({ reply }) => {
    if (broken) {
      broken = false
      return Promise.reject(new Error('no way to the operators'))
    }
    told.push(plainText(reply))
    return Promise.resolve()
  })
  badEdits[2]?.edit()
  await until(() => told[0])
  expect(broken).toBe(false)
  expect(told).toHaveLength(1)
  expect(told[0]).toContain(capital)
  await again.stop()
})

test('no check begins once the bot is stopping', async () => {
  const judged = await judgedAside({ folders: folder.folders, today }, AbortSignal.abort())
  expect(judged).toEqual({ kind: 'stopped' })
})

/** What a version answers, from its files alone. */
function answeredBy(knowledge: Knowledge, question: string): string {
  const given = answers(question, knowledge, { asOf: today })
  const left = leftOver(question, given, knowledge)
  return plainText({ ...answersReply(given, { knowledge, asOf: today, left }), buttons: [] })
}

/** Leaves the checking thread and the other tests some of the machine. */
const askAgainMs = 20
const questions = ['注册资本要多少', '录音存多久', '续期提前多久', '注册资本要多少，录音存多久', '要实缴吗']

test('under a stream of questions every answer is that of one whole version', async () => {
  const versions = new Map<string, Knowledge>()
  const keep = async (): Promise<string> => {
    const knowledge = await folder.loaded()
    versions.set(knowledge.version, knowledge)
    return knowledge.version
  }
  await keep()
  const asked: Asked[] = []
  let over = false
  const asking = async (): Promise<void> => {
    while (!over) {
      asked.push(...(await Promise.all(questions.map((question) => bot.ask(question)))))
      await pause(askAgainMs)
    }
  }
  const stream = asking()
  for (let number = 2; number < 5; number++) {
    const bad = badEdits[number % badEdits.length]
    const text = folder.read(bad?.file ?? '')
    bad?.edit()
    await until(() => bot.reloading.notes()[0])
    folder.write(bad?.file ?? '', text)
    goodEdit(number)
    await bot.serves(await keep())
  }
  await bot.ask('注册资本要多少').then((last) => asked.push(last))
  over = true
  await stream

  const wrong = asked.filter(({ question, text, version }) => {
    const knowledge = versions.get(version)
    return knowledge === undefined || !text.startsWith(answeredBy(knowledge, question))
  })
  expect(wrong).toEqual([])
  expect(new Set(asked.map(({ version }) => version)).size).toBe(4)
}, 120_000)
