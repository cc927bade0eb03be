import * as z from 'zod'
import { documentShape } from './document.js'

const attachment = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('picture'), name: z.string(), svg: z.string(), alt: z.string() }),
  z.object({ kind: z.literal('file'), name: z.string(), text: z.string() }),
  z.object({ kind: z.literal('print'), name: z.string(), document: documentShape }),
])

/**
 * What goes out behind the text of a reply, as a message of its own. `name` is that of a file, with its ending: .png of a
 * picture, .pdf of a print. `alt` says what a picture shows to who cannot see it.
 */
export type Attachment = Readonly<z.output<typeof attachment>>

const attachmentCall = z.object({ attachment })

/** The attachment that a call of the outbox holds; undefined where it holds a message. */
export const attachmentIn = (call: unknown): Attachment | undefined =>
  attachmentCall.safeParse(call).data?.attachment

/** As it waits in the outbox; the bytes of a picture or a print are made when it leaves. */
export const attachmentCallOf = (one: Attachment): { readonly attachment: Attachment } => ({
  attachment: one,
})

/** In bytes. It waits in the outbox as text, and platforms take more. */
export const mostBytes = 5_000_000

export function isTooLarge(one: Attachment): boolean {
  return new TextEncoder().encode(waitingText(one)).length > mostBytes
}

/** As what it waits: a drawing, a text, a document as JSON. */
export function waitingText(one: Attachment): string {
  switch (one.kind) {
    case 'picture':
      return one.svg
    case 'file':
      return one.text
    case 'print':
      return JSON.stringify(one.document)
  }
}

/** What is said in its place where it could not be sent. */
export function insteadText(one: Attachment, why: string): string {
  return one.kind === 'picture' ? `${one.alt}（图片没发出去：${why}）` : `文件“${one.name}”没发出去：${why}。`
}
