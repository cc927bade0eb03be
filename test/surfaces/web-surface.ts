import { randomUUID } from 'node:crypto'
import * as z from 'zod'
import type { Served } from '../../src/app/build.js'
import { surfaceOver } from './surface-over.js'
import type { Driver, Seat, Shown, Surface, SurfaceOptions, Traits } from './surface.js'
import { textIn } from './web-page.js'
import { clockFromBeginning, startWhole, type Whole } from './whole.js'

export async function openWeb(options: SurfaceOptions): Promise<Surface> {
  const clock = clockFromBeginning()
  const whole = await startWhole({ ...options, clock, operators: [], makers: [] })
  whole.served().start()
  const restart = async (): Promise<void> => {
    const served = await whole.anew()
    served.start()
  }
  return surfaceOver({ name: 'web', driver: driverFor(whole), whole, clock, restart })
}

const traits: Traits = {
  groups: false,
  seesEdits: false,
  alone: 'not',
  late: false,
  showsEdits: true,
  pressesLastOnly: false,
  kinds: [],
  closedBy: [],
  anonymous: false,
  names: false,
  writesNames: false,
  commandsCall: false,
  migrates: false,
  tellsOfGroups: false,
  tellsOfOpening: false,
  forges: true,
  longestText: Number.POSITIVE_INFINITY,
  numbersPress: false,
  refusesOddTokens: true,
}

function driverFor({ served }: Whole): Driver {
  const request: Served['routes']['request'] = (...asked) => served().routes.request(...asked)
  const cookies = new Map<string, string>()
  const at = async ({ person }: Pick<Seat, 'person'>): Promise<string> => {
    const known = cookies.get(person)
    if (known !== undefined) return known
    const page = await request('/')
    const cookie = (page.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
    cookies.set(person, cookie)
    return cookie
  }
  const post = async (seat: Seat, path: string, fields: object): Promise<Response> =>
    request(path, {
      method: 'POST',
      headers: { cookie: await at(seat), 'content-type': 'application/json' },
      body: JSON.stringify({ id: randomUUID(), ...fields }),
    })
  const press = async (seat: Seat, token: string): Promise<string> =>
    toastIn(await post(seat, '/presses', { token }))

  const page = async (person: string): Promise<readonly Shown[]> => {
    const response = await request('/', { headers: { cookie: await at({ person }) } })
    return shownIn(await response.text(), `private-${person}`)
  }
  const never = () => Promise.reject(new Error('nobody does this in a browser'))
  return {
    traits,
    secrets: [],
    startOver: () => {
      cookies.clear()
    },
    say: async (seat, text) => {
      const { status } = await post(seat, '/messages', { text })
      if (status !== 202) throw new Error(`the page answered ${status}`)
    },
    press: (seat, { token }) => press(seat, token),
    forge: press,
    send: never,
    sendFile: async (seat, { name, text }) => {
      const body = new FormData()
      body.set('id', randomUUID())
      body.set('file', new File([text], name))
      const headers = { cookie: await at(seat), accept: 'application/json' }
      const { status } = await request('/sheets', { method: 'POST', headers, body })
      if (status !== 202) throw new Error(`the page answered ${status}`)
    },
    edit: never,
    appoint: never,
    join: never,
    leave: never,
    follow: never,
    migrate: never,
    read: async () => (await Promise.all([...cookies.keys()].map(page))).flat(),
    delivered: () => Promise.resolve(),
    noticed: () => Promise.resolve(),
    violations: () => [],
    end: () => Promise.resolve(),
  }
}

const pressAnswer = z.object({ toast: z.string() })

/** What is no token at all is refused at the door. */
async function toastIn(response: Response): Promise<string> {
  return response.ok ? pressAnswer.parse(await response.json()).toast : ''
}

function shownIn(html: string, chat: string): readonly Shown[] {
  const lines = html.matchAll(/<article class="line bot" data-line="([^"]+)">(.*?)<\/article>/gs)
  return [...lines].map(([, id = '', line = '']) => ({
    chat,
    id,
    text: textIn(/<div class="card">(.*?)<\/div>/s.exec(line)?.[1] ?? ''),
    buttons: [...line.matchAll(/<button [^>]*value="([^"]+)"[^>]*>(.*?)<\/button>/gs)].map(
      ([, token = '', label = '']) => ({ label: textIn(label), token }),
    ),
    // A line that was changed does not say so.
    edits: 0,
    links: [],
  }))
}
