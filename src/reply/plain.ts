import type { Authority, Block, CitedSource, Evidence, Reply, Script, Span, Text } from './reply.js'
import { traditionalText } from './traditional-text.js'

const authorityNames: Readonly<Record<Authority, string>> = {
  law: '法律法规',
  'ministry-rule': '部门规章',
  'regulator-notice': '主管部门通知',
  'trade-article': '行业文章',
  'house-practice': '我们的整理',
}

const evidenceNames: Readonly<Record<Evidence, string>> = {
  A: '读到原文',
  B: '据条文转引',
  C: '据二手转述',
  D: '凭记忆，未核实',
}

/** One source as people read it: name, article, who says it, how well we saw it, when we last checked. */
export function citationText(cited: CitedSource, script?: Script): string {
  const { name, article = '', authority, evidence, checkedOn } = cited
  const grade = `（${gradeText({ authority, evidence })}，核对于${checkedOn}）`
  return `${name}${article}${inScript(grade, script)}`
}

/** Who says it, and how well we saw it. */
export const gradeText = ({ authority, evidence }: Pick<CitedSource, 'authority' | 'evidence'>): string =>
  `${authorityNames[authority]}，${evidenceNames[evidence]}`

/** What stands before the sources. */
export const citationsHeading = (script?: Script): string => inScript('依据', script)

function inScript(words: string, script?: Script): string {
  return script === 'traditional' ? traditionalText(words) : words
}

/** A reply without markup and without buttons: for text-only channels, for `ask`, and for tests. */
export function plainText(reply: Reply): string {
  const title = reply.title === undefined ? [] : [reply.title]
  return [...title, ...reply.blocks.map(plainBlock)].join('\n')
}

export function plainBlock(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return plainSpans(block.text)
    case 'list':
      return block.items
        .map((item, index) => `${block.ordered ? `${index + 1}.` : '·'} ${plainSpans(item)}`)
        .join('\n')
    case 'facts':
      return block.rows.map((row) => `${row.label}：${plainSpans(row.value)}`).join('\n')
    case 'note':
      return `${block.tone === 'warning' ? '注意：' : ''}${plainSpans(block.text)}`
    case 'citations':
      return `${citationsHeading(block.script)}：${block.of.map((cited) => citationText(cited, block.script)).join('；')}`
  }
}

export function plainSpans(text: Text): string {
  return text.map(plainSpan).join('')
}

function plainSpan(span: Span): string {
  if (typeof span === 'string') return span
  if ('bold' in span) return span.bold
  if ('mention' in span) return span.name === '' ? '' : `@${span.name}`
  return `${span.link}（${span.url}）`
}
