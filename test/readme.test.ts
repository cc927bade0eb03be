import { readdir, readFile, mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { commands, operatorCommands } from '../src/chat/commands.js'
import { openStoreAt } from '../src/storage/open-store.js'
import { instant } from '../src/values/civil-date.js'
import { eventId } from '../src/values/ids.js'
import { chizheng, root, run, type Ran } from './cli/run.js'
import { chatRef, handle, said } from './contracts/store-samples.js'

/**
 * Every ```sh block of the READMEs runs, each command on a test of its own, on a scratch database. What installs
 * (`npm ci`) was run before the tests; what serves or runs tests has a test of its own; `noexec` marks commands for
 * another machine. Everything runs the built program: `npm run build` comes first, as `npm test` does it.
 */
const elsewhere = /^npm ci|^npm run test:quick$/

const read = (path: string): Promise<string> => readFile(join(root, path), 'utf8')

const readme = await read('README.md')
const documents = [
  ['README.md', readme],
  ['knowledge/README.md', await read('knowledge/README.md')],
  ['src/README.md', await read('src/README.md')],
] as const

function commandsIn(text: string): readonly string[] {
  return [...text.matchAll(/^ *```sh\n([\s\S]*?)^ *```$/gm)]
    .flatMap((block) => (block[1] ?? '').split('\n'))
    .map((line) => line.trim())
    .filter((line) => line !== '' && !elsewhere.test(line))
}

let home: string
let environment: Readonly<Record<string, string>>

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'readme-'))
  environment = { DATABASE_URL: `file:${home}/readme.db` }
  await askedBefore('机房要铺防静电地板吗')
})

afterAll(() => rm(home, { recursive: true }))

/** What the editors' worked example begins with: a question that found nothing. */
async function askedBefore(question: string): Promise<void> {
  const store = await openStoreAt(environment['DATABASE_URL'] ?? '')
  const answered = {
    kind: 'answered',
    answer: eventId('e1'),
    chat: chatRef('c1'),
    by: { channel: 'web', person: 'p1' },
    question,
    outcome: 'unknown',
    entries: [],
    knowledge: 'v1',
  } as const
  await handle(store, said('e1'), { effects: [answered] }, instant(Date.now()))
  await store.close()
}

/** A build older than the sources reads today's knowledge by yesterday's rules: then every command here fails. */
async function hint(): Promise<string> {
  const built = await stat(join(root, 'dist/main.js')).catch(() => undefined)
  const sources = (await readdir(join(root, 'src'), { recursive: true })).filter((path) =>
    path.endsWith('.ts'),
  )
  const written = await Promise.all(sources.map((path) => stat(join(root, 'src', path))))
  return written.some(({ mtimeMs }) => built === undefined || mtimeMs > built.mtimeMs)
    ? 'dist/ is older than src/: npm run build'
    : ''
}

async function expectFine({ code, out, errors }: Ran): Promise<void> {
  if (code !== 0) expect.fail([`exit code ${code ?? 'none'}`, await hint(), out, errors].join('\n'))
  expect(out).not.toBe('')
}

describe.each(documents)('%s', (_, text) => {
  test.each(commandsIn(text))('runs and says something: %s', async (command) => {
    await expectFine(await run('bash', ['-c', command], { environment }))
  })

  test('every setting and command it names exists', async () => {
    const config = await read('src/app/environment.ts')
    const program = await read('src/cli/program.ts')
    for (const [, name = ''] of text.matchAll(/^\| `([A-Z_]+)`/gm)) expect(config).toContain(name)
    for (const [, name = ''] of text.matchAll(/`chizheng ([a-z]+)/g))
      expect(program).toContain(`command('${name}')`)
  })
})

describe('README.md leaves out none of', () => {
  test('the commands and their options', async () => {
    const program = await read('src/cli/program.ts')
    for (const [, name = ''] of program.matchAll(/command\('([a-z]+)'\)/g))
      expect(readme).toContain(`chizheng ${name}`)
    for (const [, option = ''] of program.matchAll(/option\('(--[a-z-]+)/g)) expect(readme).toContain(option)
  })

  test.each([...commands, ...operatorCommands])('the commands in a chat: $name', ({ name }) => {
    expect(readme).toContain(`\`/${name}`)
  })

  test('the parts of the bench', async () => {
    const parts = [...(await read('test/bench/run.ts')).matchAll(/^ {2}([a-z]+): [a-z]+Bench,$/gm)]
    expect(parts.length).toBeGreaterThan(0)
    for (const [, name = ''] of parts) expect(readme).toContain(`| \`${name}`)
  })

  test.each([
    ['an answer', ['ask', '注册资本要多少', '--json', '--explain']],
    ['a group without an answer', ['unanswered', '--json']],
  ])('the keys of %s as JSON', async (_, args) => {
    const ran = await chizheng(args, { environment })
    await expectFine(ran)
    const answer: unknown = JSON.parse(ran.out.split('\n')[0] ?? '')
    for (const key of Object.keys(answer ?? {})) expect(readme).toContain(`\`${key}\``)
  })
})

test('the exchange it begins with is what the bot says', async () => {
  const [, question = '', answer = ''] = /```text\n> (.*)\n([\s\S]*?)\n```/.exec(readme) ?? []
  const ran = await chizheng(['ask', question])
  await expectFine(ran)
  expect(ran.out.trim()).toBe(answer)
})
