import type { HttpInstance } from '@larksuiteoapi/node-sdk'
import { isAxiosError } from 'axios'
import * as z from 'zod'
import { limits } from './limits.js'

export interface DownloadRequest {
  /** After the domain, with its leading slash. */
  readonly path: string
  readonly query: Readonly<Record<string, string>>
}

/** Undefined: it is larger than we read. */
export const fileBytes = z.object({ bytes: z.instanceof(Uint8Array).optional() })
export type FileBytes = z.output<typeof fileBytes>

interface Line {
  readonly http: HttpInstance
  readonly domain: string
}

/** Past the SDK, which takes every body for JSON. Answered as its calls are: a body with a code, and headers. */
export async function downloaded(
  { path, query }: DownloadRequest,
  token: string,
  { http, domain }: Line,
): Promise<unknown> {
  const config = {
    method: 'GET' as const,
    url: `${domain}${path}`,
    params: query,
    headers: { Authorization: `Bearer ${token}` },
    responseType: 'arraybuffer' as const,
    transformResponse: [bodyOf],
    timeout: limits.downloadMs,
    maxContentLength: limits.fileBytes,
    $return_headers: true,
  }
  try {
    return await http.request<unknown>(config)
  } catch (error) {
    if (isTooLong(error)) return { data: { code: 0 }, headers: {} }
    throw error
  }
}

/** JSON is what the platform says instead of the file; a page of somebody in between is told by its status. */
function bodyOf(content: ArrayBuffer | Uint8Array, headers: { readonly 'content-type'?: unknown }): unknown {
  const bytes = new Uint8Array(content)
  const isJson = String(headers['content-type']).startsWith('application/json')
  return isJson ? parsed(new TextDecoder().decode(bytes)) : { code: 0, bytes }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** axios has no code of its own for it. */
const isTooLong = (error: unknown): boolean => isAxiosError(error) && /maxContentLength/.test(error.message)
