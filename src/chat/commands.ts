/**
 * The commands, as a table: a row here is all a command needs to be understood, listed in help, on the
 * platforms (which take 256 characters of `does`) and offered as a button.
 */
export const commands = [
  { name: 'start', words: ['开始'], does: '从头认识我' },
  { name: 'help', words: ['帮助', '怎么用'], does: '看看怎么用' },
  { name: 'ask', words: ['提问'], does: '问一个问题，例如 /ask 注册资本要多少' },
] as const satisfies readonly { name: string; words: readonly string[]; does: string }[]

export type CommandName = (typeof commands)[number]['name']

export interface Command {
  readonly name: CommandName
  readonly rest: string
}

const slash = /^[/／]([a-zA-Z_]+)(?:@\S+)?(?:\s+([\s\S]*))?$/

/**
 * The command a text is, if it is one: '/help', '/HELP@bot', '帮助', '提问 录音存多久'.
 * An unknown '/word' is a command too, so that it gets an answer of its own.
 */
export function commandIn(
  text: string,
): Command | { readonly name: 'unknown'; readonly typed: string } | undefined {
  const trimmed = text.trim()
  const typed = slash.exec(trimmed)
  if (typed !== null) return slashCommand(typed[1] ?? '', typed[2] ?? '')
  const [word = '', ...rest] = trimmed.split(/\s+/)
  const row = commands.find(({ words }) => (words as readonly string[]).includes(word))
  return row === undefined || (rest.length > 0 && row.name !== 'ask')
    ? undefined
    : { name: row.name, rest: rest.join(' ') }
}

function slashCommand(typed: string, rest: string): ReturnType<typeof commandIn> {
  const row = commands.find(({ name }) => name === typed.toLowerCase())
  return row === undefined ? { name: 'unknown', typed } : { name: row.name, rest: rest.trim() }
}

export function commandNamed(name: string): CommandName | undefined {
  return commands.find((row) => row.name === name)?.name
}
