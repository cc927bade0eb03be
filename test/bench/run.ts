import { ackBench } from './ack.js'
import { fitBench } from './fit.js'
import { interviewsBench } from './interviews.js'
import { reloadBench } from './reload.js'
import { searchBench } from './search.js'
import { simulateBench } from './simulate.js'
import { sizesBench } from './sizes.js'
import { startBench } from './start.js'
import { tickBench } from './tick.js'
import { yearBench } from './year.js'

/** `npm run bench -- PART [ARGUMENTS]`: prints tables; every comparison has both sides in one run. */
const parts: Readonly<Record<string, (args: readonly string[]) => Promise<void>>> = {
  search: searchBench,
  sizes: sizesBench,
  fit: fitBench,
  start: startBench,
  reload: reloadBench,
  ack: ackBench,
  tick: tickBench,
  simulate: simulateBench,
  interviews: interviewsBench,
  year: yearBench,
}

const [name, ...args] = process.argv.slice(2)
const chosen = name === undefined ? Object.values(parts) : [parts[name]]
for (const part of chosen) {
  if (part === undefined)
    throw new Error(`no bench ${name ?? ''}; there are: ${Object.keys(parts).join(', ')}`)
  await part(args)
}
