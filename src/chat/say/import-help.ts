import { columns } from '../../deadlines/licence-table/licence-table.js'
import type { Attachment } from '../../reply/attachment.js'
import type { Reply } from '../../reply/reply.js'
import { csvText } from '../../values/csv.js'
import type { Chat } from '../arrival.js'
import { paragraph, verdict } from './deadline.js'

/** Those that a person writes. */
const written = columns.filter((name) => name !== '聊天' && name !== '其余')
const example = ['甲公司', 'B2-20220123', '全国', '', '2022-03-02', '2027-03-02']

/** To be written over: the columns as they must be named, and one licence. */
export const exampleSheet: Attachment = {
  kind: 'file',
  name: '导入例子.csv',
  text: csvText([written, example]),
}

/** How to have many licences watched at once. */
export function importHelpReply({ kind }: Chat): Reply {
  return {
    blocks: [
      verdict('用表格可以一次登记很多张证'),
      {
        kind: 'list',
        ordered: true,
        items: [
          [`第一行写列名：${written.join('、')}。公司名和到期日期一定要写，别的可以空着。`],
          [`下面每张证一行，例如：${example.join(',')}`],
          [
            '在 Excel 里另存为“CSV UTF-8（逗号分隔）”，最多 1 MB、1000 行，把文件发到这里；行数不多，也可以连列名一起复制，直接粘贴过来。',
          ],
          ['我先试读一遍，哪一行哪一列有错会列出来；按“导入”以后才登记，一天之内可以撤销。'],
        ],
      },
      ...(kind === 'group' ? [paragraph('在群里，请用这个文件回复我的一条消息，不然我看不到它。')] : []),
    ],
    attachments: [exampleSheet],
    buttons: [[{ label: '看证照', press: { kind: 'command', command: 'licence' } }]],
  }
}
