import { Command, CommanderError } from 'commander'
import { ask } from './ask.js'
import { chat } from './chat.js'
import { check } from './check.js'
import type { Console } from './console.js'
import { doctor } from './doctor.js'
import { draft } from './draft.js'
import { schema } from './schema.js'
import { serve } from './serve.js'
import { unanswered } from './unanswered.js'

/** Runs one command line and resolves with its exit code. */
export async function program(argv: readonly string[], console: Console): Promise<number> {
  let exitCode = 0
  const run = (work: Promise<number>): Promise<void> => work.then((code) => void (exitCode = code))
  try {
    await commandLine(console, run).parseAsync(argv, { from: 'user' })
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode
    throw error
  }
  return exitCode
}

type Run = (work: Promise<number>) => Promise<void>

function commandLine(console: Console, run: Run): Command {
  const line = new Command('chizheng')
    .description('持证：呼叫中心许可证（B24）问答助手')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void console.output.write(text),
      writeErr: (text) => void console.errors.write(text),
    })
  line
    .command('serve')
    .description('启动服务：网页对话和所有已配置的渠道')
    .action(() => run(serve(console)))
  line
    .command('chat')
    .description('在终端里对话（临时数据，退出即清）')
    .option('--group', '当作群聊：要用 @持证 叫我')
    .option('--as <名字>', '用这个名字说话', '我')
    .action((options: { group?: true; as: string }) =>
      run(chat(console, { group: options.group ?? false, as: options.as })),
    )
  line
    .command('ask')
    .description('回答一个问题；不写问题则逐行读标准输入')
    .argument('[问题]')
    .option('--json', '每个回答输出一行 JSON')
    .option('--as-of <日期>', '按这一天有效的规定回答，例如 2026-01-01')
    .option('--explain', '说明为什么选中这一条')
    .action((question: string | undefined, options: { json?: true; asOf?: string; explain?: true }) =>
      run(
        ask(console, {
          question,
          json: options.json ?? false,
          asOf: options.asOf,
          explain: options.explain ?? false,
        }),
      ),
    )
  addOperatorCommands(line, console, run)
  addEditorCommands(line, console, run)
  return line
}

/** The commands of operators. */
function addOperatorCommands(line: Command, console: Console, run: Run): void {
  line
    .command('doctor')
    .description('检查数据库、磁盘、代理、Telegram、飞书，每个问题都写怎么改；有问题退出码 1')
    .option('--card', '再往 OPERATOR_CHATS 发一张带按钮的测试卡片，看点按收不收得到')
    .action((options: { card?: true }) => run(doctor(console, { card: options.card ?? false })))
}

/** The commands of those who look after the knowledge. */
function addEditorCommands(line: Command, console: Console, run: Run): void {
  line
    .command('check')
    .description('检查知识文件，列出所有错误的位置和改法')
    .action(() => run(check(console)))
  line
    .command('schema')
    .description('输出编辑器用的 JSON Schema')
    .option('--write <文件夹>', '写成文件，例如 knowledge/.schema')
    .option('--check <文件夹>', '检查文件夹里的是不是最新')
    .action((options: { write?: string; check?: string }) => run(schema(console, options)))
  line
    .command('unanswered')
    .description('列出没答上来和被评为“没用”的问题，相似的归成一组，问得多的在前')
    .option('--json', '每组输出一行 JSON')
    .option('--ratings', '改为列出每个被评价过的回答')
    .action((options: { json?: true; ratings?: true }) =>
      run(unanswered(console, { json: options.json ?? false, ratings: options.ratings ?? false })),
    )
  line
    .command('draft')
    .description('把一组没答上来的问题写成条目草稿，输出到屏幕，可以用 > 存成文件')
    .argument('<组号>', 'unanswered 列出的组号')
    .action((group: string) => run(draft(console, group)))
}
