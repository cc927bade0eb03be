import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { missingYears } from '../../deadlines/missing-years.js'
import type { Finding } from '../../ports-channel.js'
import type { CivilDate } from '../../values/civil-date.js'

/** Whether the holidays of every year that dates need by now are known. Each year is a file of that name. */
export async function examineHolidays(folder: string, today: CivilDate): Promise<readonly Finding[]> {
  const known = await yearsIn(join(folder, 'holidays'))
  const missing = missingYears(known, today)
  if (missing.length === 0) return [{ kind: 'well', what: `放假安排：有到 ${Math.max(...known)} 年` }]
  return missing.map((year) => ({
    kind: 'trouble',
    what: `放假安排：还没有 ${year} 年的，落在那一年的日子都是暂定的`,
    remedy: `照国务院办公厅的通知添加 ${join(folder, 'holidays', `${year}.yaml`)}，存盘后自动重算`,
  }))
}

async function yearsIn(folder: string): Promise<readonly number[]> {
  const names = await readdir(folder)
  return names.flatMap((name) => (/^\d{4}\.yaml$/.test(name) ? [Number(name.slice(0, 4))] : []))
}
