import type { Interview } from '../../interview/kept/interview.js'
import type { Decision } from '../decision.js'
import type { Turn } from '../turn.js'
import { preparationReply } from '../say/interview/preparation-days.js'
import { resultShown } from './resulting.js'
import { keeping, shownInstead } from './showing.js'
import type { Standing } from './standing.js'

/** Longer plans nobody makes for one application. */
const mostDays = 365

/** Notes how many days getting ready shall take and tells the days anew; asks for them where none, or too many, were said. */
export function prepared(days: number | undefined, standing: Standing, turn: Turn): Decision {
  const { interview } = standing
  if (days === undefined || days > mostDays)
    return shownInstead(preparationReply(interview.id, mostDays), turn)
  const next: Interview = { ...interview, preparationDays: days }
  const reply = resultShown({ ...standing, interview: next }, 'summary', turn)
  return { ...shownInstead(reply, turn), effects: [keeping(next, turn)] }
}
