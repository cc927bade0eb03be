import { Command, CommanderError } from 'commander'
import { ask } from './ask.js'
import { chat } from './chat.js'
import { check } from './check.js'
import type { Console } from './console.js'
import { doctor } from './doctor.js'
import { draft } from './draft.js'
import { draw } from './draw.js'
import { exportLicences } from './export.js'
import { importLicences } from './import.js'
import { interview } from './interview.js'
import { plan, type PlanOptions } from './plan.js'
import { proof } from './proof.js'
import { schema } from './schema.js'
import { serve } from './serve.js'
import { simulate, type SimulateOptions } from './simulate.js'
import { speakChinese } from './spoken.js'
import { unanswered } from './unanswered.js'
import { verify } from './verify.js'

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
  const line = speakChinese(new Command('chizheng'))
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
    .option('--files <文件夹>', '图片和文件存在哪里，不写就存到临时文件夹')
    .action((options: { group?: true; as: string; files?: string }) =>
      run(chat(console, { group: options.group ?? false, as: options.as, files: options.files })),
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
  addInterviewCommands(line, console, run)
  addDeadlineCommands(line, console, run)
  addTableCommands(line, console, run)
  addProofCommands(line, console, run)
  addOperatorCommands(line, console, run)
  addEditorCommands(line, console, run)
  return line
}

/** The commands about guided interviews. */
function addInterviewCommands(line: Command, console: Console, run: Run): void {
  line
    .command('interview')
    .description('面谈：一题一题问，问完说能不能、为什么、还差什么')
    .argument('<面谈>', '面谈的编号，例如 eligibility')
    .option('--answers <文件>', '不问了，按写好的答案判：JSON 或 CSV 文件；写 - 就逐行读标准输入的 JSON')
    .option('--as-of <日期>', '按这一天判断，例如 2026-11-21')
    .option('--json', '每个结果输出一行 JSON')
    .action((flow: string, options: { answers?: string; asOf?: string; json?: true }) =>
      run(
        interview(console, {
          flow,
          answers: options.answers,
          asOf: options.asOf,
          json: options.json ?? false,
        }),
      ),
    )
}

/** The commands about deadlines. */
function addDeadlineCommands(line: Command, console: Console, run: Run): void {
  line
    .command('plan')
    .description('列出一张许可证会收到的所有提醒')
    .option('--issued <日期>', '发证日，例如 2022-03-02')
    .requiredOption('--expires <日期>', '到期日，例如 2027-03-02')
    .option('--scope <范围>', 'national（跨省）或 provincial（省内）')
    .option('--from <日期>', '从哪一天看起，不写是今天')
    .option('--days <天数>', '看多少天', '400')
    .option('--json', '每次提醒输出一行 JSON')
    .action((options: Omit<PlanOptions, 'json'> & { json?: true }) =>
      run(plan(console, { ...options, json: options.json ?? false })),
    )
  line
    .command('simulate')
    .description('列出以后会发的每一条消息，假定没有人处理；不改数据')
    .option('--days <天数>', '看多少天', '400')
    .option('--from <日期>', '从哪一天看起，不写是现在')
    .option('--json', '每条消息输出一行 JSON')
    .option('--diff <文件>', '和以前存下的 --json 输出比，只列出不同的')
    .action((options: Omit<SimulateOptions, 'json'> & { json?: true }) =>
      run(simulate(console, { ...options, json: options.json ?? false })),
    )
}

/** The commands that carry licences in and out. */
function addTableCommands(line: Command, console: Console, run: Run): void {
  line
    .command('import')
    .description('从 CSV 表登记许可证；有一处错就全部不存')
    .argument('<文件>', 'CSV 文件，第一行写列名')
    .option('--dry-run', '只说会怎样，什么都不存')
    .option('--skip-faulty', '跳过有错的行，其余照存')
    .option('--chat <聊天>', '没写“聊天”的行在哪里提醒，例如 telegram:-100123')
    .action((path: string, options: { dryRun?: true; skipFaulty?: true; chat?: string }) =>
      run(
        importLicences(console, path, {
          dryRun: options.dryRun ?? false,
          skipFaulty: options.skipFaulty ?? false,
          chat: options.chat,
        }),
      ),
    )
  line
    .command('export')
    .description('把所有在提醒的许可证写成 CSV 表，可以再 import')
    .argument('<文件>', '要写的文件，不能已经有')
    .action((path: string) => run(exportLicences(console, path)))
}

/** The commands about what was done. */
function addProofCommands(line: Command, console: Console, run: Run): void {
  line
    .command('proof')
    .description('把一件事项的全部记录写成一个证据文件：登记、每次发送、每次按下，前后相扣')
    .argument('<事项>', '许可证编号、公司名或内部编号')
    .argument('<文件>', '要写的文件，不能已经有')
    .action((matter: string, path: string) => run(proof(console, matter, path)))
  line
    .command('verify')
    .description('检查证据文件，指出第一处被改、缺少或换了位置的行；有就退出码 1')
    .argument('<文件>', 'proof 写的文件')
    .action((path: string) => run(verify(console, path)))
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
    .description('检查知识和面谈，列出所有错误的位置和改法；没有错误就列出每个面谈走了多少种答法')
    .option('--links', '再逐个打开来源的网址，说哪些打不开；要联网，有打不开的退出码 1')
    .action((options: { links?: true }) => run(check(console, options)))
  line
    .command('draw')
    .description('画出一个面谈：题目、条件、要求、结局，颜色表示例题走到没有')
    .argument('<面谈>', '面谈的编号，例如 eligibility')
    .option('--svg <文件>', '画成图片，要写的文件不能已经有；不写就输出 Mermaid')
    .action((flow: string, options: { svg?: string }) => run(draw(console, { flow, svg: options.svg })))
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
