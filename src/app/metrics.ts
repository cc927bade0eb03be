import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client'
import type { Decision } from '../chat/decision.js'
import type { Backlog } from '../ports.js'
import type { SendOutcome } from '../ports-sending.js'
import type { ChannelName } from '../values/ids.js'

/** What operators watch. Labels are kinds and channel names only. */
export interface Metrics {
  arrived(channel: ChannelName, count: number): void
  decided(decision: Decision, seconds: number): void
  failed(): void
  sent(channel: ChannelName, outcome: SendOutcome['kind']): void
  text(backlog: Backlog): Promise<string>
}

export function metrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const { arrivals, answers, ratings, faults, turns, sends, waiting } = measures([registry])
  return {
    arrived: (channel, count) => {
      arrivals.inc({ channel }, count)
    },
    decided: ({ effects }, seconds) => {
      turns.observe(seconds)
      for (const effect of effects) {
        if (effect.kind === 'answered') answers.inc({ kind: effect.outcome })
        else if (effect.kind === 'rated') ratings.inc({ useful: String(effect.useful) })
      }
    },
    failed: () => {
      faults.inc()
    },
    sent: (channel, outcome) => {
      sends.inc({ channel, outcome })
    },
    text: async (backlog) => {
      for (const of of ['arrivals', 'sends', 'maybeSent'] as const) waiting.set({ of }, backlog[of])
      return registry.metrics()
    },
  }
}

function measures(registers: Registry[]) {
  const counter = (name: string, help: string, ...labelNames: string[]): Counter =>
    new Counter({ name: `chizheng_${name}_total`, help, labelNames, registers })
  const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5]
  return {
    arrivals: counter('arrivals', 'Events stored', 'channel'),
    answers: counter('answers', 'Questions by how they ended', 'kind'),
    ratings: counter('ratings', 'Ratings', 'useful'),
    faults: counter('turn_faults', 'Turns that met a fault of ours'),
    sends: counter('sends', 'Platform calls by outcome', 'channel', 'outcome'),
    turns: new Histogram({ name: 'chizheng_turn_seconds', help: 'From taken to stored', buckets, registers }),
    waiting: new Gauge({ name: 'chizheng_backlog', help: 'Rows not done', labelNames: ['of'], registers }),
  }
}
