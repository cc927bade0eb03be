import type { Matter } from '../../deadlines/matter.js'
import type { Keeper } from '../../deadlines/watch.js'
import type { Block, Button, Reply } from '../../reply/reply.js'
import type { Arrival } from '../arrival.js'
import { matterText, paragraph, verdict } from './deadline.js'
import { addressing } from './person.js'
import { said } from './trouble.js'

export const anonymousKeeperText = '匿名身份不能当负责人，请用自己的身份按。'
export const fullText = '负责人已经够多了，请管理员先清空。'

/** Who is told first and who after them; whoever has to act joins by the button. */
export function keepersReply(matter: Matter, keepers: readonly Keeper[]): Reply {
  const release: readonly Button[] =
    keepers.length === 0 ? [] : [{ label: '清空负责人', press: { kind: 'release', matter: matter.id } }]
  return {
    blocks: [
      verdict(`${matterText(matter)}的负责人`),
      ...(keepers.length === 0 ? [paragraph('还没有。')] : [list(keepers)]),
      paragraph('负责人请自己按“我来负责”，按的先后就是提醒的先后；前一位没有回应，再提醒后一位。'),
    ],
    buttons: [[{ label: '我来负责', press: { kind: 'keep', matter: matter.id } }, ...release]],
  }
}

function list(keepers: readonly Keeper[]): Block {
  return {
    kind: 'list',
    ordered: true,
    items: keepers.map(({ name, reached, after }) => [
      name === '' ? '（没有名字）' : name,
      after === 0 ? '：先提醒' : `：${after} 个工作日没有回应时提醒`,
      reached ? '' : '（还没联系上，暂时不算）',
    ]),
  }
}

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
