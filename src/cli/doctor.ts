import type { Config } from '../app/config.js'
import { examineDisk, examineProxy } from '../app/examine/machine.js'
import { examinePlatforms } from '../app/examine/platforms.js'
import { examineService, examineStore } from '../app/examine/service.js'
import type { Finding } from '../ports.js'
import { openStoreAt } from '../storage/open-store.js'
import { print, type Console } from './console.js'
import { settings } from './settings.js'

/** Looks at everything the bot depends on. Exit code 1 if anything has to be mended. */
export async function doctor(console: Console): Promise<number> {
  const config = settings(console)
  if (config === undefined) return 1
  let troubles = 0
  for (const examine of examinations(config)) {
    const findings = await examine()
    for (const finding of findings) print(console, lineOf(finding))
    troubles += findings.filter(({ kind }) => kind === 'trouble').length
  }
  print(console, troubles === 0 ? '没有要处理的问题。' : `共 ${troubles} 处要处理。`)
  return troubles === 0 ? 0 : 1
}

type Examine = () => Promise<readonly Finding[]>

function examinations(config: Config): readonly Examine[] {
  return [
    () => stored(config),
    () => examineDisk(config.databaseUrl),
    () => examineService(config.host, config.port),
    () => examineProxy(config.proxy.https),
    () => examinePlatforms(config),
  ]
}

async function stored({ databaseUrl }: Config): Promise<readonly Finding[]> {
  try {
    const store = await openStoreAt(databaseUrl)
    try {
      return await examineStore(store)
    } finally {
      await store.close()
    }
  } catch {
    return [{ kind: 'trouble', what: '数据库：打不开', remedy: '检查 DATABASE_URL、文件夹权限和磁盘空间' }]
  }
}

const signs = { well: '✓', trouble: '✗', note: '·' } as const satisfies Record<Finding['kind'], string>

function lineOf(finding: Finding): string {
  const line = `${signs[finding.kind]} ${finding.what}`
  return finding.kind === 'trouble' ? `${line}\n    → ${finding.remedy}` : line
}
