/**
 * Text without what a reader cannot see but a browser or database obeys: control characters (PostgreSQL refuses NUL),
 * halves of surrogate pairs, and direction overrides, which can make a text read differently from what it says.
 */
export function shownText(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(unseen, '')
}

const unseen = /(?![\n\t])[\p{Cc}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu

/** At most `limit` characters, never half of one; a cut text ends in …. */
export function shortened(text: string, limit: number): string {
  const characters = Array.from(text)
  return characters.length <= limit ? text : `${characters.slice(0, limit).join('')}…`
}
