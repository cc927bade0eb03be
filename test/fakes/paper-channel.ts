import { closeSync, fsyncSync, openSync, readFileSync, statSync, writeSync } from 'node:fs'
import * as z from 'zod'
import type { Call, Send, SendOutcome } from '../../src/ports-sending.js'
import type { Channel } from '../../src/ports-channel.js'
import { attachmentIn, waitingText } from '../../src/reply/attachment.js'
import { plainText } from '../../src/reply/plain.js'
import { splitReply } from '../../src/reply/split.js'
import { messageId, pressToken, type ChannelName, type PressToken } from '../../src/values/ids.js'

const paperCall = z.object({
  text: z.string(),
  buttons: z.array(z.object({ label: z.string(), token: z.string() })),
})

const paperLine = paperCall.extend({
  key: z.string(),
  chat: z.string(),
  repeated: z.boolean(),
  edits: z.string().optional(),
  /** The text of a file, or of a drawing. */
  file: z.string().optional(),
})

/** One message as people in the chat see it. */
export type PaperLine = z.output<typeof paperLine>

/** What reached the chats, in order. */
export interface Paper {
  write(line: PaperLine): void
  read(): readonly PaperLine[]
}

export function paperInMemory(): Paper {
  const lines: PaperLine[] = []
  return { write: (line) => void lines.push(line), read: () => lines }
}

/** Each line is on the disk before `write` returns: what reached the chat stays there, whoever is killed. */
export function paperInFile(path: string): Paper {
  let known: { readonly size: number; readonly lines: readonly PaperLine[] } = { size: 0, lines: [] }
  return {
    write: (line) => {
      const file = openSync(path, 'a')
      writeSync(file, `${JSON.stringify(line)}\n`)
      fsyncSync(file)
      closeSync(file)
    },
    // It only grows, and who waits for a line looks again and again.
    read: () => {
      const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0
      if (size > known.size) known = { size, lines: linesOf(readFileSync(path, 'utf8')) }
      return known.lines
    },
  }
}

const linesOf = (text: string): readonly PaperLine[] => text.trim().split('\n').map(lineOf)

const lineOf = (text: string): PaperLine => paperLine.parse(JSON.parse(text))

/** What goes wrong with one send: the message reached the chat or not, and then the platform says this, throws or says nothing. */
export interface Trouble {
  readonly reached: boolean
  readonly then: SendOutcome | 'throws' | 'hangs'
}

export interface PaperOptions {
  readonly paper: Paper
  readonly name?: ChannelName
  /** Of one part. Small by default, so that a reply becomes several rows. */
  readonly characters?: number
  readonly trouble?: (send: Send, text: string) => Trouble | undefined
  /** Awaited before and after each message is written: where the kill tests stop. */
  readonly around?: (moment: 'before' | 'after') => Promise<void>
}

/** What the platform writes before a message that may stand in the chat already. */
export const mark = '（重发）'

const fewCharacters = 24

/** A platform whose chats are a paper: it drops no repeats, and what was written cannot be taken back. */
export function paperChannel({
  paper,
  name = 'terminal',
  characters = fewCharacters,
  trouble = () => undefined,
  around = () => Promise.resolve(),
}: PaperOptions): Channel {
  const write = async (send: Send): Promise<void> => {
    const { text, buttons } = onPaper(send.call)
    await around('before')
    paper.write({
      key: send.key,
      chat: send.to.chat,
      text: send.repeated ? `${mark}${text}` : text,
      repeated: send.repeated,
      ...(send.edits !== undefined && { edits: send.edits }),
      buttons,
      ...fileIn(send.call),
    })
    await around('after')
  }

  return {
    name,
    dropsRepeatsForMs: 0,
    sendsPerSecond: Number.POSITIVE_INFINITY,
    place: () => ({ calledBy: [], seesEdits: false }),
    render: (reply, tokenOf) =>
      splitReply(reply, characters).map((part): Call => ({
        text: plainText(part),
        buttons: (part.buttons ?? [])
          .flat()
          .map((button) => ({ label: button.label, token: tokenOf(button) })),
      })),
    send: async (send) => {
      const wrong = trouble(send, onPaper(send.call).text)
      if (wrong?.reached !== false) await write(send)
      return wrong === undefined
        ? { kind: 'sent', message: send.edits ?? messageId(send.key) }
        : broken(wrong.then)
    },
  }
}

/** Of what goes out behind a text only the name is written. */
function onPaper(call: Call): z.output<typeof paperCall> {
  const attachment = attachmentIn(call)
  return attachment === undefined ? paperCall.parse(call) : { text: `[${attachment.name}]`, buttons: [] }
}

function fileIn(call: Call): Pick<PaperLine, 'file'> {
  const attachment = attachmentIn(call)
  if (attachment === undefined) return {}
  return { file: waitingText(attachment) }
}

function broken(then: Trouble['then']): Promise<SendOutcome> {
  if (then === 'hangs') return new Promise(() => undefined)
  if (then === 'throws') return Promise.reject(new Error('the connection broke'))
  return Promise.resolve(then)
}

/** The first button with this label in a chat. */
export function tokenIn(paper: Paper, chat: string, label: string): PressToken | undefined {
  const buttons = paper.read().flatMap((line) => (line.chat === chat ? line.buttons : []))
  const token = buttons.find((button) => button.label === label)?.token
  return token === undefined ? undefined : pressToken(token)
}
