import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client'
import type { Decision } from '../chat/decision.js'
import type { Backlog, SendOutcome } from '../ports.js'
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
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const arrivals = new Counter({
    name: 'chizheng_arrivals_total',
    help: 'Events stored',
    labelNames: ['channel'],
    registers,
  })
  const answers = new Counter({
    name: 'chizheng_answers_total',
    help: 'Questions by how they ended',
    labelNames: ['kind'],
    registers,
  })
  const ratings = new Counter({
    name: 'chizheng_ratings_total',
    help: 'Ratings',
    labelNames: ['useful'],
    registers,
  })
  const faults = new Counter({
    name: 'chizheng_turn_faults_total',
    help: 'Turns that met a fault of ours',
    registers,
  })
  const turns = new Histogram({
    name: 'chizheng_turn_seconds',
    help: 'From taken to stored',
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
    registers,
  })
  const sends = new Counter({
    name: 'chizheng_sends_total',
    help: 'Platform calls by outcome',
    labelNames: ['channel', 'outcome'],
    registers,
  })
  const waiting = new Gauge({
    name: 'chizheng_backlog',
    help: 'Rows not done',
    labelNames: ['of'],
    registers,
  })
  return {
    arrived: (channel, count) => {
      arrivals.inc({ channel }, count)
    },
    decided: ({ effects }, seconds) => {
      turns.observe(seconds)
      for (const effect of effects) {
        if (effect.kind === 'answered') answers.inc({ kind: effect.outcome })
        else ratings.inc({ useful: String(effect.useful) })
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
