import type { SSEStreamingApi } from 'hono/streaming'
import type { Line, Transcript } from '../../ports.js'
import type { ChatRef } from '../../values/ids.js'
import type { Bells } from './bells.js'
import { limits } from './limits.js'
import { lineHtml } from './message.js'

export interface Following {
  readonly chat: ChatRef
  /** The last change that the reader has seen. */
  readonly after: number
  readonly transcript: Transcript
  readonly bells: Bells
}

/** Writes every change of a chat to the stream until the reader goes away or the bells stop. */
export async function follow(
  stream: SSEStreamingApi,
  { chat, after, transcript, bells }: Following,
): Promise<void> {
  // Listening starts before the first read: a line written in between rings for the second.
  const bell = bells.listen(chat.chat)
  stream.onAbort(bell.leave)
  await stream.write(`retry: ${limits.reconnectMs}\n\n`)
  try {
    let cursor = after
    do cursor = await sendChanges(stream, { chat, after: cursor, transcript })
    while (await goesOn(stream, await bell.next(limits.heartbeatMs)))
  } finally {
    bell.leave()
  }
}

/** After a silence too: another process may have written, and its bells do not ring here. */
async function goesOn(stream: SSEStreamingApi, heard: 'rung' | 'silent' | 'ended'): Promise<boolean> {
  if (heard === 'silent') await stream.write(': still here\n\n')
  return heard !== 'ended'
}

async function sendChanges(stream: SSEStreamingApi, from: Omit<Following, 'bells'>): Promise<number> {
  const lines = await from.transcript.since(from.chat, from.after, limits.linesPerRead)
  // In the order of the changes, not of the places: a reader that breaks off has then seen all up to its cursor.
  for (const line of lines.toSorted((a, b) => a.cursor - b.cursor)) await stream.writeSSE(await eventOf(line))
  const after = lastCursor(lines, from.after)
  return lines.length < limits.linesPerRead ? after : sendChanges(stream, { ...from, after })
}

/** The newest change among lines that stand in the order in which they were first said. */
export function lastCursor(lines: readonly Line[], before: number): number {
  return lines.reduce((newest, line) => Math.max(newest, line.cursor), before)
}

async function eventOf(line: Line): Promise<{ event: string; id: string; data: string }> {
  const data = { id: line.id, by: line.by, html: await lineHtml(line) }
  return { event: 'line', id: String(line.cursor), data: JSON.stringify(data) }
}
