import { isClosed, eventsOf } from '../../deadlines/log.js'
import type { Deadline } from '../../deadlines/deadline.js'
import type { Matter } from '../../deadlines/matter.js'
import type { Rules } from '../../deadlines/rules.js'
import type { Watch } from '../../deadlines/watch.js'
import type { Button, Reply, Text } from '../../reply/reply.js'
import type { CivilDate } from '../../values/civil-date.js'
import { expires } from '../said/stated-matter.js'
import { leftText, shortDay } from './day.js'
import { dueDay, matterText, paragraph, verdict } from './deadline.js'
import { said } from './trouble.js'
import { dates, whose } from './watch.js'

const example = '例如：我们的证2027年3月2日到期。'

export const goneReply: Reply = said('这一项已经不在这里了，可能停止了提醒。发 /licence 看登记了什么。')

export const noSuchNameReply = (name: string): Reply =>
  said(`这个聊天里没有叫“${name.slice(0, 30)}”的。发 /licence 看登记了什么。`)

/** One matter of a list, with the next of its deadlines. */
export interface Listed {
  readonly matter: Matter
  readonly expiry: CivilDate | undefined
  readonly next: Deadline | undefined
}

const mostListed = 20

/** What this chat watches; each can be opened. */
export function mattersReply(listed: readonly Listed[], today: CivilDate): Reply {
  if (listed.length === 0) return said(`这个聊天里还没有登记证照。告诉我到期日就能设置提醒，${example}`)
  const rest = listed.length - mostListed
  return {
    blocks: [
      verdict(`这里登记了 ${listed.length} 项`),
      { kind: 'list', ordered: true, items: listed.slice(0, mostListed).map((one) => item(one, today)) },
      ...(rest > 0 ? [paragraph(`还有 ${rest} 项没有列出：写上名字再查，例如：/licence XX公司。`)] : []),
    ],
    buttons: [
      ...listed.slice(0, mostListed).map(({ matter }, at): readonly Button[] => [
        {
          label: `${at + 1}. ${matterText(matter).slice(0, 26)}`,
          press: { kind: 'matter', matter: matter.id, view: 'whole' },
        },
      ]),
      [{ label: '导出', press: { kind: 'command', command: 'export' } }],
    ],
  }
}

function item({ matter, expiry, next }: Listed, today: CivilDate): Text {
  const number = matter.number === undefined ? '' : `（${matter.number}）`
  const until = expiry === undefined ? '' : `，${expiry} 到期`
  const day = next === undefined ? undefined : dueDay(next)
  const due =
    next === undefined || day === undefined
      ? ''
      : `；${next.rule.name} ${shortDay(day, today)}，${leftText(day, today)}`
  return [`${matterText(matter)}${number}${until}${due}`]
}

/** One matter with all that is known of it. */
export interface Opened {
  readonly matter: Matter
  readonly watch: Watch | undefined
  readonly expiry: CivilDate | undefined
  /** Those that are open. */
  readonly deadlines: readonly Deadline[]
  readonly today: CivilDate
  readonly rules: Rules
  readonly group: boolean
}

const shownEvents = 8

export function matterReply(opened: Opened): Reply {
  const { matter, rules } = opened
  const events = eventsOf(matter).slice(-shownEvents)
  return {
    blocks: [
      verdict(`${matterText(matter)}${isClosed(matter) ? '（已结束）' : ''}`),
      { kind: 'facts', rows: [...whose(matter), ...dates(opened), ...keepers(opened)] },
      ...(events.length === 0 ? [] : [paragraph('记录：')]),
      ...(events.length === 0
        ? []
        : [
            {
              kind: 'list' as const,
              items: events.map(({ event, on, receipt }) => [
                `${on} ${rules.events.get(event)?.name ?? event}${receipt === undefined ? '' : `（${receipt}）`}`,
              ]),
            },
          ]),
    ],
    buttons: matterButtons(opened),
  }
}

function keepers({ watch }: Opened): ReturnType<typeof whose> {
  const names = (watch?.keepers ?? []).map(({ name, reached }) => (reached ? name : `${name}（还没联系上）`))
  return names.length === 0 ? [] : [{ label: '负责人', value: [names.join('，再到 ')] }]
}

function matterButtons({ matter, rules, group }: Opened): readonly (readonly Button[])[] {
  const mend: readonly Button[] =
    matter.kind === 'licence' && rules.events.has(expires)
      ? [{ label: '改到期日', press: { kind: 'report', report: { event: expires, matter: matter.id } } }]
      : []
  const who: readonly Button[] = group
    ? [{ label: '负责人', press: { kind: 'keepers', matter: matter.id } }]
    : []
  return [
    [...mend, ...who, { label: '停止提醒', press: { kind: 'matter', matter: matter.id, view: 'stop' } }],
    [
      { label: '画时间线', press: { kind: 'draw', matter: matter.id } },
      { label: '证据', press: { kind: 'proof', matter: matter.id } },
    ],
  ]
}

export function stopReply(matter: Matter): Reply {
  return {
    blocks: [
      verdict(`要停止提醒吗？${matterText(matter)}`),
      paragraph('停止后，这个聊天不再收到它的任何提醒，期限照样在走。以前的记录会保留。'),
    ],
    buttons: [
      [
        { label: '确认停止', press: { kind: 'stop', matter: matter.id }, style: 'danger' },
        { label: '返回', press: { kind: 'matter', matter: matter.id, view: 'whole' } },
      ],
    ],
  }
}

export const stoppedReply = (matter: Matter): Reply =>
  said(`✓ 已停止：这个聊天不再提醒${matterText(matter)}。要恢复，再说一次它的到期日就行。`)
