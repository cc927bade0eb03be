import type { Config } from '../app/config.js'
import { testCards, usualCardPatience, type CardPatience } from '../app/examine/card.js'
import { examineHolidays } from '../app/examine/holidays.js'
import { examineDisk, examineProxy } from '../app/examine/machine.js'
import { examineOperators } from '../app/examine/operators.js'
import { examineFeishuAt, examineTelegramAt } from '../app/examine/platforms.js'
import { examineService, examineStore, readinessAt } from '../app/examine/service.js'
import { systemClock, systemDice } from '../app/outside.js'
import type { Finding } from '../ports-channel.js'
import type { Store } from '../ports.js'
import { openStoreAt } from '../storage/open-store.js'
import { print, type Console } from './console.js'
import { foldersOf, settings, today } from './settings.js'

export interface DoctorOptions {
  /** Also sends a card to each of the operators' chats and waits until its button was pressed. */
  readonly card: boolean
  readonly patience?: CardPatience
}

/** Looks at everything the bot depends on. Exit code 1 if anything has to be mended. */
export async function doctor(console: Console, { card, patience }: DoctorOptions): Promise<number> {
  const config = settings(console)
  if (config === undefined) return 1
  let troubles = 0
  const tell = (finding: Finding): void => {
    print(console, lineOf(finding))
    if (finding.kind === 'trouble') troubles += 1
  }
  for (const [of, examine] of examinations(config)) {
    if (console.stopping.aborted) return 1
    for (const finding of await examined(of, examine)) tell(finding)
  }
  if (card)
    for (const finding of await examined('测试卡片', () =>
      cardTested(config, console.stopping, { patience, tell }),
    ))
      tell(finding)
  print(console, troubles === 0 ? '没有要处理的问题。' : `共 ${troubles} 处要处理。`)
  return troubles === 0 ? 0 : 1
}

type Examine = () => readonly Finding[] | Promise<readonly Finding[]>

function examinations(config: Config): readonly (readonly [string, Examine])[] {
  const { telegram, feishu } = config
  return [
    ['数据库', () => withStore(config, examineStore)],
    ['磁盘', () => examineDisk(config.databaseUrl)],
    ['服务', () => examineService(config.host, config.port)],
    ['放假安排', () => examineHolidays(foldersOf(config).knowledge, today(config))],
    ['代理', () => examineProxy(config.proxy)],
    ['告警', () => examineOperators(config)],
    ['Telegram', () => (telegram ? examineTelegramAt(telegram, config, systemClock) : off('Telegram'))],
    ['飞书', () => (feishu ? examineFeishuAt(feishu, config, systemClock) : off('飞书'))],
  ]
}

const off = (platform: string): readonly Finding[] => [{ kind: 'note', what: `${platform}：没有配置` }]

/** A fault of ours in one examination does not hide the others. What it says may hold a secret. */
async function examined(of: string, examine: Examine): Promise<readonly Finding[]> {
  try {
    return await examine()
  } catch (error) {
    const name = error instanceof Error ? error.name : typeof error
    return [
      {
        kind: 'trouble',
        what: `${of}：没查完，程序自己出错了（${name}）`,
        remedy: '再运行一次；还这样就报告给开发者',
      },
    ]
  }
}

async function withStore(
  { databaseUrl }: Config,
  examine: (store: Store) => Promise<readonly Finding[]>,
): Promise<readonly Finding[]> {
  const store = await openedStore(databaseUrl)
  if (store === undefined)
    return [{ kind: 'trouble', what: '数据库：打不开', remedy: '检查 DATABASE_URL、文件夹权限和磁盘空间' }]
  try {
    return await examine(store)
  } finally {
    await store.close()
  }
}

/** Why it cannot be opened may quote the address with its password. */
async function openedStore(databaseUrl: string): Promise<Store | undefined> {
  try {
    return await openStoreAt(databaseUrl)
  } catch {
    return undefined
  }
}

interface Telling {
  readonly patience: CardPatience | undefined
  /** Called as it goes: somebody has to know that there is a card to press. */
  readonly tell: (finding: Finding) => void
}

async function cardTested(
  config: Config,
  stop: AbortSignal,
  { patience = usualCardPatience, tell }: Telling,
): Promise<readonly Finding[]> {
  const { host, port } = config
  if ((await readinessAt(host, port)) === undefined)
    return [
      {
        kind: 'trouble',
        what: `测试卡片：没有发，因为 ${host}:${port} 上没有 chizheng serve 在运行`,
        remedy: '先运行 chizheng serve，再运行 chizheng doctor --card',
      },
    ]
  return withStore(config, async (store) => {
    const parts = { store, clock: systemClock, dice: systemDice, patience, stop }
    for await (const finding of testCards(config, parts)) tell(finding)
    return []
  })
}

const signs = { well: '✓', trouble: '✗', note: '·' } as const satisfies Record<Finding['kind'], string>

function lineOf(finding: Finding): string {
  const line = `${signs[finding.kind]} ${finding.what}`
  return finding.kind === 'trouble' ? `${line}\n    → ${finding.remedy}` : line
}
