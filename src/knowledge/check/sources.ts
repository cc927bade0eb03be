import { entriesAt, figuresAt, textsOf, type EntryAt } from '../entry-texts.js'
import type { Source } from '../entry.js'
import type { Fault } from '../fault.js'
import type { Files } from '../files.js'
import { isOfficial } from '../standing.js'

/** What can be seen of sources without a network: addresses and article numbers that cannot be right. */
export function sourceFaults(files: Files): readonly Fault[] {
  return [
    ...files.sources.value.sources.flatMap((source, at) => addressFault(source, at, files)),
    ...entriesAt(files).flatMap((at) => [
      ...articleFaults(at),
      ...uncitedFaults(at, files),
      ...hotlineFaults(at, files),
    ]),
    ...figuresAt(files).flatMap(({ figure, at }) =>
      isArticle(figure.article)
        ? []
        : [files.figures.faultAt(['figures', at, 'article'], ...badArticle(figure.article))],
    ),
    ...files.scope.value.refusals.flatMap(({ citations }, card) =>
      citations.flatMap(({ article }, at) =>
        isArticle(article)
          ? []
          : [files.scope.faultAt(['refusals', card, 'citations', at, 'article'], ...badArticle(article))],
      ),
    ),
  ]
}

/** A public page: https, a host with a known kind of ending, nothing secret and no page of the reader's own. */
function addressFault({ url }: Source, at: number, { sources }: Files): readonly Fault[] {
  if (url === undefined) return []
  const { protocol, hostname, username, hash } = new URL(url)
  const isPublic = /^(?:[a-z0-9-]+\.)+[a-z]{2,}$/.test(hostname) && username === '' && hash === ''
  return (protocol === 'https:' || protocol === 'http:') && isPublic
    ? []
    : [sources.faultAt(['sources', at, 'url'], `网址不像公开的网页：${url}`, '从浏览器的地址栏重新复制')]
}

const number = '[零一二三四五六七八九十百千]+'
const place = `第${number}条(?:之${number})?(?:第${number}款)?(?:第（${number}）项)?`
const part = `(?:${place}|第${number}款|第（${number}）项|第${number}(?:、${number})*(?:条|项|部分)|${number}(?:[、至]${number})*|B\\d{2}(?:-\\d)?)`
const note = '（(?:\\d{4}年?文本|\\d{4}年?文本条号|\\d{4}年修正前为第[一-十]+条)）'
const articles = new RegExp(`^(?:\\d{4}文本)?${part}(?:[、至]${part})*(?:${note})?$`)

function isArticle(article: string | undefined): boolean {
  return article === undefined || articles.test(article)
}

/** What is wrong with how an article is written; undefined where nothing is. */
export function articleComplaint(
  article: string | undefined,
): readonly [message: string, remedy: string] | undefined {
  return isArticle(article) ? undefined : badArticle(article)
}

function badArticle(article = ''): readonly [message: string, remedy: string] {
  return [`条号写得不对：“${article}”`, '写成 第六条、第六条第（四）项 这样；几条之间用“、”或“至”']
}

function articleFaults({ entry, faultAt }: EntryAt): readonly Fault[] {
  return entry.citations.flatMap(({ article }, at) =>
    isArticle(article) ? [] : [faultAt(['citations', at, 'article'], ...badArticle(article))],
  )
}

/** A work named in the text stands among its sources, or nobody could look it up. */
function uncitedFaults({ entry, faultAt }: EntryAt, { sources }: Files): readonly Fault[] {
  const cited = new Set(entry.citations.map(({ source }) => source))
  const names = sources.value.sources.map((source) => ({ id: source.id, works: worksOf(source) }))
  // A mistyped source is told as such: what it was meant to be cannot be asked for as well.
  if ([...cited].some((id) => !names.some((name) => name.id === id))) return []
  return (['verdict', 'says', 'more'] as const).flatMap((key) =>
    [...new Set((entry[key] ?? '').match(work))].flatMap((named) => {
      const meant = names.filter(({ works }) => works.includes(named))
      return meant.length === 0 || meant.some(({ id }) => cited.has(id))
        ? []
        : [
            faultAt(
              [key],
              `写了${named}，依据里却没有它`,
              `在 citations 加上 ${meant.map(({ id }) => id).join(' 或 ')}，或不点它的名`,
            ),
          ]
    }),
  )
}

/** A title, or the number of a notice. */
const work = /《[^《》]+》|(?:信|通信)[\p{Script=Han}]{0,3}〔\d{4}〕\d+号/gu

function worksOf({ name, short = '' }: Source): readonly string[] {
  return `${name}${short}`.match(work) ?? []
}

/** Short numbers such as 12381 are public services: whoever names one cites the office that published it. */
function hotlineFaults({ entry, faultAt }: EntryAt, { sources }: Files): readonly Fault[] {
  const official = new Set(
    sources.value.sources.filter(({ authority }) => isOfficial(authority)).map(({ id }) => id),
  )
  if (entry.citations.some(({ source }) => official.has(source))) return []
  return textsOf(entry).flatMap(({ text, path }) => {
    const [hotline] = /(?<![\d.])12\d{3}(?!\d)/.exec(text) ?? []
    return hotline === undefined
      ? []
      : [faultAt(path, `电话 ${hotline} 没有官方来源`, '引用公布它的机关的通知，或删掉')]
  })
}
