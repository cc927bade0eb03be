/** What a person reads in a piece of the page, written as plain text is: signs for what only style shows there. */
export function textIn(html: string): string {
  return decoded(
    withSources(withLists(html))
      .replace(/<strong class="tone">提示<\/strong>/g, '')
      .replace(/<strong class="tone">注意<\/strong>/g, '注意：')
      .replace(/<\/th>/g, '：')
      .replace(/<\/(?:p|li|h3|tr)>/g, '\n')
      .replace(/<[^>]+>/g, ''),
  ).trim()
}

function withSources(html: string): string {
  return html.replace(
    /<section class="sources"><h4>(依[据據])<\/h4><ul>(.*?)<\/ul><\/section>/gs,
    (_, heading: string, items: string) =>
      `${heading}：${items.replace(/<\/li><li>/g, '；').replace(/<\/?li>/g, '')}`,
  )
}

function withLists(html: string): string {
  return html
    .replace(/<ol>(.*?)<\/ol>/gs, (_, items: string) => {
      let number = 0
      return items.replace(/<li>/g, () => `${(number += 1)}. `)
    })
    .replace(/(?<!依[据據]<\/h4>)<ul>(.*?)<\/ul>/gs, (_, items: string) => items.replace(/<li>/g, '· '))
}

const entities: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&amp;': '&',
}

const decoded = (text: string): string =>
  text.replace(/&(?:lt|gt|quot|#39|amp);/g, (one) => entities[one] ?? one)
