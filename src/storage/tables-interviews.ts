import type { Generated } from 'kysely'
import type { InterviewState } from '../interview/kept/interview.js'
import type { WrittenInterview } from '../interview/kept/written-interview.js'
import type { Instant } from '../values/civil-date.js'
import type { ChannelName, FlowId, InterviewId } from '../values/ids.js'
import type { Bit, JsonText } from './column-text.js'

/** The columns beside `body` say where it is found; what an interview is, its body says. */
export interface InterviewsTable {
  id: InterviewId
  flow: FlowId
  channel: ChannelName
  person: string
  chat: string
  state: InterviewState
  body: JsonText<WrittenInterview>
  /** Grows with every change. */
  revision: number
  started_at: Instant
  changed_at: Instant
  /** Of one that is not finished: when it last changed. Null: it is kept. */
  idle_since: Instant | null
  /** When its person was told that it waits. */
  reminded_at: Instant | null
  /** Under which law a finished one was last looked at; null: not since it last changed. */
  judged: string | null
  /** Whether it came to something else there than its person was told. */
  differs: Generated<Bit>
}
