import { formFields } from '../telegram/form.js'
import type { Form } from './calls.js'

/** The fields of a multipart form; undefined when the body is none. */
export async function formIn(body: Buffer, contentType: string): Promise<Form | undefined> {
  if (!contentType.startsWith('multipart/form-data')) return undefined
  const form = new Map<string, string | Uint8Array>()
  for (const [name, value] of formFields(body, contentType) ?? [])
    form.set(name, typeof value === 'string' ? value : new Uint8Array(await value.arrayBuffer()))
  return form
}

/** As calls are recorded: of a file how many bytes it has. */
export function shownForm(form: Form): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...form].map(([name, value]) => [name, typeof value === 'string' ? value : `${value.length} bytes`]),
  )
}
