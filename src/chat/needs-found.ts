import type { Needed } from './turn.js'
import type { Need } from './need.js'
import { needsOfPress } from './needs.js'

/**
 * What the press needs that was found behind a button or a link. Of what a link stands for only interviews are fetched:
 * one of them may have been another person's.
 */
export function needsOfFound(needs: readonly Need[], { press, handover }: Needed): readonly Need[] {
  const code = needs.flatMap((need) => (need.kind === 'handover' ? [need.code] : []))[0]
  const handed = handover === undefined || code === undefined ? [] : needsOfPress(handover.then)
  return [
    ...(press === undefined ? [] : needsOfPress(press.press)),
    ...handed.flatMap((need): readonly Need[] => {
      if (need.kind === 'interviews') return [need]
      return need.kind === 'interview' && code !== undefined ? [{ ...need, handed: code }] : []
    }),
  ]
}
