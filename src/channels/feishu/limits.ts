/** What Feishu takes and how long we wait for it. */
export const limits = {
  /** Of one card. The platform allows about twice as much; nobody reads a longer card. */
  messageCharacters: 5_000,
  /** Of a card as it stands in the request body, where it is JSON inside JSON. The platform takes 30 KB in all. */
  cardBytes: 27_000,
  /** Of a card; the platform takes 200. */
  cardElements: 180,
  /** The platform drops a second message under one uuid for an hour. */
  dropsRepeatsForMs: 50 * 60_000,
  /** Of the whole app; the platform takes 50, and 5 in one chat. */
  sendsPerSecond: 48,
  /** Of one HTTP call. */
  callMs: 10_000,
  /** Of one that carries a file. */
  uploadMs: 40_000,
  /** Of having a file: others wait for their turns meanwhile. */
  downloadMs: 5_000,
  /** Of a file that somebody sent and we read; the platform gives up to 100 MB. */
  fileBytes: 1024 * 1024,
  /** Of one webhook request. */
  webhookBytes: 1024 * 1024,
  /** How old a signed request may be. */
  signatureMs: 5 * 60_000,
  /** A click must be answered within 3 s: this much for what its chat is like, that much for the words to say. */
  chatKindMs: 800,
  toastMs: 1_700,
  /** How long a group message waits for the bot to learn who it is. */
  identityMs: 1_000,
} as const

/** The rhythm of the connections; tests run a faster one. */
export interface Timing {
  /** A link on which nothing came for so long after a ping is dead. Must be below the server's ping interval (120 s). */
  readonly pongMs: number
  readonly handshakeMs: number
  /** How often the state of the link is looked at: the SDK tells nobody when it is lost. */
  readonly watchMs: number
  /** Between attempts to connect or to learn who we are; doubles up to the longest. */
  readonly shortestPauseMs: number
  readonly longestPauseMs: number
}

export const timing: Timing = {
  pongMs: 10_000,
  handshakeMs: 10_000,
  watchMs: 1_000,
  shortestPauseMs: 1_000,
  longestPauseMs: 10_000,
}
