import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { traditionalIn } from '../../src/knowledge/words/normalise.js'
import { shipped } from '../chat/shipped.js'

const src = fileURLToPath(new URL('../../src/', import.meta.url))

/** Everything in simplified characters that the bot can say: the whole base, and what is written in the code. */
export async function shippedTexts(): Promise<readonly string[]> {
  const { entries, sources, scope } = await shipped()
  const base = stringsIn([...entries.values(), ...sources.values(), scope])
  return [...base, ...saidByCode()].filter((text) => han.test(text) && traditionalIn(text) === undefined)
}

const han = /\p{Script=Han}/u

function stringsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : []
}

function saidByCode(): readonly string[] {
  const say = readdirSync(`${src}chat/say`, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `chat/say/${name}`)
  return [...say, 'chat/commands.ts', 'reply/plain.ts'].flatMap((path) =>
    [...readFileSync(src + path, 'utf8').matchAll(/'[^'\n]*'|`[^`]*`/g)].map(([literal]) => literal),
  )
}
