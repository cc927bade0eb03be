import type { Command } from 'commander'

/** The library's own words, as operators read them: heads of the help, and what is wrong with a command line. */
export function speakChinese(line: Command): Command {
  return line
    .usage('[选项] [命令]')
    .helpOption('-h, --help', '看说明')
    .helpCommand('help [命令]', '看一个命令的说明')
    .configureHelp({ styleTitle: (title) => heads[title] ?? title })
    .configureOutput({
      outputError: (text, write) => {
        write(`${faultText(text)}\n`)
      },
    })
}

const heads: Readonly<Record<string, string>> = {
  'Usage:': '用法：',
  'Arguments:': '参数：',
  'Options:': '选项：',
  'Commands:': '命令：',
}

const faults: readonly (readonly [RegExp, (...named: readonly string[]) => string])[] = [
  [/^error: unknown command '(.*?)'/, (name) => `没有“${name}”这个命令`],
  [/^error: unknown option '(.*?)'/, (name) => `没有“${name}”这个选项`],
  [/^error: required option '(.*?)' not specified/, (name) => `少了必填的选项 ${name}`],
  [/^error: missing required argument '(.*?)'/, (name) => `少了参数 <${name}>`],
  [/^error: option '(.*?)' argument missing/, (name) => `选项 ${name} 后面要写内容`],
  [/^error: too many arguments/, () => '参数多了'],
]

/** What is not known here is passed on as it is: English, and complete. */
function faultText(text: string): string {
  const [, meant] = /\(Did you mean (?:one of )?(.*?)\?\)/.exec(text) ?? []
  const hint = meant === undefined ? '' : `；是不是要用 ${meant}？`
  for (const [shape, says] of faults) {
    const found = shape.exec(text)
    if (found !== null) return `${says(...found.slice(1))}${hint}。用法见 --help。`
  }
  return text.trimEnd()
}
