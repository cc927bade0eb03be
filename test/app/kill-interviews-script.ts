import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { movableClock, systemClock } from '../../src/app/outside.js'
import { flowsFrom } from '../../src/interview/load-flows.js'
import { tokenIn } from '../fakes/paper-channel.js'
import { small, today } from '../knowledge/small.js'
import { pressed, said } from './arrivals.js'
import { contentOf } from './content.js'
import { onPaper, shown, type World } from './script.js'
import type { Step } from './stepped.js'

const folder = fileURLToPath(new URL('../interview/small/', import.meta.url))
const texts = ['capital.yaml', 'capital.cases.yaml'].map((path) => ({
  path: `flows/${path}`,
  text: readFileSync(folder + path, 'utf8'),
}))

/** The short interview, on the small base. */
export function smallInterview() {
  const read = flowsFrom(texts, small, today)
  if (!read.ok) throw new Error(JSON.stringify(read.faults))
  return contentOf(small, undefined, read.flows)
}

/** Begun, answered by a button, and by typing before the next question came; then a result. */
export async function answeredAtOnce(world: World, step: Step, minutesLater: number): Promise<void> {
  const clock = movableClock(systemClock)
  clock.move(minutesLater * 60_000)
  const content = smallInterview()
  const setting = { step, clock, content: () => content, characters: 4_000 }
  await onPaper(world, setting, async ({ intake }, paper) => {
    await intake.accept([said('e1', '/selftest 注册资本')])
    const province = await shown(() => tokenIn(paper, 'c1', '一个省'))
    if (province === undefined) return
    await intake.accept([pressed('e2', province), said('e3', '500万')])
  })
}
