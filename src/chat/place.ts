/** What a platform is like, as far as sentences depend on it. Data: `chat/` never asks which channel it is. */
export interface Place {
  /** How people call the bot in a group, as they type it there; a question follows: '@持证', '/ask'. */
  readonly calledBy: readonly string[]
  /** Whether an edited message comes in again, so that its answer can be corrected. */
  readonly seesEdits: boolean
}
