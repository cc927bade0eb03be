import type { CivilDate } from '../../values/civil-date.js'
import { entriesAt, type EntryAt } from '../entry-texts.js'
import type { EntrySource as Entry, FigureSource, Source } from '../entry.js'
import type { Fault } from '../fault.js'
import { figureOn, figuresIn, type Figures } from '../figures.js'
import type { Files } from '../files.js'
import { isLower, isOfficial, isSecondHand, isTrade, isTradeOnly, isWeak } from '../standing.js'

/** Where something lower is told as if it were higher: an article as law, second hand as read, one province as all. */
export function authorityFaults(files: Files, figures: Figures, today: CivilDate): readonly Fault[] {
  const sources = new Map(files.sources.value.sources.map((source) => [source.id, source]))
  const base: Base = { sources, figures, today }
  return entriesAt(files).flatMap((at) => rules.flatMap((rule) => rule(at, base)))
}

interface Base {
  readonly sources: ReadonlyMap<Source['id'], Source>
  readonly figures: Figures
  readonly today: CivilDate
}

type Rule = (at: EntryAt, base: Base) => readonly Fault[]

const rules: readonly Rule[] = [
  articlesAreReported,
  claimsAreOfArticles,
  contradictionsHaveLaw,
  lawStandsFirst,
  lowerFiguresFollowHigher,
  articleFiguresAreAttributed,
  secondHandIsTold,
  provincesAreNamed,
  buttonsNameTheProvince,
]

const reported = /文章|代办|网页|样本|自称|转述|宣传/

/** Said by nobody but articles: then the answer itself says that it is an article's. */
function articlesAreReported({ entry, faultAt }: EntryAt, { sources }: Base): readonly Fault[] {
  const told = (entry.claims ?? []).length > 0 || isSecondHand(entry, sources) || reported.test(stated(entry))
  return !isTradeOnly(entry, sources) || told
    ? []
    : [
        faultAt(
          ['says'],
          `${entry.id} 只有行业文章作依据，却没有说是文章的说法`,
          '放进 claims，或写明“文章称”“代办口径”',
        ),
      ]
}

function claimsAreOfArticles({ entry, faultAt }: EntryAt, { sources }: Base): readonly Fault[] {
  return (entry.claims ?? []).flatMap(({ by }, at) =>
    isOfficial(sources.get(by)?.authority)
      ? [
          faultAt(
            ['claims', at, 'by'],
            `${by} 不是文章，不能放在 claims`,
            '法规的话写进 says，出处写进 citations',
          ),
        ]
      : [],
  )
}

function contradictionsHaveLaw({ entry, faultAt }: EntryAt, { sources }: Base): readonly Fault[] {
  if (entry.citations.some(({ source }) => isOfficial(sources.get(source)?.authority))) return []
  return (entry.claims ?? []).flatMap(({ ruling }, at) =>
    ruling === 'contradicted'
      ? [
          faultAt(
            ['claims', at, 'ruling'],
            '说文章与法规不符，却没有法规作依据',
            '补上法规的依据，或改成 unverified',
          ),
        ]
      : [],
  )
}

/** A verdict may tell what is usual, after what the law says: 法规没有写面积；代办口径是…… */
function lawStandsFirst({ entry, faultAt }: EntryAt): readonly Fault[] {
  return /^(?:有?文章|代办|网上(?:说|称)|业内|一般要求)/.test(entry.verdict)
    ? [faultAt(['verdict'], '结论拿文章的说法开头', '先说法规怎么写，再说代办口径')]
    : []
}

/** Where the law has a value of the same thing, a lower source's value stands only behind it. */
function lowerFiguresFollowHigher({ entry, faultAt }: EntryAt, base: Base): readonly Fault[] {
  const told = figuresIn(`${entry.verdict}\n${entry.says}`)
  return told.flatMap((id, place) => {
    const figure = figureOn(base.figures, id, base.today)
    const higher = figure === undefined ? undefined : higherOf(figure, base)
    return higher === undefined || told.slice(0, place).includes(higher.id)
      ? []
      : [
          faultAt(
            figuresIn(entry.verdict).includes(id) ? ['verdict'] : ['says'],
            `${id} 前面没有先说法规的数字 ${higher.id}`,
            `先写 {${higher.id}}，或把 ${id} 移到 claims`,
          ),
        ]
  })
}

function higherOf(figure: FigureSource, { figures, sources, today }: Base): FigureSource | undefined {
  const thing = figure.of
  const other = thing === undefined ? undefined : figureOn(figures, thing, today)
  const own = sources.get(figure.source)?.authority
  const others = other === undefined ? undefined : sources.get(other.source)?.authority
  return own !== undefined && others !== undefined && isLower(own, others) ? other : undefined
}

/** Outside of `claims` an article's figure says in its own sentence whose it is. */
function articleFiguresAreAttributed(
  { entry, faultAt }: EntryAt,
  { sources, figures, today }: Base,
): readonly Fault[] {
  return (['verdict', 'says', 'more'] as const).flatMap((key) =>
    sentences(entry[key] ?? '').flatMap((sentence) =>
      figuresIn(sentence).flatMap((id) => {
        const figure = figureOn(figures, id, today)
        const trade = figure !== undefined && isTrade(sources.get(figure.source)?.authority)
        return trade && !reported.test(sentence)
          ? [
              faultAt(
                [key],
                `${id} 是文章的数字，这句没有说是谁的口径`,
                '写“代办口径”“文章称”，或移到 claims',
              ),
            ]
          : []
      }),
    ),
  )
}

const sentences = (text: string): readonly string[] => text.split(/[。；\n]/)

/** Second hand is said where it is told: by code where the whole answer rests on it, else in the text's own words. */
function secondHandIsTold({ entry, faultAt }: EntryAt, { sources }: Base): readonly Fault[] {
  const weak = entry.citations.findIndex(
    (citation) => isWeak(citation) && !isTrade(sources.get(citation.source)?.authority),
  )
  const told = /转述|没有读到|没有核实|没能核实/.test(stated(entry))
  return weak < 0 || told || isSecondHand(entry, sources)
    ? []
    : [
        faultAt(
          ['citations', weak, 'evidence'],
          '这个依据是转述，正文没有说',
          '在那句话前面写“据转述”；整条都靠它的，把它排在 citations 第一个',
        ),
      ]
}

/** A province's rule shows only there, or as that province's. */
function provincesAreNamed({ entry, faultAt }: EntryAt, { sources }: Base): readonly Fault[] {
  const regions = entry.appliesTo.regions ?? []
  return entry.citations.flatMap(({ source }, at) => {
    const region = sources.get(source)?.region
    return region === undefined || regions.includes(region) || stated(entry).includes(region)
      ? []
      : [
          faultAt(
            ['citations', at, 'source'],
            `${source} 只在${region}有效，这条没有说`,
            `写明“${region}……”，或写 appliesTo: { regions: [${region}] }`,
          ),
        ]
  })
}

/** Titles are buttons, which everybody may see. */
function buttonsNameTheProvince({ entry, faultAt }: EntryAt): readonly Fault[] {
  const { regions } = entry.appliesTo
  return regions === undefined || regions.some((region) => entry.title.includes(region))
    ? []
    : [faultAt(['title'], `标题没有说只管${regions.join('、')}`, '标题里写出省名')]
}

const stated = ({ verdict, says, more = '' }: Entry): string => `${verdict}\n${says}\n${more}`
