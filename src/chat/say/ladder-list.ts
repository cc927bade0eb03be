import type { Matter } from '../../deadlines/matter.js'
import type { Rule } from '../../deadlines/rule.js'
import type { Rules } from '../../deadlines/rules.js'
import type { ChatSettings } from '../../deadlines/watch.js'
import type { LadderWish } from '../../reply/deadline-press.js'
import type { Block, Button, Reply, Text } from '../../reply/reply.js'
import { quietText } from './adjust.js'
import { matterText, paragraph, verdict } from './deadline.js'
import { ladderText } from './ladder.js'

/** How one deadline is spoken of here. */
export interface ShownLadder {
  readonly rule: Rule
  readonly to: LadderWish
  readonly isOn: boolean
  readonly changed: boolean
  /** Those for which it differs from the rest. */
  readonly own: readonly Matter[]
  /** The one that is looked at; undefined: all of the chat. */
  readonly of: Matter | undefined
}

export interface ShownLadders {
  readonly shown: readonly ShownLadder[]
  /** Deadlines that are only for such as tell so, with what to tell. */
  readonly lacking: readonly (readonly [Rule, string])[]
  readonly settings: ChatSettings
  readonly rules: Rules
}

const mostShown = 12

export function ladderReply({ shown, lacking, settings, rules }: ShownLadders): Reply {
  const [on, off] = [shown.filter(({ isOn }) => isOn), shown.filter(({ isOn }) => !isOn)]
  const rest = on.length - mostShown
  const items = on.slice(0, mostShown).map((one) => item(one, rules))
  return {
    blocks: [
      verdict(`每天 ${settings.sendAt} 提醒，免打扰 ${quietText(settings)}`),
      ...(items.length === 0 ? [] : [{ kind: 'list' as const, items }]),
      ...(rest > 0 ? [paragraph(`还有 ${rest} 个没有列出：写上名字再查，例如：/ladder 年报。`)] : []),
      ...named(
        '关着的：',
        off.map((one) => item(one, rules)),
      ),
      ...named(
        '有这种情况才提醒，先告诉我：',
        lacking.map(([{ name }, says]) => [`${name}：“${says}”`]),
      ),
      paragraph('要改就说，例如：提前200、100、50天提醒续期；每天10:30提醒；免打扰 19:30到8:30。'),
    ],
    buttons: shown.flatMap(switches),
  }
}

function named(title: string, items: readonly Text[]): readonly Block[] {
  return items.length === 0 ? [] : [paragraph(title), { kind: 'list', items }]
}

function item({ rule, to, changed, own, isOn }: ShownLadder, rules: Rules): Text {
  const mark = changed ? '（改过）' : ''
  const others = own.length === 0 ? '' : `（${own.slice(0, 3).map(matterText).join('、')}另外设过）`
  // What is off is told as it would be.
  const text = ladderText(
    rule,
    isOn && (to.kind === 'days' || to.kind === 'dates') ? to : { kind: 'usual' },
    rules,
  )
  return [{ bold: rule.name }, `${mark}：${text}${others}`]
}

/** What is optional can be switched; what was changed can be as usual again. */
function switches({ rule, isOn, changed, of }: ShownLadder): readonly (readonly Button[])[] {
  const button = (label: string, to: LadderWish): readonly Button[] => [
    {
      label: `${label}：${rule.name.slice(0, 22)}`,
      press: {
        kind: 'adjust',
        adjustment: { kind: 'ladder', rule: rule.id, ...(of !== undefined && { matter: of.id }), to },
        step: 'do',
      },
    },
  ]
  if (rule.optional === true)
    return [
      isOn ? button('关掉', { kind: of === undefined ? 'usual' : 'off' }) : button('打开', { kind: 'on' }),
    ]
  if (!isOn) return [button('打开', { kind: 'on' })]
  return changed ? [button('恢复默认', { kind: 'usual' })] : []
}
