/** Telegram's no to one call. Thrown inside this folder only; `server.ts` turns it into the answer. */
export class Refusal extends Error {
  readonly code: number
  readonly parameters: Readonly<Record<string, number>> | undefined
  /** The rule the caller broke; absent when it merely asked for what is not there or not allowed. */
  readonly broken: string | undefined

  constructor(
    code: number,
    description: string,
    more: { readonly broken?: string; readonly parameters?: Readonly<Record<string, number>> } = {},
  ) {
    super(description)
    this.code = code
    this.broken = more.broken
    this.parameters = more.parameters
  }
}

export const badRequest = (what: string) => new Refusal(400, `Bad Request: ${what}`)
export const forbidden = (what: string) => new Refusal(403, `Forbidden: ${what}`)
export const conflict = (what: string) => new Refusal(409, `Conflict: ${what}`)

/** A rule broken by the caller: `broken` says which, `what` is how Telegram words its no. */
export const against = (broken: string, what: string = broken) =>
  new Refusal(400, `Bad Request: ${what}`, { broken })
