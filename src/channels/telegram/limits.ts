/** What Telegram allows and what is asked of it. Data: the checks before a release read it too. */
export const limits = {
  /**
   * UTF-16 units of one part before the sender's own marks. Telegram takes 4,096 after entity parsing;
   * 「（重发）」 and a line about the topic may still come in front.
   */
  messageCharacters: 4_040,
  /** Telegram drops what exceeds a hundred without a word. */
  entities: 100,
  /** Links of one message, addresses and labels together: the total size of entities is limited too, near 9,500. */
  linkCharacters: 9_000,
  buttons: 100,
  buttonsInRow: 8,
  buttonCharacters: 60,
  toastCharacters: 200,
  /** Of the words below a photo; Telegram takes 1,024, and marks may come in front. */
  captionCharacters: 960,
  photoBytes: 10_000_000,
  /** Width and height together, and how many times the one may be as long as the other. */
  photoSides: 10_000,
  photoRatio: 20,
  /** Of what others see of a person or a group. */
  nameCharacters: 64,
  webhookBytes: 1_048_576,
  /** Of a file that somebody sent and we read; Telegram gives bots up to 20 MB. */
  fileBytes: 1_048_576,
  updatesPerPoll: 100,
  /** A second copy under the same key is a second message. */
  dropsRepeatsForMs: 0,
  /** Some 30 a second are tolerated in all; a thousand reminders of one morning take as long as this says. */
  sendsPerSecond: 28,
} as const

/** How long things take and rests last. Tests pass shorter ones. */
export interface Pace {
  /** How long Telegram may hold an empty getUpdates. */
  readonly pollSeconds: number
  /** A getUpdates is given up so long after Telegram should have answered it. */
  readonly pollGraceMs: number
  /** Any other call. */
  readonly callMs: number
  /** A call that carries a file; shorter than the outbox waits for a send. */
  readonly uploadMs: number
  /** The last call of a stop. */
  readonly farewellMs: number
  /** Of either step of having a file: others wait for their turns meanwhile. */
  readonly fetchMs: number
  /** Between attempts after trouble: doubled each time, up to the longest. */
  readonly firstRestMs: number
  readonly longestRestMs: number
  /** While another program polls with our token: its slot may take a minute to come free. */
  readonly conflictRestMs: number
  /** While the token is refused: only the operator can mend that. */
  readonly refusedRestMs: number
  /** Between looks at the webhook's state. */
  readonly webhookLookMs: number
  /** The same as long as Telegram still holds updates of before the start. */
  readonly webhookCatchUpMs: number
  /** Before a send is tried again that Telegram was in no state to take. */
  readonly sendAgainMs: number
}

export const usualPace: Pace = {
  pollSeconds: 30,
  pollGraceMs: 10_000,
  callMs: 15_000,
  uploadMs: 40_000,
  farewellMs: 2_000,
  fetchMs: 5_000,
  firstRestMs: 1_000,
  longestRestMs: 10_000,
  conflictRestMs: 3_000,
  refusedRestMs: 30_000,
  webhookLookMs: 60_000,
  webhookCatchUpMs: 5_000,
  sendAgainMs: 5_000,
}

/** All that `receive` reads: said explicitly, because Telegram remembers the last list it was told. */
export const allowedUpdates = [
  'message',
  'edited_message',
  'callback_query',
  'my_chat_member',
  'channel_post',
] as const
