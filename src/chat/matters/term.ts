import { figureOn } from '../../knowledge/figures.js'
import type { Knowledge } from '../../knowledge/knowledge.js'
import type { CivilDate } from '../../values/civil-date.js'
import { figureId } from '../../values/ids.js'

const termYears = figureId('validity.years')
const monthsOfYear = 12

/** For how many months a licence is given, where the base knows. */
export function termMonths({ figures }: Pick<Knowledge, 'figures'>, on: CivilDate): number | undefined {
  const years = figureOn(figures, termYears, on)?.value
  return typeof years === 'number' ? years * monthsOfYear : undefined
}
