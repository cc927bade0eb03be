import type { Agent } from 'node:http'
import type { HttpInstance } from '@larksuiteoapi/node-sdk'
import axios, { type AxiosResponse } from 'axios'
import { limits } from './limits.js'

export interface HttpParts {
  /** For the kind of address that is called; undefined: no proxy. */
  readonly agent: Agent | undefined
  /** Sees every body that comes back. */
  readonly hears?: (body: unknown) => void
}

/** What the SDK makes its calls with: as its own default, but with a timeout, which that lacks. */
export function httpFor({ agent, hears = () => undefined }: HttpParts): HttpInstance {
  const http = axios.create({
    timeout: limits.callMs,
    // A redirect would carry the app secret elsewhere.
    maxRedirects: 0,
    // axios reads the proxy from the environment by itself, and then speaks plain HTTP to it.
    proxy: false,
    ...(agent !== undefined && { httpAgent: agent, httpsAgent: agent }),
  })
  http.interceptors.response.use((response) => {
    hears(response.data)
    return asTheSdkExpects(response)
  })
  // The interceptor makes it true: the SDK's type promises bodies, axios' type knows responses only.
  return http as HttpInstance
}

/** The SDK expects bodies, not responses, except where it asks for both body and headers. */
function asTheSdkExpects(response: AxiosResponse<unknown>): AxiosResponse {
  const { data, headers, config } = response
  const expected: unknown = '$return_headers' in config ? { data, headers } : data
  return expected as AxiosResponse
}
