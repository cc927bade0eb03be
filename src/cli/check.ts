import { faultLine } from '../knowledge/fault.js'
import { print, type Console } from './console.js'
import { faultsOf, readKnowledge, settings, today } from './settings.js'

/** Prints every fault of the knowledge files with its place and remedy. Exit code 1 if there is any. */
export async function check(console: Console): Promise<number> {
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
  const { knowledge, rules } = read.content
  const { entries, golden, version } = knowledge
  print(
    console,
    `没有错误：${entries.size} 条条目，${golden.length} 个标准问题，${rules.all.size} 条期限规则，版本 ${version}。`,
  )
  return 0
}
