/** At most `limit` characters, never half of one; a cut text ends in …. */
export function shortened(text: string, limit: number): string {
  const characters = Array.from(text)
  return characters.length <= limit ? text : `${characters.slice(0, limit - 1).join('')}…`
}
