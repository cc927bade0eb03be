import type { Arrival } from '../../src/chat/arrival.js'
import { bytesOf } from '../../src/app/drawing.js'
import { webChat, type WebChat } from '../../src/channels/web/start.js'
import type { Call, Send } from '../../src/ports-sending.js'
import type { Intake } from '../../src/ports-channel.js'
import type { Line, Log, Transcript } from '../../src/ports.js'
import { attachmentCallOf, type Attachment } from '../../src/reply/attachment.js'
import type { Reply } from '../../src/reply/reply.js'
import { civilDate, instant, type CivilDate, type Instant } from '../../src/values/civil-date.js'
import { entryId, eventId, messageId, pressToken, sourceId, type ChatRef } from '../../src/values/ids.js'

/** A web chat on memory: what it stored, what it accepted, and a bot that answers through the channel. */
export interface FakeWeb {
  readonly chat: WebChat
  readonly accepted: readonly Arrival[]
  /** Sends a reply as the outbox would, and waits until it is stored. */
  readonly say: (
    to: ChatRef,
    reply: Reply,
    how?: Partial<Pick<Send, 'key' | 'edits' | 'repeated'>>,
  ) => Promise<void>
  /** Sends what goes out behind a reply. */
  readonly give: (to: ChatRef, attachment: Attachment, key?: string) => Promise<void>
  /** The same state under a new process. */
  readonly restarted: () => FakeWeb
}

export interface FakeOptions {
  /** What the bot does with an arrival it sees for the first time. */
  readonly answer?: (arrival: Arrival, web: FakeWeb) => Promise<void>
  readonly transcript?: Transcript
  readonly onToast?: () => void
}

export function fakeWeb({ answer, transcript = memoryTranscript(), onToast }: FakeOptions = {}): FakeWeb {
  const accepted: Arrival[] = []
  const toast: Intake['toast'] = () => {
    onToast?.()
    return Promise.resolve('谢谢，已经记下')
  }
  // Questions of platforms that a web chat never asks.
  const wrote: Intake['wrote'] = () => Promise.resolve(false)
  const caughtUp: Intake['caughtUp'] = () => Promise.resolve(undefined)
  const noteCaughtUp: Intake['noteCaughtUp'] = () => Promise.resolve()
  const chat = webChat({
    transcript,
    clock,
    log,
    dice: { token: nextToken },
    bytesOf,
    intake: { accept, toast, wrote, caughtUp, noteCaughtUp },
  })
  const web: FakeWeb = {
    chat,
    accepted,
    say,
    give: (to, one, key = nextToken()) => put(to, attachmentCallOf(one), { key }),
    restarted: () => fakeWeb({ ...(answer && { answer }), transcript }),
  }

  async function accept(arrivals: readonly Arrival[]): Promise<void> {
    for (const arrival of arrivals) {
      if (accepted.some(({ id }) => id === arrival.id)) continue
      accepted.push(arrival)
      await answer?.(arrival, web)
    }
  }

  async function say(
    to: ChatRef,
    reply: Reply,
    how: Partial<Pick<Send, 'key' | 'edits' | 'repeated'>> = {},
  ): Promise<void> {
    for (const call of web.chat.channel.render(reply, () => pressToken(nextToken()))) await put(to, call, how)
  }

  async function put({ channel, chat }: ChatRef, call: Call, how: Partial<Send>): Promise<void> {
    await web.chat.channel.send({
      id: 1,
      key: nextToken(),
      repeated: false,
      queuedAt: clock.now(),
      to: { channel, chat },
      call,
      ...how,
    })
  }

  return web
}

let tokens = 0
const nextToken = (): string => `token-${String(++tokens).padStart(20, '0')}`

let now = Date.UTC(2026, 10, 21, 6, 30)
const clock = { now: (): Instant => instant((now += 1_000)) }

const log: Log = {
  info: () => undefined,
  warn: () => undefined,
  error: (event, _fields, error) => {
    throw new Error(event, { cause: error })
  },
}

interface StoredLine extends Line {
  readonly key: string
  readonly place: number
}

/** Ordered as the real store orders: the first changes after the cursor, each where its line was first said. */
export function memoryTranscript(): Transcript {
  const chats = new Map<string, StoredLine[]>()
  let cursor = 0
  const linesOf = ({ chat }: ChatRef): StoredLine[] => chats.get(chat) ?? []

  return {
    append({ chat, key, by, body }, at) {
      const lines = linesOf(chat)
      const id = messageId(key)
      if (!lines.some((line) => line.key === key))
        chats.set(chat.chat, [...lines, { id, key, by, body, at, cursor: ++cursor, place: cursor }])
      return Promise.resolve(id)
    },
    replace(chat, message, body, at) {
      const lines = linesOf(chat)
      const changed = lines.map((line) =>
        line.id === message ? { ...line, body, at, cursor: ++cursor } : line,
      )
      chats.set(chat.chat, changed)
      return Promise.resolve(lines.some((line) => line.id === message))
    },
    line: (chat, message) => Promise.resolve(linesOf(chat).find(({ id }) => id === message)),
    since(chat, after, limit) {
      const changes = linesOf(chat).filter((line) => line.cursor > after)
      const first = changes.toSorted((a, b) => a.cursor - b.cursor).slice(0, limit)
      return Promise.resolve(first.toSorted((a, b) => a.place - b.place))
    },
  }
}

/** A reply with everything a reply can have. */
export const fullReply: Reply = {
  title: '注册资本要多少',
  blocks: [
    { kind: 'paragraph', text: [{ bold: '省内经营不少于 100 万元，跨省经营不少于 1000 万元。' }] },
    {
      kind: 'paragraph',
      text: [
        '按经营范围看，不按座席数看。只在一个省、自治区、直辖市内经营的，适用前一个数；在两个以上经营的，适用后一个数。详见',
        { link: '管理办法全文', url: 'https://www.example.cn/rules' },
        '。',
      ],
    },
    {
      kind: 'facts',
      rows: [
        { label: '省内经营', value: [{ bold: '100 万元' }] },
        { label: '跨省经营', value: [{ bold: '1000 万元' }] },
        { label: '是否要实缴', value: ['法规没有写；部分省份的办事指南另有要求'] },
      ],
    },
    {
      kind: 'list',
      items: [['先定经营范围'], ['再看营业执照上的注册资本'], ['不够的先增资，后申请']],
      ordered: true,
    },
    { kind: 'note', tone: 'info', text: ['认缴制下，执照上的数就是注册资本。'] },
    { kind: 'note', tone: 'warning', text: ['垫资验资再转走属于抽逃出资，不要这样做。'] },
    {
      kind: 'citations',
      of: [
        {
          source: sourceId('telecom-regulations'),
          name: '《电信业务经营许可管理办法》',
          article: '第六条第（二）项',
          authority: 'ministry-rule',
          evidence: 'A',
          checkedOn: day('2026-11-01'),
          url: 'https://www.example.cn/rules',
        },
        {
          source: sourceId('trade'),
          name: '某代办公司的介绍文章',
          authority: 'trade-article',
          evidence: 'C',
          checkedOn: day('2026-10-12'),
        },
      ],
    },
  ],
  buttons: [
    [
      { label: '检查我的条件', press: { kind: 'command', command: 'selftest' }, style: 'primary' },
      { label: '更多', press: { kind: 'more', entry: entryId('capital.amount') } },
    ],
    [
      { label: '有用', press: { kind: 'rate', answer: eventId('e'), useful: true } },
      { label: '没用', press: { kind: 'rate', answer: eventId('e'), useful: false } },
    ],
  ],
}

function day(text: string): CivilDate {
  const date = civilDate(text)
  if (date === undefined) throw new Error(`${text} is no day`)
  return date
}
