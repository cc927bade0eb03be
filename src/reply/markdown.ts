import type { Document, Part } from './document.js'

/** A document as Markdown; what would be markup in its texts is shown as it is. */
export function markdownOf({ title, parts, foot }: Document): string {
  const blocks = parts.reduce<readonly string[]>((done, part, at) => {
    const text = partText(part)
    const last = done.at(-1)
    const goesOn = last !== undefined && isListed(part) && parts[at - 1]?.kind === part.kind
    return goesOn ? [...done.slice(0, -1), `${last}\n${text}`] : [...done, text]
  }, [])
  return `${[`# ${plain(title)}`, ...blocks, '---', plain(foot)].join('\n\n')}\n`
}

const isListed = ({ kind }: Part): boolean => kind === 'item' || kind === 'row'

function partText(part: Part): string {
  switch (part.kind) {
    case 'heading':
      return `## ${plain(part.text)}`
    case 'paragraph':
      return part.strong === true ? `**${plain(part.text)}**` : plain(part.text)
    case 'item':
      return `${'  '.repeat(part.depth)}- ${plain(part.text)}`
    case 'row':
      return `- ${plain(part.label)}：${plain(part.value)}`
  }
}

/** On one line. Numbers with a point at the beginning of a line would begin a list. */
const plain = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_[\]<>#|~]/g, '\\$&')
    .replace(/^(\d+)([.)])/, '$1\\$2')
    .replace(/^([-+])/, '\\$1')
