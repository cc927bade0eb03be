import { matterId } from '../../src/values/ids.js'
import type { People } from './people-on-paper.js'
import { chatNamed, licence, registered } from './watching.js'

/** A group whose reminders may find nobody. */
export const group = '合规群'
/** What its licence is first reminded of. */
export const renewal = '许可证续期申请'

type Keepers = Readonly<Partial<{ keepers: readonly string[]; reached: boolean }>>

/**
 * A licence that the group watches since the day before its first reminder, 2026-08-04 09:00. Each keeper is told two
 * working days after the one before; `reached`: we can write to them alone.
 */
export async function watchingGroup(
  people: (beginning: { readonly date: string; readonly time: string }) => Promise<People>,
  { keepers = [], reached = true }: Keepers = {},
): Promise<People> {
  const here = await people({ date: '2026-08-03', time: '09:30' })
  await here.say('王经理', group, '/start')
  await here.store.change(
    [
      registered(licence({ issued: '2022-03-02', expires: '2027-03-02' }, here.clock.now()), group),
      {
        kind: 'watch-changed',
        matter: matterId('m1'),
        chat: chatNamed(group),
        watch: {
          ladders: {},
          keepers: keepers.map((person, at) => ({
            person: { channel: 'terminal', person },
            name: person,
            reached,
            after: at * 2,
          })),
        },
      },
    ],
    here.clock.now(),
  )
  await here.pass(0)
  here.news(group)
  return here
}
