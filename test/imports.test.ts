import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const src = fileURLToPath(new URL('../src/', import.meta.url))

/** Which folders a folder may import, besides itself; `ports.ts` and `ports-….ts` may be named only for their types. */
const pure = ['values', 'reply', 'knowledge', 'interview', 'deadlines', 'draw', 'chat']
const upTo = (folder: string): readonly string[] => pure.slice(0, pure.indexOf(folder))
const mayImport: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(pure.map((folder) => [folder, upTo(folder)])),
  deadlines: ['values', 'reply', 'knowledge'],

  channels: ['values', 'reply', 'chat/arrival.js', 'ports.js'],
  storage: [...pure, 'ports.js'],
  console: [...pure, 'ports.js', 'storage'],
  app: [...pure, 'ports.js', 'channels', 'storage', 'console'],
  cli: [...pure, 'ports.js', 'channels', 'storage', 'console', 'app'],
}
const purePackages =
  /^(?:minisearch|zod|date-fns|@date-fns\/tz|yaml|opencc-js|pinyin-pro|ical-generator|@marcbachmann\/cel-js)(?:\/|$)/
const channelPackages =
  /^(?:hono|zod|@hono\/node-server|node:|grammy|@grammyjs\/parse-mode|@larksuiteoapi\/node-sdk|axios|https-proxy-agent|proxy-from-env)(?:\/|[a-z]|$)/
const isPorts = (path: string): boolean =>
  /^ports(?:-watch|-interviews|-feedback|-sending|-channel)?\.[jt]s$/.test(path)
const statement = /^(import|export)( type)? [^'"]*?from '([^']+)'|^(import) '([^']+)'|import\('([^']+)'\)/gms

const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((path) => /\.tsx?$/.test(path))
const arrows = files.flatMap((path) =>
  [...readFileSync(join(src, path), 'utf8').matchAll(statement)].map((found) => {
    const named = found[3] ?? found[5] ?? found[6] ?? ''
    return {
      path,
      typed: found[2] !== undefined,
      to: named.startsWith('.') ? normalize(join(dirname(path), named)) : named,
      local: named.startsWith('.'),
    }
  }),
)

function wrong({ path, typed, to, local }: (typeof arrows)[number]): boolean {
  const [folder = ''] = path.split('/')
  if (path === 'main.ts') return false
  if (isPorts(path)) return !typed
  if (!local)
    return (
      (pure.includes(folder) && !purePackages.test(to)) ||
      (folder === 'channels' && !channelPackages.test(to))
    )
  if (isPorts(to)) return !typed
  const home = folder === 'channels' ? path.split('/').slice(0, 2).join('/') : folder
  return (
    !to.startsWith(`${home}/`) &&
    !(mayImport[folder] ?? []).some((one) => to === one || to.startsWith(`${one}/`))
  )
}

test('every arrow points the way the layout says', () => {
  expect(arrows.length).toBeGreaterThan(100)
  expect(arrows.filter(wrong).map(({ path, to }) => `${path} -> ${to}`)).toEqual([])
})

test.each(['telegram.*grammy', 'feishu.*larksuite'])(
  'only one folder knows its platform package: %s',
  (pair) => {
    const [folder = '', name = ''] = pair.split('.*')
    expect(
      arrows.filter(({ path, to }) => to.includes(name) && !path.startsWith(`channels/${folder}/`)),
    ).toEqual([])
  },
)

const impure = /new Date\(\)|Date\.now\(|Math\.random\(|process\.|console\.|setTimeout\(|fetch\(/
test.each(files.filter((path) => pure.includes(path.split('/')[0] ?? '')))(
  '%s takes no clock, dice or world',
  (path) => {
    expect(readFileSync(join(src, path), 'utf8')).not.toMatch(impure)
  },
)
