import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { rulesFrom } from '../../src/deadlines/load-rules.js'
import type { Rules } from '../../src/deadlines/rules.js'
import { faultLine } from '../../src/knowledge/fault.js'
import type { TextFile } from '../../src/knowledge/yaml-file.js'
import { small, today } from '../knowledge/small.js'

const folder = fileURLToPath(new URL('rules-small/', import.meta.url))

/** Five rules over the small base, so that every line can be held in the head. */
export const smallRuleFiles: readonly TextFile[] = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.yaml'))
  .sort()
  .map((path) => ({ path, text: readFileSync(folder + path, 'utf8') }))

export const smallRules: Rules = loaded()

function loaded(): Rules {
  const read = rulesFrom(smallRuleFiles, small, today)
  if (read.ok) return read.rules
  throw new Error(read.faults.map(faultLine).join('\n'))
}
