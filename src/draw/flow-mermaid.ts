import { coverNames, covers, type FlowShown, type PartShown } from './flow-shown.js'
import { palette } from './palette.js'

/** A flow as Mermaid text: questions by topic in their order, what reads them, and how much the cases reach. */
export function mermaidOf({ title, topics, requirements, outcomes }: FlowShown): string {
  const questions = topics.flatMap((topic) => topic.questions)
  return [
    '---',
    `title: ${JSON.stringify(title)}`,
    '---',
    'flowchart TB',
    ...topics.flatMap(({ name, questions: asked }, at) =>
      group(
        `t${at}`,
        name,
        asked.map((one) => node(`q${one.place}`, one)),
      ),
    ),
    ...group(
      'requirements',
      '要求',
      requirements.map((one, at) => node(`r${at}`, one)),
    ),
    ...group(
      'outcomes',
      '结局：从上往下第一个成立的',
      outcomes.map((one, at) => node(`o${at}`, one)),
    ),
    ...questions.slice(1).map(({ place, under }) => `  q${place - 1} -->${labelOf(under)} q${place}`),
    ...edges('r', requirements),
    ...edges('o', outcomes),
    ...covers.map((cover) => `  %% ${coverNames[cover]}\n  classDef ${cover} ${styles[cover]}`),
    '',
  ].join('\n')
}

const styles = {
  all: `fill:${palette.sky},stroke:${palette.blue},color:${palette.ink}`,
  some: `fill:${palette.paper},stroke:${palette.orange},stroke-width:3px,color:${palette.ink}`,
  none: `fill:${palette.paper},stroke:${palette.red},stroke-width:3px,stroke-dasharray:6 3,color:${palette.ink}`,
} as const

function group(id: string, name: string, lines: readonly string[]): readonly string[] {
  return [`  subgraph ${id}["${escaped(name)}"]`, ...lines.map((line) => `    ${line}`), '  end']
}

const node = (id: string, { name, under, notes, cover }: PartShown): string =>
  `${id}["${[name, ...(under === undefined ? [] : [`当 ${under}`]), ...notes].map(escaped).join('<br/>')}"]:::${cover}`

const labelOf = (under: string | undefined): string => (under === undefined ? '' : `|"${escaped(under)}"|`)

const edges = (letter: string, parts: readonly PartShown[]): readonly string[] =>
  parts.flatMap(({ reads }, at) => reads.map((place) => `  q${place} -.-> ${letter}${at}`))

/** As Mermaid wants what is a sign to it: by its number. */
const escaped = (text: string): string =>
  text.replace(/["#&;<>`|]/g, (sign) => `#${sign.codePointAt(0) ?? 0};`)
