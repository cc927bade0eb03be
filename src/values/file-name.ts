/** Of one part: with its day and its number a name stays as short as any chat window shows it. */
const mostCharacters = 30

/**
 * 证据-XX公司-2026-11-22.jsonl: no sign in it that a system or the head of a form reads as something else, whoever named
 * the company.
 */
export function fileName(parts: readonly string[], ending: string): string {
  const name = parts.map((part) => [...part.replace(odd, '_')].slice(0, mostCharacters).join('')).join('-')
  return `${name.replace(/^[._]+/, '')}.${ending}`
}

const odd = /[\\/:;*?"<>|\s\p{Cc}\p{Cf}\p{Cs}]+/gu
