/** Entities that card markdown knows, besides numbers. */
const entities: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  sim: '~',
}

/** Markdown of a card as people read it: without its marks, links by their words, escapes and entities resolved. */
export function plainMarkdown(markdown: string): string {
  const safe = markdown.replace(
    /\\([!-/:-@[-`{-~])/g,
    (_, mark: string) => `&#${String(mark.charCodeAt(0))};`,
  )
  const bare = safe
    .replace(/<br\s*\/?>/g, '\n')
    .replace(/<\/?(?:font|text_tag)\b[^<>]*>/g, '')
    .replace(/^#{1,6} /gm, '')
    .replace(/\[([^\]]*)\]\([^()\s]*\)/g, '$1')
    .replace(/\*\*(.+?)\*\*/gs, '$1')
    .replace(/~~(.+?)~~/gs, '$1')
    .replace(/\*(\S(?:.*?\S)?)\*/g, '$1')
    .replace(/`([^`]+)`/g, '$1')
  return bare.replace(
    /&(?:#(\d+)|#x([0-9a-f]+)|([a-z]+));/gi,
    (whole, decimal: string | undefined, hex: string | undefined, name: string | undefined) => {
      if (decimal !== undefined) return String.fromCodePoint(Number(decimal))
      if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16))
      return entities[name ?? ''] ?? whole
    },
  )
}
