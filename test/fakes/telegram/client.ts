import { Api, GrammyError, HttpError } from 'grammy'
import type { FakeBot, FakeTelegram } from './telegram.js'

/** grammY's client, speaking for this bot. */
export const clientOf = (telegram: FakeTelegram, bot: FakeBot, timeoutSeconds = 60): Api =>
  new Api(bot.token, { apiRoot: telegram.url, timeoutSeconds })

/** What the client makes of a call: `400 Bad Request: …`, or `no answer`, or `fine`. */
export async function outcomeOf(call: Promise<unknown>): Promise<string> {
  try {
    await call
    return 'fine'
  } catch (error) {
    if (error instanceof GrammyError) return `${error.error_code} ${error.description}`
    if (error instanceof HttpError) return 'no answer'
    throw error
  }
}
