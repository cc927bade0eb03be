import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { answersReply, entryReply, moreReply } from '../../src/chat/say/ask.js'
import { scopeTexts } from '../../src/knowledge/entry-texts.js'
import { plainText } from '../../src/reply/plain.js'
import type { Reply } from '../../src/reply/reply.js'
import { today } from './small.js'
import { shipped, shippedEntries, shippedFiles } from './shipped.js'

const saying = { knowledge: shipped, asOf: today }

/** Everything that answering can show, with where it comes from: answers, details, buttons, cards, refusals, names of sources. */
const seen: readonly { readonly where: string; readonly text: string }[] = [
  ...shippedEntries.flatMap((entry) => [
    { where: entry.id, text: wholeText(entryReply(entry, saying)) },
    { where: `${entry.id} 更多`, text: wholeText(moreReply(entry, saying)) },
  ]),
  ...shipped.scope.refusals.map((card) => ({
    where: card.id,
    text: wholeText(answersReply([{ kind: 'refused', card }], saying)),
  })),
  ...scopeTexts(shippedFiles).map(({ text, path }) => ({ where: path.join('.'), text })),
]

function wholeText(reply: Reply): string {
  return [plainText(reply), ...(reply.buttons ?? []).flat().map(({ label }) => label)].join('\n')
}

const workshop = [
  { name: 'names of the two articles', pattern: /资料[一二]|资料1|资料2/ },
  { name: 'seeds', pattern: /种子(?:文件|文章|资料|事实)|seed/i },
  { name: 'rungs', pattern: /阶梯|代号/ },
  {
    name: 'grades as letters',
    pattern: /(?<![A-Za-z])[ABCD]\s?级|证据\s?[ABCD]|证据等级|[（，]\s?[ABCD]\s?[，）]/,
  },
  { name: 'stances', pattern: /state-as|agency-only|do-not-assert|could-not-verify|legal-minimum/ },
  { name: 'figures not filled in', pattern: /[{}]|这一天没有对应的数字|undefined|NaN/ },
]

test.each(workshop)('nobody reads $name', ({ pattern }) => {
  expect(
    seen
      .filter(({ text }) => pattern.test(text))
      .map(({ where, text }) => `${where}: ${pattern.exec(text)?.[0] ?? ''}`),
  ).toEqual([])
})

test('nobody reads an id', () => {
  const ids = new Set<string>(
    [
      ...shippedEntries.map(({ id }) => id),
      ...shipped.sources.keys(),
      ...shipped.figures.keys(),
      ...Object.values(shippedFiles.facts.value.facts).flat(),
      ...shippedFiles.facts.value.conflicts.map(({ id }) => id),
    ].filter((id) => /[.-]/.test(id)),
  )
  const shown = seen.flatMap(({ where, text }) =>
    (text.match(/[a-z0-9]+(?:[.-][a-z0-9]+)+/g) ?? [])
      .filter((word) => ids.has(word))
      .map((word) => `${where}: ${word}`),
  )
  expect(shown).toEqual([])
})

/** “代办口径” says whose practice it is; as a judgement of its own it would say nothing. */
test('the practice of agencies is named as theirs, behind what the law says', () => {
  const first = shippedEntries.filter(({ verdict }) => /^(?:代办|文章|有文章)/.test(verdict))
  expect(first.map(({ id }) => id)).toEqual([])
})

const say = new URL('../../src/chat/say/', import.meta.url)

const sayings = readdirSync(say, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))

test.each(sayings)('what the bot says in %s is free of the workshop too', (file) => {
  const strings =
    readFileSync(new URL(file, say), 'utf8').match(/(['`])(?:(?!\1).)*\p{Script=Han}(?:(?!\1).)*\1/gu) ?? []
  const found = strings.flatMap((text) =>
    workshop
      .filter(({ name, pattern }) => name !== 'figures not filled in' && pattern.test(text))
      .map(() => text),
  )
  expect(found).toEqual([])
})
