import type { Face } from './face.js'
import { widthOf } from './letters.js'

const opening = '（「『【《〈“‘〔[(￥¥'
const closing = '）」』】》〉”’〕\\])。，、；：？！…—％%'

/**
 * What may not be parted: a date, a number with what it counts, a Latin word; with the brackets before and the points
 * after it, which begin or end no line.
 */
const unbroken = new RegExp(
  `[${opening}]*(?:(?:\\d{4}年)?\\d{1,2}月\\d{1,2}日|\\d+(?:个工作日|[天日个年月周次项家条号])|[\\p{Script=Latin}\\d@._/:+-]+|\\s|.)[${closing}]*\\s?`,
  'gu',
)

/** A text as lines no wider than `width` (in ems of its size); what does not fit into `most` lines ends in 「…」. */
export function linesOf(
  text: string,
  { width, face, most = Infinity }: { readonly width: number; readonly face: Face; readonly most?: number },
): readonly string[] {
  const lines: string[] = []
  for (const part of partsOf(text, width, face)) {
    const last = lines.at(-1)
    if (last !== undefined && widthOf((last + part).trimEnd(), face) <= width)
      lines[lines.length - 1] = last + part
    else lines.push(part)
  }
  const whole = lines.map((line) => line.trim()).filter((line) => line !== '')
  return whole.length <= most
    ? whole
    : [...whole.slice(0, most - 1), shortened(whole[most - 1] ?? '', width, face)]
}

/** A part wider than a line is cut wherever the line ends. */
function partsOf(text: string, width: number, face: Face): readonly string[] {
  return (text.match(unbroken) ?? []).flatMap((part) =>
    widthOf(part.trimEnd(), face) <= width ? [part] : [...part],
  )
}

function shortened(line: string, width: number, face: Face): string {
  const characters = [...line]
  while (widthOf(`${characters.join('')}…`, face) > width) characters.pop()
  return `${characters.join('')}…`
}
