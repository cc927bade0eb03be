import {
  knowledgeMendedReply,
  knowledgeTroubleReply,
  troubleLines,
  type KnowledgeTrouble,
} from '../../chat/say/knowledge.js'
import { rulesOf, rulesOn } from '../../deadlines/rules.js'
import { flowsOf } from '../../interview/flow/flows.js'
import { changesBetween } from '../../knowledge/change-days.js'
import { faultLine } from '../../knowledge/fault.js'
import { knowledgeSteps, onDaySteps } from '../../knowledge/knowledge.js'
import type { Clock, Log } from '../../ports.js'
import { dayAt, type CivilDate } from '../../values/civil-date.js'
import type { Content } from '../content.js'
import { pump, type Pump } from '../pump.js'
import type { Folders } from '../read-files.js'
import { judgedAside, type Sound } from './judge.js'
import { foldersLook, type Look } from './look.js'
import { overdueNews, type Telling } from './overdue.js'
import { inSlices } from '../slices.js'

export interface ReloadParts {
  readonly folders: Folders
  /** What was read from them at the start. */
  readonly first: Content
  readonly clock: Clock
  readonly timeZone: string
  readonly log: Log
  /** An edit is read when two looks in a row saw the same files. */
  readonly lookEveryMs: number
}

/** Reaches the operators. */
export type Tell = (telling: Telling) => Promise<void>

/** Hears of every content that comes to serve after an edit, or on a day that changes the rules. */
export type Changed = (versions: { readonly before: Content; readonly after: Content }) => void

/** Often enough for an editor who waits; a look costs a few milliseconds. */
export const lookEveryMs = 1_000

interface Trouble {
  /** Of the state that was refused: it is judged and told once. */
  readonly version: string
  readonly why: KnowledgeTrouble
}

/** The content that serves. It follows the files and the calendar, in whole versions that passed every check. */
export class Reloading {
  /** Without what was read first: it would stay in memory beside what serves. */
  readonly #parts: Omit<ReloadParts, 'first'>
  readonly #look: () => Promise<Look>
  readonly #overdue = overdueNews()
  readonly #stopping = new AbortController()
  readonly #news: Telling[] = []
  #changed: Changed = () => undefined
  #running: Pump | undefined
  #serving: Content
  #indexedOn: CivilDate
  #trouble: Trouble | undefined

  constructor({ first, ...parts }: ReloadParts) {
    this.#parts = parts
    this.#look = foldersLook(parts.folders)
    this.#serving = first
    this.#indexedOn = this.#today()
  }

  /** To be taken once a turn. */
  readonly content = (): Content => this.#serving

  /** What keeps the newest edit from serving, a line each; none when all is well. */
  notes(): readonly string[] {
    return this.#trouble === undefined ? [] : troubleLines(this.#trouble.why, this.#version())
  }

  start(tell: Tell, changed: Changed = () => undefined): void {
    const { log, lookEveryMs } = this.#parts
    this.#changed = changed
    this.#noteOverdue()
    this.#running = pump(() => this.#round(tell), { name: 'knowledge', restMs: lookEveryMs, log })
  }

  /** A check under way is given up. */
  async stop(): Promise<void> {
    this.#stopping.abort()
    await this.#running?.stop()
  }

  async #round(tell: Tell): Promise<number> {
    await this.#followDay()
    await this.#followFiles(await this.#look())
    // What could not be told stays for the next round.
    for (let next = this.#news[0]; next !== undefined; next = this.#news[0]) {
      await tell(next)
      this.#news.shift()
    }
    return 0
  }

  #version(): string {
    return this.#serving.knowledge.version
  }

  #today(): CivilDate {
    return dayAt(this.#parts.clock.now(), this.#parts.timeZone)
  }

  async #followDay(): Promise<void> {
    const day = this.#today()
    if (day === this.#indexedOn) return
    const before = this.#serving
    if (changesBetween(before.knowledge, this.#indexedOn, day)) {
      const knowledge = await inSlices(onDaySteps(before.knowledge, day))
      this.#serving = { ...before, knowledge, rules: rulesOn(before.rules, day) }
      if (this.#serving.rules !== before.rules) this.#changed({ before, after: this.#serving })
      this.#parts.log.info('knowledge as of another day', { version: knowledge.version, day })
    }
    this.#indexedOn = day
    this.#noteOverdue()
  }

  #noteOverdue(): void {
    this.#news.push(...this.#overdue([...this.#serving.knowledge.entries.values()], this.#indexedOn))
  }

  async #followFiles(seen: Look): Promise<void> {
    if (seen.kind === 'as-before') return
    if (seen.kind === 'unreadable') this.#refuse(`unreadable: ${seen.code}`, seen)
    else if (seen.version === this.#version()) this.#mended()
    else if (seen.version !== this.#trouble?.version) await this.#judge(seen.version)
  }

  async #judge(version: string): Promise<void> {
    const { folders, log } = this.#parts
    log.info('knowledge changed', { version, serving: this.#version() })
    const judged = await judgedAside({ folders, today: this.#today() }, this.#stopping.signal)
    switch (judged.kind) {
      // What is written meanwhile is seen by the next look.
      case 'unsettled':
      case 'stopped':
        return
      case 'faulty':
        for (const fault of judged.faults) log.warn('knowledge fault', { fault: faultLine(fault) })
        this.#refuse(judged.version, judged)
        return
      case 'failed':
        log.error('knowledge check broke', { version }, judged.error)
        this.#refuse(version, judged)
        return
      case 'sound':
        await this.#serve(judged)
    }
  }

  async #serve({ read, version }: Sound): Promise<void> {
    const day = this.#today()
    const knowledge = await inSlices(knowledgeSteps(read.contents, version, day, read.learnt))
    const before = this.#serving
    const rules = rulesOn(rulesOf(read.rules), day)
    this.#serving = { knowledge, rules, flows: flowsOf(read.flows, knowledge) }
    this.#changed({ before, after: this.#serving })
    this.#indexedOn = day
    this.#parts.log.info('knowledge loaded', { version, entries: knowledge.entries.size })
    this.#mended()
    this.#noteOverdue()
  }

  #refuse(version: string, why: KnowledgeTrouble): void {
    const serving = this.#version()
    this.#trouble = { version, why }
    this.#news.push({ reply: knowledgeTroubleReply(why, serving) })
    this.#parts.log.warn('knowledge not loaded', { why: why.kind, version, serving })
  }

  #mended(): void {
    if (this.#trouble === undefined) return
    const serving = this.#version()
    this.#trouble = undefined
    this.#news.push({ reply: knowledgeMendedReply(serving) })
    this.#parts.log.info('knowledge mended', { serving })
  }
}
