import { account } from './account.js'
import { faulting } from './faults.js'
import type { FakeApp } from './feishu.js'
import { longConnection } from './long-connection.js'
import { people } from './people.js'
import { reading } from './reading.js'
import { webhook } from './webhook.js'
import type { World } from './world.js'

export function fakeApp(world: World): FakeApp {
  return {
    ...account(world),
    ...webhook(world),
    ...longConnection(world),
    ...people(world),
    ...reading(world),
    ...faulting(world),
  }
}
