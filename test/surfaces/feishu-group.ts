import type { Person, SaidOptions } from '../fakes/feishu/people.js'
import type { FeishuSurface } from './feishu-surface.js'
import type { GroupSurface } from './group-surface.js'
import { promised } from './promised.js'
import type { Seat } from './surface.js'

export function onFeishu(surface: FeishuSurface): GroupSurface {
  const { app, chatOf, personNamed } = surface
  return {
    ...surface,
    calls: async (seat, text, way) => {
      const last = surface.shown(seat).at(-1)
      if (way % 3 === 1)
        app.sends(chatOf(seat), personNamed(seat.person), { kind: 'post', text, mention: true })
      else if (way % 3 === 2 && last !== undefined) await surface.say(seat, text, { replyTo: last })
      else await surface.say(seat, text)
    },
    // Told of again before it could be acknowledged.
    saysThrice: async (seat, text) => {
      await surface.say(seat, text)
      app.redeliver()
      app.redeliver()
    },
    notCalls: notCallsOf(surface),
    keepsPresses: false,
    ...changesOn(surface),
    ...outageOn(surface),
  }
}

function changesOn({ app, chatOf, personNamed }: FeishuSurface) {
  const changed = (seat: Seat, to: Parameters<typeof app.changes>[2]): Promise<void> =>
    promised(() => app.changes(chatOf(seat), personNamed(seat.person), to))
  return {
    rename: (seat, name) => changed(seat, { name }),
    handOver: (seat, to) => changed(seat, { owner: personNamed(to) }),
    mute: (seat, muted) => changed(seat, { speakers: muted ? 'moderator_list' : 'all_members' }),
  } satisfies Partial<GroupSurface>
}

type NotCall = readonly [what: string, text: string, options: SaidOptions]

function notCallsOf({ app, chatOf, personNamed }: FeishuSurface): GroupSurface['notCalls'] {
  const content = { kind: 'post', text: question, everyone: true } as const
  return [
    ...notCalls(personNamed).map(([what, text, options]): GroupSurface['notCalls'][number] => ({
      what,
      does: (seat) => void app.says(chatOf(seat), personNamed(seat.person), text, options),
    })),
    {
      what: 'everybody in rich text',
      does: (seat) => void app.sends(chatOf(seat), personNamed(seat.person), content),
    },
    {
      what: 'another bot',
      does: (seat) => void app.otherBotSays(chatOf(seat), question, { mention: true }),
    },
  ]
}

const question = '注册资本要多少'

const notCalls = (named: (name: string) => Person): readonly NotCall[] => [
  ['everybody', question, { everyone: true }],
  ['somebody else', question, { mentions: [named('王经理')] }],
  ['somebody of the same name', question, { mentions: [named('持证')] }],
  ['the name as text', `@持证 ${question}`, {}],
  ['a longer name as text', `@持证-dev ${question}`, {}],
  ['a command without a name', '/help', {}],
]

function outageOn(surface: FeishuSurface): Pick<GroupSurface, 'outage' | 'pressesUnheard'> {
  const { app, chatOf, personNamed } = surface
  return {
    outage: async (lastsMs, whileCut) => {
      const mend = await surface.cut()
      await whileCut()
      surface.clock.move(lastsMs)
      await mend()
      // Whatever nobody acknowledged has fallen due again.
      app.pass(0)
    },
    pressesUnheard: async (seat, label) => {
      const message = app.botMessagesIn(chatOf(seat)).at(-1)
      const answer = await app.clicks(message?.id ?? '', label, personNamed(seat.person))
      if (answer.kind !== 'failed') throw new Error('the click was heard')
    },
  }
}
