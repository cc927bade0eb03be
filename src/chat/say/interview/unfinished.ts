import type { Reply, Span } from '../../../reply/reply.js'
import type { CivilDate } from '../../../values/civil-date.js'
import type { PersonRef } from '../../../values/ids.js'
import { shortDay } from '../day.js'
import { whereText, type Running } from './moves.js'
import { stepButton } from './step-button.js'

/** Whom it is for: in a group it rings, and tells nobody what was answered. */
export interface ToldOf {
  readonly by: PersonRef
  readonly group: boolean
}

/** An interview that nobody went on with: where it stands and until when it is kept. */
export function unfinishedReply(
  running: Running,
  erasedOn: CivilDate,
  whose: ToldOf,
  today: CivilDate,
): Reply {
  const { id } = running.interview
  return {
    blocks: [
      {
        kind: 'paragraph',
        text: [
          ...ringing(whose),
          `有一次面谈还没做完：${whereText(running)}到${shortDay(erasedOn, today)}还不继续，答案就删掉；在那以前随时可以接着答。`,
        ],
      },
    ],
    buttons: [
      [stepButton(id, '继续', { step: 'go-on' }, 'primary'), stepButton(id, '不做了', { step: 'cancel' })],
    ],
  }
}

export const ringing = ({ by, group }: ToldOf): readonly Span[] =>
  group ? [{ mention: by.person, name: '' }, ' '] : []
