import type { InterviewStore } from '../../ports-interviews.js'
import {
  differingInterviews,
  leftInterviews,
  noteJudged,
  tellJudged,
  tellLeft,
  unjudgedInterviews,
} from './interviews-told.js'
import { midway } from './midway.js'
import { findHanded, findInterview, interviewsOf } from './interviews.js'
import type { Handle, Write } from '../transaction.js'

/** Interviews are changed by turns: all of it is the subject `outbox`. */
export function interviewsOn(db: Handle, write: Write): InterviewStore {
  return {
    interview: (by, id) => findInterview(db, by, id),
    interviewsOf: (by, limit) => interviewsOf(db, by, limit),
    handedInterview: (code, now) => findHanded(db, code, now),
    midway: (chat, since) => midway(db, chat, since),
    leftInterviews: (since, page) => leftInterviews(db, since, page),
    tellLeft: (read, news, now) => write('outbox', (trx) => tellLeft(trx, read, news, now)),
    unjudgedInterviews: (law, limit) => unjudgedInterviews(db, law, limit),
    noteJudged: (judged, law) => write('outbox', (trx) => noteJudged(trx, judged, law)),
    differingInterviews: (page) => differingInterviews(db, page),
    tellJudged: (read, now, news, at) => write('outbox', (trx) => tellJudged(trx, read, { now, news, at })),
  }
}
