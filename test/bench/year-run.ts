import type { Content } from '../../src/app/content.js'
import type { Arrival } from '../../src/chat/arrival.js'
import { timeAt } from '../../src/deadlines/hours.js'
import type { Channel } from '../../src/ports-channel.js'
import type { Clock, Log, Store } from '../../src/ports.js'
import type { Send } from '../../src/ports-sending.js'
import { openStoreAt } from '../../src/storage/open-store.js'
import { dayAt, instant, type Instant } from '../../src/values/civil-date.js'
import { eventId, type ChannelName } from '../../src/values/ids.js'
import { paperChannel, type PaperLine, type Trouble } from '../fakes/paper-channel.js'
import { botOf, sharedMetrics, type Bot, type Door } from './year-bot.js'
import { seededDice, type SeededDice } from './year-dice.js'
import type { Chance, Fact, History, Stamp, Told } from './year-history.js'
import { holdersIn, readPaper, seatOf } from './year-paper.js'
import { happeningsOf, pressOn, type Happening, type PlannedPress } from './year-people.js'
import { registrationsOf, type Town } from './year-town.js'
import type { Weather } from './year-weather.js'

/** When the bot looks around on each day: at its hours, and after a while when something was in the way. */
const hours = ['00:30', '08:30', '09:00', '09:01', '09:15', '10:30', '15:00', '20:00', '22:00']
const zone = 'Asia/Shanghai'
const dayMs = 24 * 3_600_000
const hourMs = 3_600_000

/** What the key of a send begins with; its row follows. */
const keyBegins = 'out-'

export interface YearOrders {
  readonly town: Town
  readonly weather: Weather
  readonly content: Content
  readonly from: Instant
  readonly days: number
  readonly seed: number
}

/** Lives through a year, and tells what became of it. */
export async function yearOf(orders: YearOrders): Promise<History> {
  const store = await openStoreAt('file::memory:')
  try {
    const year = new LivedYear(orders, store)
    await year.begin()
    for (let day = 0; day < orders.days; day++)
      for (const hour of hours) await year.live(instant(orders.from + day * dayMs + msOf(hour)))
    return await year.history()
  } finally {
    await store.close()
  }
}

const msOf = (hour: string): number => {
  const [hours = 0, minutes = 0] = hour.split(':').map(Number)
  return (hours * 60 + minutes) * 60_000
}

class LivedYear {
  private readonly dice: SeededDice
  private readonly clock: Clock
  private readonly told: Told[] = []
  private readonly facts: Fact[] = []
  private readonly chances: Chance[] = []
  private readonly faults: string[] = []
  /** Rows of the outbox with a digest's content. */
  private readonly digests = new Set<number>()
  private readonly presses: (PlannedPress & { readonly to: Pick<Send['to'], 'channel' | 'chat'> })[] = []
  private readonly known
  private happenings: readonly Happening[]
  private number = 0
  private lives = 0
  private tokens = 0
  private messages = 0
  private at: Instant
  private bot: Bot | undefined
  /** Doors until the process dies at one; undefined: it lives. */
  private doorsLeft: number | undefined

  constructor(
    private readonly orders: YearOrders,
    private readonly store: Store,
  ) {
    const { town, content, from, weather, seed } = orders
    this.dice = seededDice(seed)
    this.at = from
    this.clock = { now: () => instant(this.at + weather.clockOff(this.at)) }
    this.known = {
      matters: new Map(town.matters.map((matter) => [matter.holder, matter])),
      rules: new Map([...content.rules.all.values()].map((rule) => [rule.name, rule])),
    }
    this.happenings = town.matters
      .flatMap((matter) => happeningsOf(matter, from, this.dice))
      .sort((a, b) => a.at - b.at)
  }

  async begin(): Promise<void> {
    await this.store.change(registrationsOf(this.orders.town), this.clock.now())
    for (const { id, log } of this.orders.town.matters) this.note(id, log)
  }

  async history(): Promise<History> {
    const { told, facts, chances, messages, faults } = this
    const watched = await this.store.matters(undefined, this.orders.town.matters.length)
    const doubted = watched.flatMap(({ said }) =>
      said
        .filter(({ state }) => state === 'maybe-sent')
        .map(({ chat, matter, rule, on }) => ({ seat: seatOf(chat), matter, rule, on })),
    )
    return { told, doubted, facts, chances, messages, faults }
  }

  /** People do what they do; the bot does what can be done, if it runs. */
  async live(at: Instant): Promise<void> {
    this.at = at
    const { weather } = this.orders
    await this.happen()
    if (weather.isDown(at)) {
      this.bot = undefined
      return
    }
    await this.deliver()
    await this.work()
    this.chances.push({ ...this.stamp(), channels: this.bot === undefined ? [] : this.wellChannels() })
    if (timeAt(at, zone) === '22:00') await this.store.tidy(this.clock.now())
  }

  private async work(): Promise<void> {
    this.bot ??= this.born()
    this.doorsLeft = this.orders.weather.isDeadly(this.at) ? 1 + this.dice.below(30) : undefined
    try {
      await this.bot.work()
    } catch (error) {
      // What throws although nobody died is ours.
      if (this.doorsLeft !== 0) this.faults.push(String(error))
    }
    // Where a send died with its process, the round itself may have ended well.
    if (this.doorsLeft === 0) this.bot = undefined
  }

  private born(): Bot {
    this.lives += 1
    const door: Door = {
      pass: (name) => {
        if (this.doorsLeft === undefined) return
        if (this.doorsLeft > 0) this.doorsLeft -= 1
        if (this.doorsLeft === 0) throw new Error(`died ${name}`)
      },
    }
    return botOf({
      store: this.store,
      content: () => this.orders.content,
      clock: this.clock,
      dice: { token: () => `token-${++this.tokens}` },
      log: this.log,
      metrics: sharedMetrics,
      owner: `life-${this.lives}`,
      door,
      channelsFor: () => (['telegram', 'feishu'] as const).map((name) => this.channel(name, door)),
      filled: (row) => {
        this.digests.add(row)
      },
      finished: ({ effects }) => {
        for (const effect of effects)
          if (effect.kind === 'matter-noted') this.note(effect.matter, effect.entries)
      },
    })
  }

  private readonly log: Log = {
    info: () => undefined,
    warn: () => undefined,
    error: (event, fields, error) => {
      const expected = this.doorsLeft === 0 || String(error).includes('the connection broke')
      if (!expected) this.faults.push(`${event} ${JSON.stringify(fields)} ${String(error)}`)
    },
  }

  private channel(name: ChannelName, door: Door): Channel {
    return paperChannel({
      paper: {
        read: () => [],
        write: (line) => {
          this.written(name, line)
        },
      },
      name,
      characters: 4_000,
      trouble: (send) => this.trouble(send),
      around: (moment) => {
        door.pass(`${moment} send`)
        return Promise.resolve()
      },
    })
  }

  private trouble(send: Send): Trouble | undefined {
    const { channel, chat } = send.to
    const seat = seatOf(send.to)
    const now = this.clock.now()
    const moved = this.orders.weather.moves.some((move) => move.chat === seat.room && move.at <= this.at)
    if (moved && channel === 'telegram' && !chat.endsWith('b'))
      return { reached: false, then: { kind: 'moved-to', chat: `${chat}b` } }
    switch (this.orders.weather.illnessOf(channel, this.at)) {
      case 'refuses':
        return { reached: false, then: { kind: 'refused', why: 'ill' } }
      case 'not-before':
        return { reached: false, then: { kind: 'not-before', at: instant(now + hourMs) } }
      case 'storm':
        if (this.dice.holds(0.3)) return undefined
        return {
          reached: false,
          then: { kind: 'not-before', at: instant(now + this.dice.between(1_000, 60_000)) },
        }
      case 'loses':
        return { reached: false, then: 'throws' }
      case 'loses-answers':
        return { reached: true, then: 'throws' }
      case undefined:
        return this.dice.holds(0.004) ? { reached: this.dice.holds(0.5), then: 'throws' } : undefined
    }
  }

  private written(channel: ChannelName, line: PaperLine): void {
    const stamp = { ...this.stamp(), seat: seatOf({ channel, chat: line.chat }) }
    for (const holder of holdersIn(line.text)) {
      const matter = this.known.matters.get(holder)
      const room = matter === undefined ? undefined : this.orders.town.roomOf.get(matter.id)
      if (room !== stamp.seat.room) this.faults.push(`${holder} in ${line.chat}`)
    }
    const press = pressOn(line, this.at, this.dice)
    if (press !== undefined) this.presses.push({ ...press, to: { channel, chat: line.chat } })

    // An answer to a press may be a message of its own as well: after a move there is nothing to edit.
    if (!this.digests.has(Number(line.key.slice(keyBegins.length)))) return
    this.messages += 1
    this.told.push(...readPaper(line, stamp, this.known))
  }

  private async happen(): Promise<void> {
    // Nobody corrects dates by a clock that is wrong.
    if (this.orders.weather.clockOff(this.at) !== 0) return
    const due = this.happenings.filter(({ at }) => at <= this.at)
    this.happenings = this.happenings.filter(({ at }) => at > this.at)
    for (const { matter, entries } of due) {
      const noted = entries(this.clock.now())
      await this.store.change([{ kind: 'matter-noted', matter: matter.id, entries: noted }], this.clock.now())
      this.note(matter.id, noted)
    }
  }

  private async deliver(): Promise<void> {
    const due = this.presses.filter(({ at }) => at <= this.at)
    if (due.length === 0) return
    this.presses.splice(0, this.presses.length, ...this.presses.filter(({ at }) => at > this.at))
    for (const press of due) {
      const arrival = this.arrivalOf(press)
      const again = press.delivered === 'pressed-twice' ? this.arrivalOf(press) : arrival
      await this.store.accept([arrival], this.clock.now())
      if (press.delivered !== 'once') await this.store.accept([again], this.clock.now())
    }
  }

  private arrivalOf({ token, to }: LivedYear['presses'][number]): Arrival {
    this.number += 1
    return {
      id: eventId(`press-${this.number}`),
      at: this.clock.now(),
      chat: { ...to, kind: 'private' },
      from: { channel: to.channel, person: 'somebody', name: '小赵' },
      kind: 'pressed',
      token,
    }
  }

  private note(matter: Fact['matter'], entries: Fact['entries']): void {
    this.facts.push({ ...this.stamp(), matter, entries })
  }

  private stamp(): Stamp {
    this.number += 1
    return { number: this.number, at: this.at, day: dayAt(this.clock.now(), zone) }
  }

  private wellChannels(): readonly ChannelName[] {
    return (['telegram', 'feishu'] as const).filter(
      (name) => this.orders.weather.illnessOf(name, this.at) === undefined,
    )
  }
}
