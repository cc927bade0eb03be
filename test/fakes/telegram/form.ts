/**
 * The fields of a multipart form. The parser in Node wants quotes and spaces that grammY does not write
 * (`content-disposition:form-data;name="x";filename=y`); Telegram's is as patient as this one.
 */
export function formFields(
  body: Buffer,
  contentType: string,
): readonly (readonly [string, string | File])[] | undefined {
  const boundary = /boundary="?([^";]+)/.exec(contentType)?.[1]
  // One byte a character, so that places in the text are places in the bytes.
  const parts = boundary === undefined ? [] : body.toString('latin1').split(`--${boundary}`)
  if (parts.length < 2 || !parts.at(-1)?.startsWith('--')) return undefined
  return parts.slice(1, -1).map(fieldOf)
}

function fieldOf(part: string): readonly [string, string | File] {
  const end = part.indexOf('\r\n\r\n')
  const head = utf8(part.slice(0, end)).toString()
  const content = utf8(part.slice(end + 4, -2))
  const name = /[; ]name="?([^";\r\n]+)/i.exec(head)?.[1] ?? ''
  const file = /filename="?([^";\r\n]*)/i.exec(head)?.[1]
  return [name, file === undefined ? content.toString() : new File([new Uint8Array(content)], file)]
}

const utf8 = (latin1: string): Buffer => Buffer.from(latin1, 'latin1')
