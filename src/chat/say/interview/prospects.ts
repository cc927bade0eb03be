import type { CompaniesFault } from '../../../interview/companies-table.js'
import { verdicts, type Flow, type Question } from '../../../interview/flow/flow.js'
import type { Input, Inputs } from '../../../knowledge/condition/inputs.js'
import type { Attachment } from '../../../reply/attachment.js'
import type { Block, Button, Reply } from '../../../reply/reply.js'
import { columnLetters, csvText } from '../../../values/csv.js'
import { fileName } from '../../../values/file-name.js'
import type { FlowId } from '../../../values/ids.js'
import type { Chat } from '../../arrival.js'
import type { Counts, Prospects } from '../../interview/prospects.js'
import { paragraph, verdict } from '../deadline.js'
import { exampleSheet } from '../import-help.js'
import { optionLabel } from './answer.js'
import { exampleOf } from './example.js'
import { verdictWords } from './verdict.js'

/** A table of companies that are judged all at once, and the table to fill for that. */

type Of<K extends Prospects['kind']> = Extract<Prospects, { kind: K }>

export const templatesButton: Button = { label: '面谈表格', press: { kind: 'interview-table' } }
const templateButton = (flow: FlowId): Button => ({
  label: '面谈表格',
  press: { kind: 'interview-table', flow },
})
const exporting: Button = { label: '导出', press: { kind: 'command', command: 'export' } }

const mostNamed = 3

/** How many came to what, and what stands in their way most often; the rows themselves are in the file. */
export function judgedProspectsReply({ flow, asOf, judged }: Of<'judged'>): Reply {
  const { companies, gaps, missing, asked } = judged
  if (companies === 0)
    return {
      blocks: [verdict('表格里没有公司'), paragraph('第一行是题目，下面每家公司写一行。')],
      buttons: [[templateButton(flow.id)]],
    }
  return {
    blocks: [
      verdict(`判断了 ${companies} 家：${flow.title}`),
      { kind: 'list', items: verdictLines(judged.verdicts).map((line) => [line]) },
      ...(gaps.size === 0 ? [] : [paragraph(`最常没做到：${mostOf(gaps)}。`)]),
      ...(missing.size === 0 ? [] : [paragraph(`最常缺的答案：${mostOf(missing)}。`)]),
      ...(asked === 0 ? [] : [paragraph(`${asked} 家有看不明白的格子，按“不知道”算，写在最后一列。`)]),
      paragraph(
        '每家的结论在后面的文件里，先后和你的表一样。空着的格子算没回答。这份表没有登记，也不用来提醒。',
      ),
      paragraph(`按 ${asOf} 的资料和表里的回答判断，不是法律意见，以发证机关的答复为准。`),
    ],
  }
}

const verdictLines = (counts: Counts<(typeof verdicts)[number]>): readonly string[] =>
  verdicts.flatMap((one) => {
    const count = counts.get(one)
    return count === undefined ? [] : [`${verdictWords(one, 0)}：${count} 家`]
  })

const mostOf = (counts: Counts<string>): string =>
  [...counts]
    .sort(([, a], [, b]) => b - a)
    .slice(0, mostNamed)
    .map(([name, count]) => `“${name}”${count} 家`)
    .join('、')

const mostFaults = 15

export function faultyProspectsReply({ flow, header, faults }: Of<'faulty'>, inputs: Inputs): Reply {
  const rest = faults.length - mostFaults
  const ofHead = header.length > 0 && faults.some(({ at }) => at !== undefined)
  return {
    blocks: [
      verdict(`表格有 ${faults.length} 处要改，还没有判断`),
      { kind: 'list', items: faults.slice(0, mostFaults).map((fault) => [faultText(fault, header)]) },
      ...(rest > 0 ? [paragraph(`另有 ${rest} 处没有列出。`)] : []),
      paragraph(
        ofHead
          ? `这份表按“${flow.title}”来读，列名要和题目的名字一样，用不到的列请删掉。可以照着后面的表格写，改好再发一次。`
          : '改好以后，把表格再发一次。',
      ),
    ],
    ...(ofHead && { attachments: [templateSheet(flow, inputs)] }),
  }
}

function faultText({ row, at, says }: CompaniesFault, header: readonly string[]): string {
  const column = at === undefined ? '' : ` ${columnLetters(at)} 列（${header[at] ?? ''}）`
  return `第 ${row} 行${column}：${says}`
}

export const tooManyProspectsReply = (rows: number, most: number): Reply => ({
  blocks: [paragraph(`这份表格有 ${rows} 家公司，一次最多 ${most} 家，还没有判断。请分成几份再发。`)],
})

export const mixedSheetReply: Reply = {
  blocks: [
    verdict('分不清这份表格是证还是公司的情况'),
    paragraph('里面既有许可证的列（许可证编号、到期日期），又有面谈的题目，所以什么都没有做。'),
    paragraph(
      '要登记许可证，只留许可证的列，照着后面的例子写；要看各家能不能申请，只留题目，按“面谈表格”拿一份来填。',
    ),
  ],
  buttons: [[exporting, templatesButton]],
  attachments: [exampleSheet],
}

export const severalFlowsReply = (flows: readonly Flow[]): Reply => ({
  blocks: [
    paragraph(
      `这些列在几种面谈里都有：${flows.map(({ title }) => title).join('、')}，分不清要判断哪一种。多写几列再发，或者拿一份表格来填：`,
    ),
  ],
  buttons: templateRows(flows),
})

/** Before others: `where` says how its sender gets to see it. */
export const prospectsInGroupReply = (where: string | undefined): Reply => ({
  blocks: [
    paragraph(`表格里是各家公司的情况，结果只给发的人看。${where ?? '先打开私聊，再把表格发到那里。'}`),
  ],
})

export const templatesReply = (flows: readonly Flow[]): Reply => ({
  blocks: [paragraph('一次判断很多家公司：拿一份表格，一家写一行，填好发回来。要看哪一种？')],
  buttons: templateRows(flows),
})

const templateRows = (flows: readonly Flow[]): readonly (readonly Button[])[] =>
  flows.map(({ id, title }) => [{ label: `表格：${title}`, press: { kind: 'interview-table', flow: id } }])

/** The table, and how to fill it. */
export function templateReply(flow: Flow, inputs: Inputs, { kind }: Chat, most: number): Reply {
  const steps: readonly string[] = [
    '第一列写公司，后面一列一题；用不到的列可以删掉。',
    '答案照平时的话写，例如“有”“500万”“2027年3月15日”；不清楚就空着，或写“不知道”。',
    `在 Excel 里另存为“CSV UTF-8（逗号分隔）”，最多 1 MB、${most} 家，发到这里；几行也可以连列名一起粘贴过来。`,
    '我回一份表格：每家的结论、缺口和还要查的。不登记，也不提醒。',
  ]
  return {
    blocks: [
      verdict(`面谈表格：${flow.title}`),
      { kind: 'list', ordered: true, items: steps.map((step) => [step]) },
      ...(kind === 'group' ? [groupNote] : []),
    ],
    attachments: [templateSheet(flow, inputs)],
  }
}

const groupNote: Block = paragraph('表格里是公司的情况，最好私聊发给我；在群里发，我也只把结果私下给你。')

/** To be written over: all questions by name, and one company. */
function templateSheet({ title, questions }: Flow, inputs: Inputs): Attachment {
  const columns = questions.flatMap((question) => {
    const input = inputs.get(question.input)
    return input === undefined ? [] : [{ name: input.zh, example: cellFor(question, input) }]
  })
  return {
    kind: 'file',
    name: fileName(['面谈表格', title], 'csv'),
    text: csvText([
      ['公司', ...columns.map(({ name }) => name)],
      ['例子（写好后删掉这一行）', ...columns.map(({ example }) => example)],
    ]),
  }
}

/** Numbers of options mean nothing in a table. */
function cellFor(question: Question, input: Input): string {
  return input.type === 'many'
    ? input.options
        .slice(0, 1)
        .map((option) => optionLabel(question, option))
        .join('')
    : exampleOf(question, input, 'long')
}
