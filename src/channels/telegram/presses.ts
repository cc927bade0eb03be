import type { Api } from 'grammy'
import type { Log } from '../../ports.js'
import { called } from './calls.js'
import { limits } from './limits.js'
import { reasonOf } from './outcome.js'
import { shortened } from './shortened.js'

export interface PressAnswer {
  readonly query: string
  readonly toast: string
}

/**
 * Answers presses without waiting for it: until then a button shows that it works. What Telegram says to it changes
 * nothing, the press is stored.
 */
export function answerPresses(answers: readonly PressAnswer[], parts: { api: Api; log: Log }): void {
  for (const answer of answers)
    answered(answer, parts).catch((error: unknown) => {
      parts.log.error('telegram press answer broke', {}, error)
    })
}

async function answered({ query, toast }: PressAnswer, { api, log }: { api: Api; log: Log }): Promise<void> {
  const text = shortened(toast, limits.toastCharacters)
  const outcome = await called(api.answerCallbackQuery(query, text === '' ? {} : { text }))
  if (outcome.kind === 'no' && !tooOld.test(outcome.description))
    log.info('telegram press not answered', { why: reasonOf(outcome) })
}

const tooOld = /query is too old|query ID is invalid/i
