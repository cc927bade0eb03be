import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { factIds } from '../../src/knowledge/check/facts.js'
import { figureText, figuresIn } from '../../src/knowledge/figures.js'
import { knowledgeFrom } from '../../src/knowledge/load.js'
import { isOfficial } from '../../src/knowledge/standing.js'
import { smallFiles, today } from './small.js'
import { answerText, entryNamed, shipped, shippedEntries, shippedFiles, shippedTexts } from './shipped.js'

describe('every fact has a home', () => {
  const facts = factIds(shippedFiles)
  const { withoutEntry } = shippedFiles.facts.value

  test('the list holds each of the 272 facts once', () => {
    expect(facts).toHaveLength(272)
    expect(new Set(facts).size).toBe(272)
  })

  test('each is answered by an entry or given up with a reason, none both', () => {
    const answered = new Set(shippedEntries.flatMap((entry) => entry.facts))
    const givenUp = new Set(withoutEntry.map(({ fact }) => fact))
    expect(facts.filter((id) => answered.has(id) === givenUp.has(id))).toEqual([])
    expect([...answered, ...givenUp].filter((id) => !facts.includes(id))).toEqual([])
  })

  test('only what says nothing of the licence is given up', () => {
    expect(withoutEntry.map(({ fact }) => fact)).toEqual(['s2-footer-link'])
  })
})

describe('numbers without an origin are told as an article’s, never as fact', () => {
  const statistics = [
    { figure: 'claim.market.beijing', entry: 'market.beijing', shown: '200亿元' },
    { figure: 'claim.market.chaoyang', entry: 'market.chaoyang', shown: '30%' },
    { figure: 'claim.market.haidian', entry: 'market.haidian', shown: '25%' },
    { figure: 'claim.market.finance', entry: 'market.finance', shown: '85%' },
    { figure: 'claim.market.ecommerce', entry: 'market.ecommerce', shown: '70%' },
    { figure: 'claim.agency.pass-rate', entry: 'agency.exam-pass-rate', shown: '90%' },
    { figure: 'claim.agency.clients', entry: 'agency.experience', shown: '100家' },
    { figure: 'claim.agency.years', entry: 'agency.experience', shown: '16年' },
  ]

  test.each(statistics)('$shown of $entry', ({ figure, entry, shown }) => {
    const outsideClaims = shippedEntries.filter(({ verdict, says, more = '' }) =>
      figuresIn(`${verdict}${says}${more}`).some((id) => id === figure),
    )
    expect(outsideClaims.map(({ id }) => id)).toEqual([])
    const text = answerText(entryNamed(entry))
    expect(text).toMatch(new RegExp(`有文章称：[^\n]*${shown}[^\n]*没能核实`))
    expect(text.indexOf(shown)).toBeGreaterThan(text.indexOf('有文章称：'))
  })
})

describe('nobody is recommended', () => {
  const everything = shippedTexts.map(({ path, text }) => ({
    path,
    text: text.replaceAll(/\d{4}-\d{2}-\d{2}/g, ''),
  }))
  const phone =
    /(?<!\d)(?:1[3-9]\d[- ]?\d{4}[- ]?\d{4}|0\d{2,3}[- ]?\d{7,8}|[48]00[- ]?\d{3,4}[- ]?\d{3,4})(?!\d)/

  test.each(everything)('no telephone number in $path', ({ text }) => {
    expect(phone.exec(text)?.[0]).toBeUndefined()
  })

  test('short official numbers are named only with the office that published them', () => {
    const naming = shippedEntries.flatMap((entry) => {
      const [hotline] = /(?<![\d.])12\d{3}(?!\d)/.exec(answerText(entry)) ?? []
      return hotline === undefined
        ? []
        : [`${hotline} ${entry.id} ${entry.citations.map(({ source }) => source).join()}`]
    })
    expect(naming).toEqual([
      '12381 annual.helpline annual-report-chongqing-2025',
      '12321 numbers.lookup number-interview-2020',
    ])
  })

  test.each(everything)('no firm by name in $path', ({ text }) => {
    expect(text).not.toMatch(/[\p{Script=Han}]{2,}(?:代办|咨询|企业服务|信息技术|科技)(?:有限|股份)公司/u)
  })
})

describe('local rules', () => {
  const local = shippedEntries.filter(({ appliesTo }) => appliesTo.regions !== undefined)

  test('show only to whoever names the province', () => {
    expect(local.map(({ id, appliesTo }) => `${id} ${appliesTo.regions?.join() ?? ''}`)).toEqual([
      'annual.when-chongqing 重庆',
      'annual.makeup-guangdong 广东',
      'documents.chongqing 重庆',
      'duties.display-henan 河南',
      'duties.complaint-henan 河南',
      'duties.complaint-chongqing 重庆',
      'penalty.no-access-henan 河南',
      'renewal.chongqing 重庆',
    ])
  })

  const others = shippedEntries.filter((entry) => !local.includes(entry))

  test('no other answer offers them', () => {
    const offered = others.flatMap(({ id, next }) => next.map(({ ask }) => ({ id, ask })))
    expect(offered.filter(({ ask }) => local.some(({ id }) => id === ask))).toEqual([])
  })

  /** Rules for the whole country that were read in a province’s notice. */
  const national = ['annual.snapshot', 'number-annual.snapshot', 'number-annual.deadline']

  test('no other answer tells their figures', () => {
    const told = others.flatMap(({ id, verdict, says, more = '' }) =>
      figuresIn(`${verdict}${says}${more}`)
        .filter((figure) => !national.includes(figure))
        .filter((figure) => {
          const sources = shipped.figures.get(figure)?.map(({ source }) => shipped.sources.get(source)) ?? []
          return sources.some((source) => source?.region !== undefined)
        })
        .map((figure) => `${id} ${figure}`),
    )
    expect(told).toEqual([])
  })

  test('nor the name of a province’s own regulation', () => {
    const named = others.filter(({ verdict, says, more = '' }) =>
      /(?:重庆市|河南省)电信条例/.test(`${verdict}${says}${more}`),
    )
    expect(named.map(({ id }) => id)).toEqual([])
  })

  test('elsewhere a province’s source is told as that province’s', () => {
    const silent = shippedEntries.flatMap((entry) =>
      entry.citations.flatMap(({ source }) => {
        const region = shipped.sources.get(source)?.region
        const words = `${entry.title}${entry.verdict}${entry.says}${entry.more ?? ''}`
        return region === undefined || words.includes(region) ? [] : [`${entry.id} ${source}`]
      }),
    )
    expect(silent).toEqual([])
  })
})

/** Every figure of law, rules and notices as it looks when it is typed, in either word for a day. */
const lawFigures: readonly string[] = [
  ...new Set(
    [...shipped.figures.values()]
      .flat()
      .filter(({ source }) => isOfficial(shipped.sources.get(source)?.authority))
      .map(figureText)
      // One year, one month: plain words wherever time is counted.
      .filter((text) => !/^1(?:年|个月)$/.test(text))
      .flatMap((text) => [text, text.replace(/日$/, '天')]),
  ),
]

function typedFigures(text: string): readonly string[] {
  return lawFigures.filter((figure) =>
    new RegExp(`(?<![\\d.,月]|\\d年)${figure}(?!志)`).test(
      text.replaceAll(/(?<=\d)[, ](?=[\d\p{Script=Han}])/gu, ''),
    ),
  )
}

describe('two figures of one thing are no fault', () => {
  const early = [
    '  - id: renewal.lead-before-2017',
    '    name: 2017年以前续期要提前的时间',
    '    of: renewal.lead',
    '    value: 75',
    '    unit: day',
    '    source: licensing-measures',
    '    evidence: A',
    '    since: 2009-04-10',
    '    until: 2017-08-31',
    '',
  ].join('\n')
  const article = /  - id: claim\.renewal\.lead\n(?: {4}.*\n)+/

  test.each([
    { fact: 'where one ended before the other began', change: (text: string) => text + early },
    {
      fact: 'where one is what an article says, wherever it stands',
      change: (text: string) => {
        const [claim = ''] = article.exec(text) ?? []
        return text.replace(claim, '').replace('figures:\n', `figures:\n${claim}`)
      },
    },
  ])('$fact', ({ change }) => {
    const files = smallFiles.map(({ path, text }) => ({
      path,
      text: path === 'figures.yaml' ? change(text) : text,
    }))
    expect(files).not.toEqual(smallFiles)
    const loaded = knowledgeFrom(files, 'changed', today)
    expect(loaded.ok ? [] : loaded.faults).toEqual([])
  })
})

describe('figures stand once', () => {
  const around = new URL('../../', import.meta.url)
  const texts = (
    folder: string,
    ending: RegExp,
  ): readonly { readonly path: string; readonly text: string }[] =>
    existsSync(new URL(folder, around))
      ? readdirSync(new URL(folder, around), { recursive: true, encoding: 'utf8' })
          .filter((path) => ending.test(path))
          .map((path) => ({
            path: `${folder}${path}`,
            text: readFileSync(new URL(`${folder}${path}`, around), 'utf8'),
          }))
      : []

  /** Half a year is spelled as six months there whatever the question is about. */
  const spelling = ['src/knowledge/words/numerals.ts']
  const code = texts('src/', /\.tsx?$/).filter(({ path }) => !spelling.includes(path))
  test.each(code)('none is typed into $path', ({ text }) => {
    expect(typedFigures(text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/\/\/.*$/gm, ''))).toEqual([])
  })

  /** Folders of later steps: as soon as they are there they are looked at. */
  const later = [...texts('knowledge/flows/', /\.yaml$/), ...texts('knowledge/rules/', /\.yaml$/)]
  const shown = [...later, ...texts('knowledge/', /^(?:inputs|scope|sources)\.yaml$/)]
  test.each(shown)('none is typed into what people read in $path', ({ text }) => {
    const read = strings(parse(text)).filter((line) => /\p{Script=Han}/u.test(line))
    expect(read.flatMap(typedFigures)).toEqual([])
  })
})

/** Every text in parsed YAML, except what readers type themselves. */
function strings(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  if (Array.isArray(value)) return value.flatMap(strings)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, part]) =>
    key === 'aliases' || key === 'forms' || key === 'names' ? [] : strings(part),
  )
}
