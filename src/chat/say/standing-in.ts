import type { Matter } from '../../deadlines/matter.js'
import type { DeadlinePress, StandInOffer } from '../../reply/deadline-press.js'
import type { Button, Reply } from '../../reply/reply.js'
import type { HandoverCode } from '../../values/ids.js'
import { matterText, paragraph, verdict } from './deadline.js'
import { said } from './trouble.js'

/** In the group: the sentence went to that person alone. */
export const codeSentReply: Reply = said(
  '我私聊发了一句话给你：请那个群的管理员在那个群里发给我，那边确认了才算数。',
)

/** To that person alone. */
export const codeForReply = (matter: Matter, code: HandoverCode): Reply => ({
  blocks: [
    verdict(`${matterText(matter)}没有人回应时，要提醒哪个群？`),
    paragraph('请那个群的管理员在那个群里先 @ 我，再发这一句，24 小时内有效，只能用一次：'),
    paragraph(`接收提醒 ${code}`),
  ],
})

export const uselessCodeReply: Reply = said(
  '这一句不能用了：过了 24 小时、已经用过，或者抄漏了字。请在原来的群里打开“负责人”，再按一次“再提醒另一个群”。',
)

export const heardHereReply = ({ about }: StandInOffer): Reply =>
  said(`${matterText(about)}的提醒这里本来就收得到，不用再接。`)

/** Both chats are told what the other one gets to see before anything is set. */
export const offerReply = (press: Extract<DeadlinePress, { kind: 'stand-in' }>): Reply => ({
  blocks: [
    verdict(`${matterText(press.offer.about)}没有人回应时，提醒这里，好吗？`),
    paragraph(
      `那边提醒后 ${press.offer.after} 个工作日没有人回应，才在这里说那一项期限；别的这里都看不到。这里按了“已看到”，那边也看得到是谁按的。`,
    ),
    paragraph('确认后，那边会看到是谁在这里确认的。'),
  ],
  buttons: [
    [
      { label: '确认接收', press, style: 'primary' },
      { label: '取消', press: { kind: 'drop' } },
    ],
  ],
})

export const agreedReply = ({ matter, about, after }: StandInOffer): Reply => ({
  ...said(`✓ 好：${matterText(about)}有期限 ${after} 个工作日没有人回应，就在这里说。发 /licence 可以看到。`),
  buttons: [[noMore(matter)]],
})

export const takenOnReply = ({ about, after }: StandInOffer, by: string): Reply =>
  said(
    `✓ 另一个聊天接下了${matterText(about)}${by === '' ? '' : `（${by} 确认的）`}：提醒后 ${after} 个工作日没有人回应，就也提醒那边。`,
  )

export const stoodDownReply = (matter: Matter): Reply =>
  said(`✓ 好：${matterText(matter)}没有人回应时，不再提醒这里。那边会知道。`)

/** On the other side of whoever ended it. */
export const endedElsewhereReply = (matter: Matter): Reply =>
  said(`${matterText(matter)}：另一边停了“没有人回应时转过来提醒”。原来的提醒照旧。`)

/** Below the list of what a chat watches itself. */
export function withStandIns(listed: Reply, matters: readonly Matter[]): Reply {
  if (matters.length === 0) return listed
  const names = matters.map(matterText).join('、')
  return {
    ...listed,
    blocks: [...listed.blocks, paragraph(`别处没有人回应时才提醒这里的：${names}。`)],
    buttons: [...(listed.buttons ?? []), ...matters.map((matter) => [noMore(matter.id, matterText(matter))])],
  }
}

const noMore = (matter: Matter['id'], name = ''): Button => ({
  label: name === '' ? '不再接收' : `不再接收：${name}`.slice(0, 30),
  press: { kind: 'stand-down', matter },
})
