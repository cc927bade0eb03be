import { reasons, type Reason } from './differences.js'
import type { SurfaceName } from './surface.js'

export type Counts = Readonly<Partial<Record<Reason, number>>>

/** How often something was left out, by reason. */
export function countsOf(left: readonly Reason[]): Counts {
  const names = Object.keys(reasons).filter((name): name is Reason => name in reasons)
  const counted = names.map((name) => [name, left.filter((reason) => reason === name).length] as const)
  return Object.fromEntries(counted.filter(([, count]) => count > 0))
}

const onTelegram: Counts = {
  'button not shown': 5,
  'commands call': 1,
  'empty message': 6,
  'joining is not told': 4,
  'leaving is not told': 1,
  'nothing to edit': 1,
  'presses have no date': 15,
  'too long to send': 4,
  'too near a limit': 1,
}

const onFeishu: Counts = {
  'button not shown': 2,
  'empty message': 6,
  'ids stay': 1,
  'leaving is not told': 1,
  'no edits': 21,
  'no link': 6,
  'nobody hides': 1,
  'presses have no date': 15,
  'too near a limit': 1,
}

/** How many steps of test/conversations are left out where and why: one more is counted here on purpose, or played. */
export const expectedCounts: Readonly<Record<SurfaceName, Counts>> = {
  'telegram polling': onTelegram,
  'telegram webhook': onTelegram,
  'feishu long connection': onFeishu,
  'feishu webhook': onFeishu,
  web: {
    'button not shown': 3,
    'empty message': 6,
    'joining is not told': 4,
    'leaving is not told': 1,
    'no edits': 16,
    'no groups': 157,
    'no link': 6,
    'no such message': 1,
    'nothing is late': 33,
  },
  terminal: {
    'button not shown': 29,
    'commands call': 1,
    'empty message': 6,
    'ids stay': 1,
    'joining is not told': 18,
    'leaving is not told': 4,
    'no edits': 21,
    'no forging': 4,
    'no link': 6,
    'no such message': 2,
    'nobody hides': 1,
    'nothing is late': 41,
    'numbers are presses': 3,
    'only what is printed last': 25,
  },
}
