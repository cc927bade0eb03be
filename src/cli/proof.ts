import { proofOf } from '../app/proof.js'
import type { Matter } from '../deadlines/matter.js'
import type { Store } from '../ports.js'
import { allMatters } from './all-matters.js'
import { complain, print, type Console } from './console.js'
import { writeNew } from './new-file.js'
import { ready, type Ready } from './settings.js'
import { withStore } from './with-store.js'

/** Writes all that happened to a matter and all that was said of it into one file, which `verify` checks. */
export async function proof(console: Console, named: string, path: string): Promise<number> {
  const set = await ready(console)
  if (set === undefined) return 1
  return withStore(console, set.config, async (store) => {
    const made = await proofNamed(store, named, set)
    const fault = made.ok ? await writeNew(path, made.text) : made.fault
    if (!made.ok || fault !== undefined) {
      complain(console, fault ?? '')
      return 1
    }
    print(console, `写了 ${made.records} 条记录到 ${path}。检查它：chizheng verify ${path}`)
    return 0
  })
}

type Made =
  | { readonly ok: true; readonly text: string; readonly records: number }
  | { readonly ok: false; readonly fault: string }

async function proofNamed(store: Store, named: string, set: Ready): Promise<Made> {
  const [matter, another] = await mattersNamed(store, named)
  if (matter === undefined) return { ok: false, fault: `没有“${named}”：写许可证编号、公司名或内部编号` }
  if (another !== undefined) {
    const ids = [matter, another].map(({ id }) => id).join('、')
    return { ok: false, fault: `“${named}”不止一件，请写内部编号，例如 ${ids}` }
  }
  const made = await proofOf(matter, {
    store,
    rules: set.content.rules,
    timeZone: set.config.timeZone,
  })
  return made.ok
    ? made
    : {
        ok: false,
        fault: `库里第 ${made.altered} 条记录和它的校验值对不上：有人改过数据库，不能作证`,
      }
}

async function mattersNamed(store: Store, named: string): Promise<readonly Matter[]> {
  const matters = (await allMatters(store)).map(({ matter }) => matter)
  const itself = matters.filter(({ id }) => id === named)
  return itself.length > 0
    ? itself
    : matters.filter(({ number, holder }) => number === named || holder === named)
}
