import type { Matter } from '../../deadlines/matter.js'
import { isTooLarge, type Attachment } from '../../reply/attachment.js'
import type { Reply } from '../../reply/reply.js'
import { tooLargeReply } from '../say/attached.js'
import { kindName } from '../say/deadline.js'
import { ourselves } from '../said/stated-matter.js'

/** The reply with these behind it; where one is too large for a chat, the way that is left. */
export function withAttachments(reply: Reply, attachments: readonly Attachment[]): Reply {
  return attachments.some(isTooLarge) ? tooLargeReply : { ...reply, attachments }
}

/** What a matter is called in the name of a file, which may be passed on to who is not of us. */
export const nameInFile = ({ holder, number, kind }: Matter): string =>
  holder === ourselves ? (number ?? kindName(kind)) : holder
