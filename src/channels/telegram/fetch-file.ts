import type { Agent } from 'node:http'
import type { Api } from 'grammy'
import type { FileFetched, KeptFile } from '../../ports-channel.js'
import { called } from './calls.js'
import { downloaded } from './download.js'
import { limits } from './limits.js'

export interface FetchingParts {
  /** Its calls are given up soon: others wait for their turns meanwhile. */
  readonly api: Api
  readonly token: string
  readonly apiRoot: string
  readonly agent?: Agent | undefined
  readonly timeoutMs: number
}

/** A file that somebody sent, by its id: first where it lies, then the file itself. */
export async function fetchFile({ key }: KeptFile, parts: FetchingParts): Promise<FileFetched> {
  const found = await called(parts.api.getFile(key))
  if (found.kind === 'no') return refusalOf(found)
  if (found.kind !== 'done') return { kind: 'unreached' }
  const { file_path: path, file_size: size = 0 } = found.value
  if (size > limits.fileBytes) return { kind: 'too-large' }
  if (path === undefined) return { kind: 'refused' }
  const { token, apiRoot, agent, timeoutMs } = parts
  const url = new URL(`${apiRoot}/file/bot${token}/${path}`)
  const got = await downloaded(url, { agent, timeoutMs, mostBytes: limits.fileBytes })
  return got.kind === 'no' ? { kind: 'refused' } : got
}

interface No {
  readonly code: number
  readonly description: string
}

function refusalOf({ code, description }: No): FileFetched {
  if (code === 429 || code >= 500) return { kind: 'unreached' }
  return { kind: /file is too big/i.test(description) ? 'too-large' : 'refused' }
}
