import type { ServerResponse } from 'node:http'
import type { File } from 'grammy/types'
import * as z from 'zod'
import type { Payload } from './bot-api.js'
import { refuseWith, spoiled } from './faults.js'
import { badRequest } from './refusal.js'
import type { World } from './world.js'

/** Bots are given files of up to this size. */
const mostBytes = 20 * 1024 * 1024

const asked = z.object({ file_id: z.string() })

/** Where a file lies that somebody sent. */
export function getFile(world: World, payload: Payload): File {
  const { file_id } = asked.parse(payload)
  const bytes = world.files.get(file_id)
  if (bytes === undefined) throw badRequest('wrong file_id or the file is temporarily unavailable')
  if (bytes.length > mostBytes) throw badRequest('file is too big')
  const file_path = `documents/${file_id}.csv`
  return { file_id, file_unique_id: `unique-${file_id}`, file_size: bytes.length, file_path }
}

/** Its download; for faults and calls it is the method `download`. */
export function answerDownload(world: World, path: string, response: ServerResponse): void {
  world.calls.push({ method: 'download', payload: { path }, at: world.now() })
  world.changes.tell()
  if (spoiled(world.faults.take('download'), response)) return
  const bytes = world.files.get(/^documents\/(.+)\.csv$/.exec(path)?.[1] ?? '')
  if (bytes === undefined) {
    refuseWith(response, 404, 'Not Found')
    return
  }
  response.writeHead(200, { 'content-type': 'application/octet-stream' })
  response.end(bytes)
}
