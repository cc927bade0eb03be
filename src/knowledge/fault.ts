/** Something an editor must mend, with where it stands and what to do. All of it in Chinese. */
export interface Fault {
  readonly file: string
  readonly line: number
  readonly column: number
  readonly message: string
  readonly remedy: string
}

export function faultLine({ file, line, column, message, remedy }: Fault): string {
  return `${file}:${line}:${column} ${message} → ${remedy}`
}

export function inFileOrder(faults: readonly Fault[]): readonly Fault[] {
  return [...faults].sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line || a.column - b.column)
}

/** The known word nearest to a mistyped one, if it is near enough to be meant. */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  const allowed = Math.max(1, Math.floor(word.length / 3))
  let best: { readonly word: string; readonly distance: number } | undefined
  for (const candidate of known) {
    const distance = editDistance(word, candidate)
    if (distance <= allowed && distance < (best?.distance ?? Infinity)) best = { word: candidate, distance }
  }
  return best?.word
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}
