/** What the web chat takes in and gives out at most. */
export const limits = {
  /** A longer reply becomes several messages. The browser has no limit; nobody reads a longer card. */
  messageCharacters: 6_000,
  /** Of one POST. The core answers politely to a text that is merely long. */
  bodyBytes: 64 * 1024,
  /** Of a table that somebody sends, and of the POST that carries it. */
  sheetBytes: 1024 * 1024,
  sheetBodyBytes: 1024 * 1024 + 16 * 1024,
  /** Of what a table is called in the transcript. */
  nameCharacters: 80,
  /** Of a person's own line: the transcript is for reading again, not a place to store files. */
  shownCharacters: 2_000,
  /** Lines read from the transcript at once. Within one read edited lines keep their place, so it covers any usual chat. */
  linesPerRead: 1_000,
  /** Proxies close a silent stream after 30 to 60 seconds. */
  heartbeatMs: 15_000,
  /** A dropped stream is opened again after this long. */
  reconnectMs: 2_000,
  /** Without script nothing shows the answer later, so the redirect waits this long for it. */
  formWaitMs: 1_200,
  /** The transcript knows every key for ever: a second copy never shows. */
  dropsRepeatsForMs: Number.POSITIVE_INFINITY,
  /** Sending is writing to our own database. */
  sendsPerSecond: Number.POSITIVE_INFINITY,
} as const
