import { membershipIn } from './membership.js'
import { peopleIn } from './people.js'
import { seen } from './seen.js'
import type { FakeBot } from './telegram.js'
import { chatOf, type World } from './world.js'

/** What a test holds of one bot. */
export function fakeBot(world: World): FakeBot {
  return {
    token: world.token,
    me: world.me,
    ...peopleIn(world),
    ...membershipIn(world),
    fault: (fault, scope) => world.faults.add(fault, scope),
    cutConnections: () => {
      for (const response of world.connections) response.socket?.resetAndDestroy()
    },
    stealPoll: () => world.updates.steal(),
    messagesIn: (chat) => [...chatOf(world, chat.id).messages.values()].map((kept) => seen(world, kept)),
    calls: world.calls,
    callsOf: (method) => world.calls.filter((call) => call.method === method),
    violations: world.violations,
    toasts: world.toasts,
    updates: world.updates.all,
    pending: () => world.updates.pending.length,
    polling: () => world.updates.polling,
    waitFor: world.changes.waitFor,
  }
}
