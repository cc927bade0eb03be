import type { IncomingMessage } from 'node:http'
import * as z from 'zod'
import { typedFields, type Payload } from './bot-api.js'
import { formFields } from './form.js'
import { against } from './refusal.js'

const record = z.record(z.string(), z.unknown())

/** What a call carries: JSON, a form with or without files, or a query string. Rejects with a `Refusal`, or when the caller goes away. */
export async function payloadOf(
  request: IncomingMessage,
  method: string,
  query: URLSearchParams,
): Promise<Payload> {
  const bytes = await bytesOf(request)
  const type = request.headers['content-type'] ?? ''
  if (bytes.length === 0) return typedFields(method, query)
  if (type.startsWith('application/json')) return jsonOf(bytes.toString('utf8'))
  const form = formFields(bytes, type)
  if (form === undefined) throw against('the body is neither JSON nor a form', "can't parse the request body")
  return typedFields(method, attached(form))
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  for await (const chunk of request) if (chunk instanceof Uint8Array) chunks.push(chunk)
  return Buffer.concat(chunks)
}

function jsonOf(text: string): Payload {
  try {
    return record.parse(JSON.parse(text))
  } catch {
    throw against('the body is no JSON object', "can't parse JSON object")
  }
}

/** `attach://name` in a field stands for the file of that name in the same form; such a file is no field itself. */
function attached(
  parts: readonly (readonly [string, string | File])[],
): readonly (readonly [string, unknown])[] {
  const files = new Map(parts.map(([name, value]) => [`attach://${name}`, value]))
  const meant = new Set(parts.map(([, value]) => value))
  return parts
    .filter(([name]) => !meant.has(`attach://${name}`))
    .map(([name, value]) => [name, typeof value === 'string' ? (files.get(value) ?? value) : value])
}
