import { expireTokens } from './api-account.js'
import { redeliver, repeatDue } from './deliver.js'
import type { Account } from './feishu.js'
import { nowIn, type World } from './world.js'

export function account(world: World): Account {
  return {
    id: world.id,
    secret: world.secret,
    botOpenId: world.botOpenId,
    tenantKey: world.tenantKey,
    verificationToken: world.verificationToken,
    now: () => nowIn(world),
    pass: (ms) => {
      world.skewMs += ms
      repeatDue(world)
    },
    redeliver: () => {
      redeliver(world)
    },
    expireTokens: () => {
      expireTokens(world)
    },
    tokenRequests: () => world.tokenRequests,
    revokeScope: (scope) => {
      world.missingScopes.add(scope)
    },
    grantScope: (scope) => {
      world.missingScopes.delete(scope)
    },
    setBotAbility: (on) => {
      world.botAbility = on
    },
    subscribe: (types) => {
      world.subscribed = types === 'all' ? 'all' : new Set(types)
    },
  }
}
