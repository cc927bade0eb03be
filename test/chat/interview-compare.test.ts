import { expect, test } from 'vitest'
import { stepsOn } from './interviewed.js'
import { room } from './room.js'
import { shippedContent } from './shipped.js'
import { talkingIn } from './talking.js'

const { knowledge, flows } = await shippedContent()

/** The options that a press compares with, question by question. */
function offeredAfter(...answers: readonly string[]): readonly string[] {
  const here = room(knowledge, undefined, { flows })
  const { says } = talkingIn(() => here)
  for (const text of ['/selftest 能不能申请', ...answers]) says(text)
  const [shown = { blocks: [] }] = says('/compare').replies
  return stepsOn(shown, 'compare-with').map(({ press }) =>
    press.kind === 'interview' && press.step === 'compare-with' ? press.options.join('+') : '',
  )
}

test.each([[['替别的单位'], ['rental', 'own', 'several']]])(
  'after %s what can be compared by a press is every answer but the one that was given',
  (said, options) => {
    expect(offeredAfter(...said)).toEqual(options)
  },
)
