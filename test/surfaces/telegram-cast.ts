import type { FakeBot, FakeChat, Person, SeenMessage, Speaker } from '../fakes/telegram/telegram.js'
import { operatorsSeat, type Seat } from './surface.js'

/** Who and what there is, by the names that tests give. */
export interface Cast {
  readonly personNamed: (name: string) => Person
  /** The chat as it is now; a group that moved has several. */
  readonly chatOf: (seat: Seat, made?: { readonly bot: 'member' | 'left' }) => FakeChat
  readonly moved: (seat: Seat, to: FakeChat) => void
  readonly speaker: (seat: Seat) => Speaker
  readonly thread: (seat: Seat) => number | undefined
  readonly chats: () => readonly (readonly [string, FakeChat])[]
  readonly messageShown: (seat: Seat, id: string) => SeenMessage
  readonly startOver: () => void
}

export function castOf(bot: FakeBot, forums: readonly string[]): Cast {
  const people = new Map<string, Person>()
  const groups = new Map<string, FakeChat[]>()
  const topics = new Map<string, number>()

  const personNamed = (name: string): Person => {
    const known = people.get(name) ?? bot.person({ name })
    people.set(name, known)
    return known
  }
  const chatOf: Cast['chatOf'] = ({ person, group }, { bot: standing } = { bot: 'member' }) => {
    if (group === undefined) return personNamed(person).alone
    const kind = forums.includes(group) ? 'forum' : 'group'
    const known = groups.get(group) ?? [bot.group({ title: group, kind, bot: standing })]
    groups.set(group, known)
    return known.at(-1) ?? personNamed(person).alone
  }
  const chats = (): readonly (readonly [string, FakeChat])[] => [
    ...[...people].map(([name, { alone }]) => [`private-${name}`, alone] as const),
    ...[...groups].flatMap(([name, all]) => all.map((chat) => [name, chat] as const)),
  ]
  return {
    personNamed,
    chatOf,
    chats,
    moved: ({ group = '' }, to) => void groups.get(group)?.push(to),
    speaker: (seat) => (seat.anonymous === true ? bot.anonymousIn(chatOf(seat)) : personNamed(seat.person)),
    thread: (seat) => {
      if (seat.topic === undefined) return undefined
      const key = `${seat.group ?? ''} ${seat.topic}`
      const known = topics.get(key) ?? bot.topic(chatOf(seat), seat.topic, personNamed(seat.person))
      topics.set(key, known)
      return known
    },
    startOver: () => {
      people.clear()
      topics.clear()
      for (const name of [...groups.keys()]) if (name !== operatorsSeat.group) groups.delete(name)
    },
    messageShown: (seat, id) => {
      const found = bot.messagesIn(chatOf(seat)).find((one) => String(one.id) === id)
      if (found === undefined) throw new Error(`there is no message ${id} in this chat`)
      return found
    },
  }
}
