import { milliseconds, type Step } from './conversation-file.js'
import type { Seat, Surface } from './surface.js'

/** Why somebody cannot do on a surface what a story has them do. */
export const reasons = {
  'no groups': 'here every conversation is private',
  'no edits': 'the platform does not tell of edited messages',
  'nothing to edit': 'what it edits was left out',
  'commands call': 'a command of ours calls the bot by itself',
  'no such message': 'people can send only words here, or not this kind',
  'media cannot call': 'a picture alone mentions nobody',
  'joining is not told': 'nobody tells the bot that it was added, or that somebody opened the conversation',
  'leaving is not told': 'the platform does not tell of this kind of end',
  'no link': 'people are written to, or need not be',
  'ids stay': 'chats keep their ids here',
  'nobody hides': 'nobody can speak as the group itself',
  'nothing is late': 'what is done comes in at once',
  'presses have no date': 'the platform repeats no clicks or dates none: late.test.ts has a real outage',
  'empty message': 'nobody can send a message without a visible character',
  'too long to send': 'the platform cuts it into several messages',
  'only what is printed last': 'buttons above the last message cannot be pressed',
  'no forging': 'what is not shown cannot be pressed',
  'numbers are presses': 'a number is a press of what was printed last, whosever it is',
  'button not shown': 'its button would have come of a step that was left out',
  'too near a limit': 'a running clock is some milliseconds off',
} as const
export type Reason = keyof typeof reasons

/** Why this step is left out here; undefined when it can be played. What is left out is left out of the comparison too. */
export function leftOut(step: Step, seat: Seat, { traits, ...here }: Surface): Reason | undefined {
  const { say, edit, press } = step
  const words = say ?? edit
  const rules: readonly (readonly [Reason, boolean])[] = [
    ['no groups', seat.group !== undefined && !traits.groups],
    ['no edits', edit !== undefined && !traits.seesEdits],
    ['nothing to edit', edit !== undefined && !here.hasSaid(seat, step.of)],
    [
      'commands call',
      traits.commandsCall && step.uncalled === true && /^\/(?:start|help|ask)\b/.test(words ?? ''),
    ],
    ['no such message', step.send !== undefined && !traits.kinds.includes(step.send)],
    ['media cannot call', step.send !== undefined && seat.group !== undefined && step.uncalled === undefined],
    [
      'joining is not told',
      step.join === true && (seat.group === undefined ? !traits.tellsOfOpening : !traits.tellsOfGroups),
    ],
    ['leaving is not told', step.leave !== undefined && !traits.closedBy.includes(step.leave)],
    ['no link', step.follow !== undefined && traits.alone !== 'link'],
    ['ids stay', step.migrate !== undefined && !traits.migrates],
    ['nobody hides', step.anonymous === true && !traits.anonymous],
    ['nothing is late', step.ago !== undefined && !traits.late],
    ['presses have no date', step.ago !== undefined && words === undefined],
    ['too near a limit', step.ago !== undefined && milliseconds(step.ago) === 599_000],
    ['empty message', words !== undefined && words.replace(/[\s\p{Cf}\p{Cc}\p{Cs}]/gu, '') === ''],
    ['too long to send', (words ?? '').length > traits.longestText],
    ['no forging', step.forge !== undefined && !traits.forges],
    ['numbers are presses', traits.numbersPress && seat.group !== undefined && /^\d{1,2}$/.test(say ?? '')],
    ['button not shown', press !== undefined && !here.hasShown(seat, press)],
    ['only what is printed last', press !== undefined && !here.canPress(seat, press, whichOf(step))],
  ]
  return rules.find(([, applies]) => applies)?.[0]
}

export const whichOf = ({ oldest }: Step): 'oldest' | 'newest' => (oldest === true ? 'oldest' : 'newest')

/** Wording that may differ, because it says what a place is like: how the bot is called there, its chats' ids, where a file stands. */
const placeWording: readonly (readonly [RegExp, string])[] = [
  [/在群里要问我，请.*?回复我的消息。/g, '在群里要问我，请……。'],
  [/聊天 ?\S+ ?\S+ ?收不到我的消息了/g, '聊天……收不到我的消息了'],
  [/\[file\]|(?:下载|文件\s+存在) \S+\.(?:pdf|md)/g, ''],
  [/（?https?:\/\/[^\s）]+）?/g, ''],
]

/** Where the bot is not told what people are called, nobody is addressed by name. */
export const withoutName = (text: string): string => text.replace(/^@\S+ /, '')

/** What must be the same wherever it is read: without the wording of a place, and without white space. */
export function comparable(text: string): string {
  return placeWording.reduce((rest, [pattern, put]) => rest.replace(pattern, put), text).replace(/\s/g, '')
}
