import type { FakeApp } from '../fakes/feishu/feishu.js'
import type { Chat, Person } from '../fakes/feishu/people.js'
import { operatorsSeat, type Seat } from './surface.js'

/** Who and what there is, by the names that tests give. */
export interface Cast {
  readonly personNamed: (name: string) => Person
  readonly chatOf: (seat: Seat, made?: { readonly withBot: boolean }) => Chat
  readonly chats: () => readonly (readonly [string, Chat])[]
  /** Threads by the names that tests give them: the platform names one when its first message is said. */
  readonly threads: Map<string, string>
  readonly startOver: () => void
}

/** What a topic is known by. */
export const threadKey = ({ group = '', topic = '' }: Seat): string => `${group} ${topic}`

export function castOf(app: FakeApp, forums: readonly string[]): Cast {
  const people = new Map<string, Person>()
  const groups = new Map<string, Chat>()
  const threads = new Map<string, string>()
  const personNamed = (name: string): Person => {
    const known = people.get(name) ?? app.person(name)
    people.set(name, known)
    return known
  }
  return {
    personNamed,
    chatOf: ({ person, group }, { withBot } = { withBot: true }) => {
      if (group === undefined) return app.p2p(personNamed(person))
      const known =
        groups.get(group) ??
        app.group({ name: group, owner: personNamed('群主'), topics: forums.includes(group), withBot })
      groups.set(group, known)
      return known
    },
    chats: () => [
      ...[...people].map(([name, person]) => [`private-${name}`, app.p2p(person)] as const),
      ...groups,
    ],
    threads,
    startOver: () => {
      people.clear()
      threads.clear()
      for (const name of [...groups.keys()]) if (name !== operatorsSeat.group) groups.delete(name)
    },
  }
}
