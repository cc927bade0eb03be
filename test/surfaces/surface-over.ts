import type { MovableClock } from '../../src/app/outside.js'
import {
  chatNameOf,
  type Driver,
  type Seat,
  type Shown,
  type ShownButton,
  type Surface,
  type SurfaceName,
} from './surface.js'
import type { Whole } from './whole.js'

interface Parts {
  readonly name: SurfaceName
  readonly driver: Driver
  readonly whole: Whole
  readonly clock: MovableClock
  /** Ends the program and starts it again. */
  readonly restart: () => Promise<void>
}

/** What every surface has in common: it waits, remembers buttons, and looks into the log. */
export function surfaceOver({ name, driver, whole, clock, restart }: Parts): Surface {
  const memory = memoryOf(driver)
  let former: ReadonlySet<string> = new Set()
  const settle = async (): Promise<void> => {
    await driver.delivered()
    await whole.served().app.idle()
    await memory.look()
  }
  return {
    name,
    clock,
    settle,
    traits: driver.traits,
    store: whole.store,
    traces: {
      ...whole.traces,
      answers: async () => (await whole.traces.answers()).filter(({ answer }) => !former.has(answer)),
    },
    ...actsOf(driver, memory),
    ...memory.views,
    pass: async (milliseconds) => {
      clock.move(milliseconds)
      await driver.noticed()
      whole.served().app.lookAgain()
    },
    today: async () => {
      await whole.today()
    },
    routes: () => whole.served().routes,
    restart,
    startOver: async () => {
      await settle()
      driver.startOver()
      await memory.forget()
      former = new Set((await whole.traces.answers()).map(({ answer }) => answer))
    },
    withdraw: whole.withdraw,
    violations: driver.violations,
    leaks: () => {
      const kept = [...driver.secrets, ...memory.words().filter(tellsMuch)].map(asLogged)
      return whole.log.lines.filter((line) => kept.some((one) => line.includes(one)))
    },
    end: async () => {
      await whole.end()
      await driver.end()
    },
  }
}

/** Short words and commands stand in log lines for other reasons. */
const tellsMuch = (text: string): boolean => text.trim().length >= 4 && !/^[\w/]+$/.test(text.trim())

const asLogged = (text: string): string => JSON.stringify(text).slice(1, -1)

type Acting = Omit<
  Driver,
  'traits' | 'read' | 'delivered' | 'noticed' | 'violations' | 'secrets' | 'end' | 'startOver'
>
type Acts = Pick<Surface, keyof Acting | 'toast'>

function actsOf(driver: Acting, memory: Memory): Acts {
  let toast = ''
  return {
    say: async (seat, text, how) => {
      memory.hear(seat, text)
      await driver.say(seat, text, how)
    },
    edit: async (seat, text, how) => {
      memory.hear(seat, text)
      await driver.edit(seat, text, how)
    },
    press: async (seat, label, which = 'newest') => {
      const button = memory.named(seat, label, which)
      if (button === undefined) throw new Error(`no button “${label}” was ever shown to ${seat.person} here`)
      toast = await driver.press(seat, button)
    },
    forge: async (seat, token) => {
      toast = await driver.forge(seat, token)
    },
    toast: () => toast,
    send: driver.send,
    sendFile: driver.sendFile,
    appoint: driver.appoint,
    join: driver.join,
    leave: driver.leave,
    follow: driver.follow,
    migrate: driver.migrate,
  }
}

/** A button that was shown once, whether or not it still is. */
interface OnceShown extends ShownButton {
  readonly chat: string
  readonly message: string
}

/** What was said, what stands in the chats, and every button that ever stood there. */
interface Memory {
  readonly look: () => Promise<void>
  readonly hear: (seat: Seat, text: string) => void
  readonly words: () => readonly string[]
  readonly named: (seat: Seat, label: string, which: 'newest' | 'oldest') => OnceShown | undefined
  /** Nothing was said, and what stands there now was never there. */
  readonly forget: () => Promise<void>
  readonly views: Pick<Surface, 'shown' | 'everything' | 'hasSaid' | 'hasShown' | 'canPress' | 'tokens'>
}

function memoryOf({ read, traits }: Pick<Driver, 'read' | 'traits'>): Memory {
  const buttons = new Map<string, OnceShown>()
  let said: readonly { readonly text: string; readonly by: string }[] = []
  let reading: readonly Shown[] = []
  let former: ReadonlySet<string> = new Set()

  const named: Memory['named'] = (seat, label, which) => {
    const labelled = [...buttons.values()].filter(
      (one) => one.label === label && one.chat === chatNameOf(seat),
    )
    return which === 'oldest' ? labelled[0] : labelled.at(-1)
  }
  return {
    named,
    look: async () => {
      reading = (await read()).filter((one) => !former.has(idOf(one)))
      for (const { chat, id, buttons: shown } of reading)
        for (const button of shown)
          if (!buttons.has(button.token)) buttons.set(button.token, { ...button, chat, message: id })
    },
    hear: (seat, text) => {
      said = [...said, { text, by: byOf(seat) }]
    },
    words: () => said.map(({ text }) => text),
    forget: async () => {
      former = new Set((await read()).map(idOf))
      buttons.clear()
      said = []
      reading = []
    },
    views: {
      shown: (seat) => reading.filter(({ chat }) => chat === chatNameOf(seat)),
      everything: () => reading,
      tokens: () => [...buttons.keys()],
      hasSaid: (seat, text) =>
        said.some((one) => one.by === byOf(seat) && (text === undefined || one.text === text)),
      hasShown: (seat, label) => named(seat, label, 'newest') !== undefined,
      canPress: (seat, label, which = 'newest') => {
        const button = named(seat, label, which)
        if (button === undefined || !traits.pressesLastOnly) return button !== undefined
        return reading.at(-1)?.buttons.some(({ token }) => token === button.token) ?? false
      },
    },
  }
}

const byOf = (seat: Seat): string => `${chatNameOf(seat)} ${seat.person}`

const idOf = ({ chat, id }: Shown): string => `${chat} ${id}`
