import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { chizheng, root, run } from './cli/run.js'

/**
 * Every ```sh block of the READMEs runs. What installs (`npm ci`) was run before the tests; what serves or runs tests has
 * a test of its own; `noexec` marks commands for another machine.
 */
const documents = ['README.md', 'knowledge/README.md']
const elsewhere = /^npm ci|^npm run test:quick$/

async function commandsIn(path: string): Promise<readonly string[]> {
  const text = await readFile(join(root, path), 'utf8')
  return [...text.matchAll(/^ *```sh\n([\s\S]*?)^ *```$/gm)]
    .flatMap((block) => (block[1] ?? '').split('\n'))
    .map((line) => line.trim())
    .filter((line) => line !== '' && !elsewhere.test(line))
}

describe.each(documents)('%s', (path) => {
  test('each of its commands runs and says something', async () => {
    const commands = await commandsIn(path)
    expect(commands.length).toBeGreaterThan(0)
    for (const command of commands) {
      const { code, out, errors } = await run('bash', ['-c', command])
      expect({ command, code, errors: code === 0 ? '' : errors }).toEqual({ command, code: 0, errors: '' })
      expect(out).not.toBe('')
    }
  })

  test('every setting and command it names exists', async () => {
    const text = await readFile(join(root, path), 'utf8')
    const config = await readFile(join(root, 'src/app/environment.ts'), 'utf8')
    const program = await readFile(join(root, 'src/cli/program.ts'), 'utf8')
    for (const [, name = ''] of text.matchAll(/^\| `([A-Z_]+)`/gm)) expect(config).toContain(name)
    for (const [, name = ''] of text.matchAll(/`chizheng ([a-z]+)/g))
      expect(program).toContain(`command('${name}')`)
  })
})

test('the exchange it begins with is what the bot says', async () => {
  const text = await readFile(join(root, 'README.md'), 'utf8')
  const [, question = '', answer = ''] = /```text\n> (.*)\n([\s\S]*?)\n```/.exec(text) ?? []
  const { out } = await chizheng(['ask', question])
  expect(out.trim()).toBe(answer)
})
