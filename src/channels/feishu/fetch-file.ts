import type { FileFetched, KeptFile } from '../../ports-channel.js'
import type { FeishuClient } from './client.js'
import { meaningOf } from './errors.js'

/** A file of a message in a chat with the bot. */
export async function fetchFile({ key, message }: KeptFile, client: FeishuClient): Promise<FileFetched> {
  if (message === undefined) return { kind: 'refused' }
  const path = `/open-apis/im/v1/messages/${encodeURIComponent(message)}/resources/${encodeURIComponent(key)}`
  const got = await client.download({ path, query: { type: 'file' } })
  if (got.kind === 'done') {
    const { bytes } = got.body
    return bytes === undefined ? { kind: 'too-large' } : { kind: 'bytes', bytes }
  }
  const meaning = meaningOf(got)
  // What an operator has to mend is shown as trouble; for who sent the file it is a matter of time.
  return meaning.kind === 'wait' || meaning.kind === 'repair' ? { kind: 'unreached' } : { kind: 'refused' }
}
