import * as z from 'zod'

const part = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('heading'), text: z.string() }),
  z.object({ kind: z.literal('paragraph'), text: z.string(), strong: z.literal(true).exactOptional() }),
  z.object({
    kind: z.literal('item'),
    text: z.string(),
    depth: z.union([z.literal(0), z.literal(1), z.literal(2)]),
  }),
  z.object({ kind: z.literal('row'), label: z.string(), value: z.string() }),
])

export const documentShape = z.object({
  title: z.string(),
  /** The same for the same document: what a printed one says it was made on. */
  on: z.iso.date(),
  parts: z.array(part),
  /** At the foot of every page. */
  foot: z.string(),
})

/** A paper to pass on, as plain data: printed as a PDF, or written as Markdown. */
export type Document = z.output<typeof documentShape>
export type Part = Document['parts'][number]
