import type { Reply } from '../../reply/reply.js'
import { note, verdict } from './deadline.js'
import { said } from './trouble.js'

/** The room on the disk ran short, or there is enough again. */
export interface DiskNews {
  readonly short: boolean
  readonly freeBytes: number
}

/** To operators. */
export function diskReply({ short, freeBytes }: DiskNews): Reply {
  const megabytes = Math.floor(freeBytes / 1024 / 1024)
  if (!short) return said(`磁盘有空间了（${megabytes} MB），可以登记新的证照了。`)
  return {
    blocks: [
      verdict(`磁盘快满了：只剩 ${megabytes} MB。`),
      note('暂时不登记新的证照，已经登记的照常提醒。请尽快腾出空间，有了会自己恢复。', 'warning'),
    ],
  }
}

/** To whoever wants something new to be watched. Its card keeps its button. */
export const noRoomReply: Reply = said(
  '没有登记：我这边的磁盘快满了，已经告诉值班的人。已经登记的照常提醒；腾出空间后请再登记一次。',
)
