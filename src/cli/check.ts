import type { Proof } from '../interview/load-flows.js'
import { faultLine } from '../knowledge/fault.js'
import { print, type Console } from './console.js'
import { checkLinks } from './links.js'
import { faultsOf, readKnowledge, settings, today } from './settings.js'

export interface CheckOptions {
  /** Whether the sources' addresses are opened too. */
  readonly links?: boolean
}

/** Prints every fault of knowledge and flows with its place and remedy, or what was proven. Exit code 1 on any fault. */
export async function check(console: Console, { links = false }: CheckOptions = {}): Promise<number> {
  const config = settings(console)
  if (config === undefined) return 1
  const read = await readKnowledge(config, today(config))
  if (!read.ok) {
    const faults = faultsOf(read)
    for (const line of faults) print(console, line)
    print(console, `共 ${faults.length} 处要改。`)
    return 1
  }
  for (const notice of read.notices) print(console, `提醒 ${faultLine(notice)}`)
  for (const proof of read.proofs) print(console, provenLine(proof))
  const { knowledge, rules, flows } = read.content
  const { entries, golden, version } = knowledge
  print(
    console,
    `没有错误：${entries.size} 条条目，${golden.length} 个标准问题，${rules.all.size} 条期限规则，${flows.all.size} 个面谈，版本 ${version}。`,
  )
  return links ? checkLinks(console, [...knowledge.sources.values()], config.proxy) : 0
}

/** Every way to answer, in how many steps all of them were looked at, and what the cases reach. */
function provenLine({ flow, walked, cases, coverage }: Proof): string {
  const { questions, requirements, outcomes } = flow
  const { days, combinations, paths, states, longest, found } = walked
  const all = [coverage.questions, coverage.options, coverage.states, coverage.outcomes]
  const reached = all.reduce((sum, { length }) => sum + length, 0)
  return [
    `面谈 ${flow.id}：${questions.length} 题，${requirements.length} 个要求，${outcomes.length} 种结局，${found.verdicts.size} 种结论。`,
    `连“不知道”在内 ${manyText(combinations)} 种答法`,
    days > 1 ? `（分 ${days} 天看）` : '',
    `，${manyText(paths)} 种问法，最多问 ${longest} 题，归并成 ${states} 步全部走完，每一种都恰好有一个结论。`,
    `${cases} 个例题走到了全部 ${reached} 处（题目、选项、要求的状态、结局）。`,
  ].join('')
}

/** Nobody reads twenty digits. */
function manyText(count: bigint): string {
  const digits = String(count)
  return digits.length <= 9
    ? digits
    : `约 ${digits.slice(0, 1)}.${digits.slice(1, 3)}×10^${digits.length - 1}`
}
