import { normalise } from '../knowledge/words/normalise.js'
import { sameChat, type ChatRef } from '../values/ids.js'

/**
 * The commands, as a table: a row here is all a command needs to be understood, listed in help, on the
 * platforms (which take 256 characters of `does`) and offered as a button. `words` are in the form in which texts are
 * compared: 幫助 is 帮助.
 */
export const commands = [
  { name: 'start', words: ['开始'], does: '从头认识我' },
  { name: 'help', words: ['帮助', '怎么用'], does: '看看怎么用' },
  { name: 'ask', words: ['提问'], does: '问一个问题，例如 /ask 注册资本要多少' },
  {
    name: 'selftest',
    words: ['自测', '面谈', '自查', '检查我的条件'],
    does: '一题一题问你：能不能申请、续期和年报准备好了没有；/review（回看）看答案、改答案，/compare（对比）换个回答比一比，/cancel（取消）不做了',
  },
  { name: 'review', words: ['回看', '看答案', '改答案'], does: '看面谈里答了什么，可以改', inHelp: false },
  {
    name: 'compare',
    words: ['对比', '比较', '比一比'],
    does: '面谈里换一个回答，看结论有什么不同，例如 /compare 只做一个省',
    inHelp: false,
  },
  { name: 'cancel', words: ['取消'], does: '不做正在进行的面谈了', inHelp: false },
  {
    name: 'due',
    words: ['到期', '到期提醒', '设置提醒', '设置到期提醒', '提醒我续期'],
    does: '看快到的期限，例如 /due 90，/due 月报 看一个月提醒了什么；/plan（计划）看提醒，/licence（证照）看登记了什么，/calendar（日历）订阅，/ladder（阶梯）看提前几天、几点提醒；/timeline（时间线）、/year（年历）画成图，/export（导出）、/proof（证据）给文件',
    looks: true,
  },
  { name: 'plan', words: ['计划'], does: '看接下来哪天会提醒什么', inHelp: false, looks: true },
  {
    name: 'licence',
    words: ['证照'],
    does: '看这里登记的证照，改日期或停止提醒；/licence 导入 说怎么用表格一次登记很多张',
    inHelp: false,
    looks: true,
  },
  {
    name: 'ladder',
    words: ['阶梯'],
    does: '看提前哪些天、每天几点提醒，打开或关掉可选的',
    inHelp: false,
    looks: true,
  },
  { name: 'calendar', words: ['日历'], does: '订阅到手机日历：生成、更换或停用链接', inHelp: false },
  {
    name: 'timeline',
    words: ['时间线', '画时间线', '看图', '画图', '画出来'],
    does: '把一项的期限画成图，例如 /timeline XX公司',
    inHelp: false,
    looks: true,
  },
  {
    name: 'year',
    words: ['年历', '年度计划图', '年度计划', '画全年', '看全年'],
    does: '把未来十二个月的期限和提醒画成图',
    inHelp: false,
    looks: true,
  },
  { name: 'export', words: ['导出'], does: '把这里登记的许可证导出成表格', inHelp: false, looks: true },
  {
    name: 'proof',
    words: ['证据', '留痕'],
    does: '要一项的证据文件：每次提醒、每次按下，例如 /proof XX公司',
    inHelp: false,
    looks: true,
  },
  {
    name: 'traditional',
    words: ['繁体', '繁体字', '繁体中文', '正体字', '正体中文'],
    does: '以後用繁體字回答我；换回发 /simplified（简体）',
  },
  {
    name: 'simplified',
    words: ['简体', '简体字', '简体中文'],
    does: '以后用简体字回答我',
    inHelp: false,
  },
] as const satisfies readonly Row[]

/** Understood in the operators' chats only; elsewhere nothing shows that they exist. */
export const operatorCommands = [
  { name: 'hit', words: ['命中'], does: '看一句话命中哪些条目、各得多少分，例如 /hit 录音存多久' },
] as const satisfies readonly Row[]

interface Row {
  readonly name: string
  readonly words: readonly string[]
  readonly does: string
  /** False where the line of another command names it, too. */
  readonly inHelp?: false
  /** Shows what the chat watches. */
  readonly looks?: true
}

export type CommandRow = (typeof commands | typeof operatorCommands)[number]
export type CommandName = CommandRow['name']

/** The commands that are understood in a chat. */
export function commandsIn(chat: ChatRef, operators: readonly ChatRef[]): readonly CommandRow[] {
  return operators.some((one) => sameChat(one, chat)) ? [...commands, ...operatorCommands] : commands
}

/** The Chinese word of one of these may be followed by a question. */
const takeQuestion: readonly CommandName[] = ['ask', 'hit']
/** 对比 注册资本 1000万 is a comparison, with a question mark it is a question. */
const takeWords: readonly CommandName[] = ['compare']
/** 自测 续期 names one of them. */
const takeOneWord: readonly CommandName[] = ['selftest']
/** 到期 90 asks for a list, 到期 怎么办 is a question. */
const takeNumber: readonly CommandName[] = ['due']

/** Whether a command shows what the chat watches. */
export const looksAtWatched = (name: string): boolean =>
  commands.some((row) => row.name === name && 'looks' in row)

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
  rows: readonly CommandRow[] = commands,
): Command | { readonly name: 'unknown'; readonly typed: string } | undefined {
  const trimmed = text.trim()
  const typed = slash.exec(trimmed)
  if (typed !== null) return slashCommand(typed[1] ?? '', typed[2] ?? '', rows)
  const [first = '', ...rest] = trimmed.split(/\s+/)
  const word = normalise(first)
  const row = rows.find(({ words }) => (words as readonly string[]).includes(word))
  if (row === undefined || !mayFollow(rest, row)) return undefined
  return { name: row.name, rest: rest.join(' ') }
}

function mayFollow(rest: readonly string[], { name }: CommandRow): boolean {
  if (rest.length === 0 || takeQuestion.includes(name)) return true
  if (takeWords.includes(name)) return !/[?？]/.test(rest.join(''))
  if (takeOneWord.includes(name)) return rest.length === 1 && !/[?？]/.test(rest.join(''))
  return takeNumber.includes(name) && /^\d{1,3}\s?天?$/.test(rest.join(' '))
}

function slashCommand(
  typed: string,
  rest: string,
  rows: readonly CommandRow[],
): ReturnType<typeof commandIn> {
  const row = rows.find(({ name }) => name === typed.toLowerCase())
  return row === undefined ? { name: 'unknown', typed } : { name: row.name, rest: rest.trim() }
}

export function commandNamed(name: string): CommandName | undefined {
  return commands.find((row) => row.name === name)?.name
}
