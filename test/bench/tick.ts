import { table } from './table.js'
import { triedMorning } from './morning.js'
import { plannedLadders } from './tick-plans.js'
import { tickedSizes } from './tick-sizes.js'

const few = 10_000
const many = 1_000_000

/** What a tick costs beside what is stored, what planning costs, and how a morning goes out. `npm run bench -- tick [MATTERS]` */
export async function tickBench([matters = String(many)]: readonly string[]): Promise<void> {
  const [small, large] = await tickedSizes(few, Number(matters))
  console.log(
    `\na tick of ${small.due} due matters, of all that are stored; medians of ${small.rounds} rounds in turn`,
  )
  const rows = [small, large].map(({ stored, ms, cpuMs }) => [stored, ms.toFixed(0), cpuMs.toFixed(0)])
  console.log(table(['stored', 'ms', 'processor ms'], rows))
  const ratios = [large.ms / small.ms, large.cpuMs / small.cpuMs].map((ratio) => ratio.toFixed(2))
  console.log(`ratio ${ratios[0] ?? ''}, of the processor ${ratios[1] ?? ''}`)

  console.log('\nplanning ten thousand licences, a year and a half ahead')
  const plans = plannedLadders(few).map(({ name, reminders, ms, cpuMs }) => [
    name,
    reminders,
    ms.toFixed(0),
    cpuMs.toFixed(0),
  ])
  console.log(table(['rules', 'reminders', 'ms', 'processor ms'], plans))

  console.log('\na thousand chats due at nine, on a moved clock')
  const mornings = []
  for (const platform of ['telegram', 'feishu'] as const) {
    const { seconds, ideal, refused, told, outOfOrder } = await triedMorning(platform, 1_000)
    const ratio = (seconds / ideal).toFixed(2)
    mornings.push([platform, told, seconds.toFixed(1), ideal.toFixed(1), ratio, refused, outOfOrder])
  }
  console.log(table(['', 'told', 's', 'ideal', 'ratio', 'told to wait', 'out of order'], mornings))
}
