import type { Matter } from '../../deadlines/matter.js'
import type { Keeper, StandIn } from '../../deadlines/watch.js'
import type { Block, Button, Reply, Span } from '../../reply/reply.js'
import type { Arrival } from '../arrival.js'
import { matterText, paragraph, verdict } from './deadline.js'
import { addressing } from './person.js'
import { said } from './trouble.js'

export const anonymousKeeperText = '匿名身份不能当负责人，请用自己的身份按。'
export const fullText = '负责人已经够多了，请管理员先清空。'

/** Who is told one after another: persons of this chat, then other chats. */
export interface Steps {
  readonly keepers: readonly Keeper[]
  readonly elsewhere: readonly StandIn[]
}

/** Who is told first and who after them; whoever has to act joins by the button, another chat by a code. */
export function keepersReply(matter: Matter, { keepers, elsewhere }: Steps): Reply {
  const count = keepers.length + elsewhere.length
  const release: readonly Button[] =
    count === 0 ? [] : [{ label: '清空负责人', press: { kind: 'release', matter: matter.id } }]
  return {
    blocks: [
      verdict(`${matterText(matter)}的负责人`),
      ...(count === 0 ? [paragraph('还没有。')] : [list({ keepers, elsewhere })]),
      paragraph('负责人请自己按“我来负责”，按的先后就是提醒的先后；前一位没有回应，再提醒后一位。'),
    ],
    buttons: [
      [{ label: '我来负责', press: { kind: 'keep', matter: matter.id } }, ...release],
      [{ label: '再提醒另一个群', press: { kind: 'elsewhere', matter: matter.id } }],
    ],
  }
}

function list({ keepers, elsewhere }: Steps): Block {
  const steps = [
    ...keepers.map((keeper) => ({ who: nameOf(keeper), after: keeper.after, left: !keeper.reached })),
    ...elsewhere.map(({ by, when }) => ({
      who: by === '' ? '另一个聊天' : `另一个聊天（${by} 接的）`,
      after: when.kind === 'unanswered' ? when.after : 0,
      left: false,
    })),
  ]
  return {
    kind: 'list',
    ordered: true,
    items: steps
      .sort((a, b) => a.after - b.after)
      .map(({ who, after, left }) => [
        who,
        after === 0 ? '：先提醒' : `：${after} 个工作日没有回应时提醒`,
        left ? '（还没联系上，暂时不算）' : '',
      ]),
  }
}

/** Where only the platform knows what people are called it puts the name in. */
export const nameOf = ({ name, person }: Keeper): Span =>
  name === '' ? { mention: person.person, name } : name

/** In the group: the number went to that person alone. */
export function typeCodeReply(arrival: Arrival): Reply {
  return {
    blocks: [
      {
        kind: 'paragraph',
        text: [...addressing(arrival), '我私聊发了一个数字给你，请在这里打给我：收得到私聊，才算联系上。'],
      },
    ],
  }
}

/** To that person alone. */
export const codeReply = (matter: Matter, code: string): Reply =>
  said(`你要当${matterText(matter)}的负责人。请回到群里，把这个数字打给我：${code}`)
