import type { Matter } from '../../deadlines/matter.js'
import type { Button, Reply } from '../../reply/reply.js'
import { matterText, paragraph, verdict } from './deadline.js'
import { said } from './trouble.js'

export const tooLargeReply: Reply = said(
  '内容太多，聊天里发不下。请管理这个机器人的人在服务器上用 chizheng export 或 chizheng proof 写成文件给你。',
)

/** What a picture cannot show stands here: its font has the usual characters only. */
export function drawnReply(title: string, says: string, unshown: readonly string[]): Reply {
  return {
    blocks: [
      verdict(title),
      paragraph(says),
      ...(unshown.length === 0 ? [] : [paragraph(`图里画成“□”的字，原文是：${unshown.join('、')}。`)]),
    ],
  }
}

export const whichTimelineReply = (matters: readonly Matter[]): Reply =>
  which('画哪一项的时间线？', matters, (matter) => ({ kind: 'draw', matter: matter.id }))

export const whichProofReply = (matters: readonly Matter[]): Reply =>
  which('要哪一项的证据？', matters, (matter) => ({ kind: 'proof', matter: matter.id }))

const mostListed = 20

function which(asks: string, matters: readonly Matter[], pressOf: (one: Matter) => Button['press']): Reply {
  const rest = matters.length - mostListed
  return {
    blocks: [
      verdict(asks),
      ...(rest > 0 ? [paragraph(`还有 ${rest} 项没有列出，请写上名字，例如：/timeline XX公司。`)] : []),
    ],
    buttons: matters
      .slice(0, mostListed)
      .map((one, at): readonly Button[] => [
        { label: `${at + 1}. ${matterText(one).slice(0, 26)}`, press: pressOf(one) },
      ]),
  }
}

export interface Exported {
  readonly tabled: number
  /** Of what a table has no place for. */
  readonly others: number
}

export const exportedReply = ({ tabled, others }: Exported): Reply => ({
  blocks: [
    verdict(`导出了 ${tabled} 张许可证`),
    paragraph(
      `表格在下面，用 Excel 或 WPS 打开；里面有负责人和办理记录，请只给该看的人。${
        others === 0 ? '' : `表里只有许可证：另有 ${others} 件申请、变更、公司事项没有写。`
      }`,
    ),
  ],
})

export const nothingToExportReply: Reply = said(
  '这个聊天里没有登记许可证，没有可导出的。告诉我到期日就能登记，例如：我们的证2027年3月2日到期。',
)

export const proofReply = (matter: Matter, records: number, name: string): Reply => ({
  blocks: [
    verdict(`${matterText(matter)}：${records} 条记录`),
    paragraph(
      '文件在下面：登记、发到这个聊天的每一次提醒（编号和时间）、每一次按下（谁、什么时候），一行一条，前后相扣。',
    ),
    paragraph(`检查有没有被改过：在装了本程序的电脑上运行 chizheng verify ${name}，被改过会指出是哪一行。`),
  ],
})

export const alteredReply = (line: number): Reply =>
  said(`不能作证：库里第 ${line} 条记录和它的校验值对不上，有人改过数据库。请管理这个机器人的人来查。`)

export const calendarFileReply: Reply = {
  blocks: [
    verdict('日历文件在下面'),
    paragraph('点开就能加进手机或电脑的日历，到日子会响。以后期限变了，它不会自己更新，请再要一次。'),
  ],
}

export const calendarWithoutAddressReply: Reply = {
  blocks: [
    ...calendarFileReply.blocks,
    paragraph(
      '想要会自动更新的订阅链接，管理这个机器人的人要先设置 PUBLIC_URL（外面能访问到的网址，例如 https://bot.example.com），再重启。',
    ),
  ],
}

export const emptyCalendarReply: Reply = said(
  '这个聊天里还没有可放进日历的期限。发 /licence 看登记了什么，或告诉我到期日，例如：我们的证2027年3月2日到期。',
)
