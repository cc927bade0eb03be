import type { MatterDescription } from '../../deadlines/matter.js'
import type { Watched } from '../../deadlines/watch.js'
import { normalise } from '../../knowledge/words/normalise.js'
import type { DeadlinePress, Particulars } from '../../reply/deadline-press.js'
import type { Decision } from '../decision.js'
import type { Turn } from '../turn.js'
import { openHere } from './ladders.js'
import { readNumber } from '../said/licence-number.js'
import type { MendRequest } from '../said/particulars-said.js'
import { goneReply } from '../say/matter.js'
import { mendedReply, mendReply, sameParticularsReply, whichToMendReply } from '../say/mend.js'
import { notAllowedReply } from '../say/rights.js'
import { mayManage, stepped, watchedNamed } from './watching.js'

export type MendPress = Extract<DeadlinePress, { kind: 'mend' }>

/** A number or a name that is to be another. Undefined where nothing here is called so. */
export function mendSaid({ about, fix }: MendRequest, turn: Turn): Decision | undefined {
  const fitting = openHere(turn).filter((one) => isCalled(about, one) && ('holder' in fix || isLicence(one)))
  const [only, ...others] = fitting
  if (only === undefined) return undefined
  if (!mayManage(turn)) return stepped(notAllowedReply('mend'), turn)
  if (others.length > 0)
    return stepped(
      whichToMendReply(fitting.map((one) => [one.matter, pressOf(one, mended(one, fix), 'ask')])),
      turn,
    )
  return particularsMended(pressOf(only, mended(only, fix), 'ask'), turn)
}

const isLicence = ({ matter }: Watched): boolean => matter.kind === 'licence'

function isCalled(about: string, { matter: { holder, number = '' } }: Watched): boolean {
  return about === '' || [holder, number].some((name) => name !== '' && normalise(name).includes(about))
}

const pressOf = ({ matter }: Watched, as: Particulars, step: MendPress['step']): MendPress => ({
  kind: 'mend',
  matter: matter.id,
  as,
  step,
})

/** What a number tells of where the licence holds goes with it. */
function mended(watched: Watched, fix: MendRequest['fix']): Particulars {
  const known = particularsOf(watched)
  if ('holder' in fix) return { ...known, holder: fix.holder }
  const { scope, province } = readNumber(fix.number)
  return {
    ...known,
    number: fix.number,
    ...(scope !== undefined && { scope }),
    ...(province !== undefined && { province }),
  }
}

function particularsOf({ matter: { holder, number, scope, province } }: Watched): Particulars {
  return {
    holder,
    ...(number !== undefined && { number }),
    ...(scope !== undefined && { scope }),
    ...(province !== undefined && { province }),
  }
}

/** Shows what would be corrected, corrects it, or puts back what was there. */
export function particularsMended({ matter: id, as, step }: MendPress, turn: Turn): Decision {
  const watched = watchedNamed(id, turn)
  if (watched === undefined) return stepped(goneReply, turn)
  if (!mayManage(turn)) return stepped(notAllowedReply('mend'), turn)
  const { matter } = watched
  const known = particularsOf(watched)
  const { kind, log, has } = matter
  const after = { id, kind, log, has, ...as }
  if (JSON.stringify(known) === JSON.stringify(as)) return stepped(sameParticularsReply(matter), turn)
  if (step === 'ask') return stepped(mendReply(matter, after, pressOf(watched, as, 'do')), turn)
  const described: MatterDescription = { ...as, has }
  const back = step === 'undo' ? undefined : pressOf(watched, known, 'undo')
  return stepped(mendedReply(after, back), turn, {
    effects: [{ kind: 'matter-described', matter: id, as: described }],
  })
}
