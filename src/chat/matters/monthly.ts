import type { Decision } from '../decision.js'
import type { Turn } from '../turn.js'
import { openHere, settingsOf } from './ladders.js'
import { mattersReply } from '../say/matter.js'
import { monthlySetReply, reportsSetReply } from '../say/monthly.js'
import { notAllowedReply } from '../say/rights.js'
import { hasClients } from '../lists/month-listing.js'
import { chatOf, mayManage, stepped, watchedIn } from './watching.js'

/** Said twice it changes nothing, and is answered alike. */
export function monthlySet(wanted: boolean, turn: Turn): Decision {
  if (!mayManage(turn)) return stepped(notAllowedReply('ladder'), turn)
  if (openHere(turn).length === 0) return stepped(mattersReply([], turn.now.today), turn)
  const settings = settingsOf(turn)
  const reply = hasClients(watchedIn(turn)) ? reportsSetReply(wanted) : monthlySetReply(wanted)
  return stepped(reply, turn, {
    effects:
      settings.monthly === wanted
        ? []
        : [{ kind: 'chat-set', chat: chatOf(turn), settings: { ...settings, monthly: wanted } }],
  })
}
