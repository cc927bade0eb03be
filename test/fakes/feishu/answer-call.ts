import type { IncomingMessage, ServerResponse } from 'node:http'
import { answerAccount, worldOfToken } from './api-account.js'
import { answerChats } from './api-chats.js'
import { answerMessages } from './api-messages.js'
import { answerResources } from './api-resources.js'
import { answerUploads } from './api-uploads.js'
import { refused, routeOf, type ApiAnswer, type ApiCall, type RecordedCall } from './calls.js'
import { takeFault, type Fault } from './faults.js'
import { formIn, shownForm } from './form.js'
import { endpointFor, endpointRefusal, type Doors } from './handshake.js'
import { changed, nowIn, type World } from './world.js'

interface OpenCall extends RecordedCall {
  status?: number
  code?: number
}

/** One HTTP call: recorded, hit by its fault if there is one, else done and answered. */
export async function answerCall(
  doors: Doors,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const bytes = await bodyOf(request)
  const form = await formIn(bytes, request.headers['content-type'] ?? '')
  const text = bytes.toString()
  const url = new URL(request.url ?? '/', doors.domain)
  const call: ApiCall = {
    ...routeOf(request.method ?? 'GET', url.pathname),
    query: url.searchParams,
    body: form === undefined ? parsed(text) : shownForm(form),
    ...(form !== undefined && { form }),
    bytes: bytes.length,
  }
  const world = worldFor(doors, call, request)
  if ('status' in world) {
    send(response, world)
    return
  }
  const record: OpenCall = {
    operation: call.operation,
    method: request.method ?? 'GET',
    path: url.pathname + url.search,
    body: call.body,
    at: nowIn(world),
  }
  world.calls.push(record)
  respond(world, call, record, response, () => answerOf(doors, world, call, request))
  changed(world)
}

/** `act` does it; a fault decides whether it is done at all, and what the caller hears of it. */
function respond(
  world: World,
  call: ApiCall,
  record: OpenCall,
  response: ServerResponse,
  act: () => ApiAnswer,
): void {
  const active = takeFault(world, call.operation)
  const fault = active?.fault
  if (fault === undefined || fault.kind === 'code' || fault.kind === 'status') {
    if (fault?.kind === 'status' && fault.taken) act()
    const answer = fault === undefined ? act() : answerTo(fault)
    record.status = answer.status
    record.code = Number(answer.body['code'] ?? -1)
    send(response, answer)
    return
  }
  if (fault.kind === 'answer-lost' || fault.kind === 'answer-hangs') act()
  if (fault.kind === 'hang' || fault.kind === 'answer-hangs') active?.held.push(() => response.destroy())
  else response.destroy()
}

function answerTo(fault: Extract<Fault, { kind: 'code' | 'status' }>): ApiAnswer {
  if (fault.kind === 'status') return { status: fault.status, body: {} }
  const { code, msg = 'injected', status = 200, headers = {} } = fault
  return { status, body: { code, msg, data: {} }, headers }
}

function answerOf(doors: Doors, world: World, call: ApiCall, request: IncomingMessage): ApiAnswer {
  if (call.operation === 'ws-endpoint') return endpointFor(doors, world, call.body)
  const answer =
    answerAccount(world, call, tokenOf(request)) ??
    answerUploads(world, call) ??
    answerResources(world, call) ??
    answerMessages(world, call) ??
    answerChats(world, call)
  if (answer !== undefined) return answer
  world.violations.push({ call: request.url ?? '', what: 'there is no such call' })
  return refused(404, 'page not found', 404)
}

/** Who is calling: the app named in the body, or the one whose token it is. */
function worldFor(doors: Doors, { operation, body }: ApiCall, request: IncomingMessage): World | ApiAnswer {
  if (operation === 'token' || operation === 'ws-endpoint') {
    const named = body instanceof Object ? Object.entries(body) : []
    const id: unknown = named.find(([key]) => key === 'app_id' || key === 'AppID')?.[1]
    const stranger =
      operation === 'token' ? refused(10003, 'invalid app_id', 200) : endpointRefusal(514, 'auth failed')
    return doors.worlds.get(String(id)) ?? stranger
  }
  const token = tokenOf(request)
  if (token === undefined) return refused(99991661, 'Missing access token for authorization')
  return (
    worldOfToken(doors.worlds.values(), token) ?? refused(99991663, 'Invalid access token for authorization')
  )
}

function tokenOf(request: IncomingMessage): string | undefined {
  return /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1]
}

function send(response: ServerResponse, { status, body, file, headers = {} }: ApiAnswer): void {
  if (file !== undefined) {
    response.writeHead(status, { 'content-type': 'application/octet-stream', ...headers })
    response.end(file)
    return
  }
  const json = Object.keys(body).length > 0
  response.writeHead(status, { 'content-type': json ? 'application/json' : 'text/html', ...headers })
  response.end(json ? JSON.stringify(body) : '<html><body>Bad Gateway</body></html>')
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  for await (const chunk of request) if (chunk instanceof Uint8Array) chunks.push(chunk)
  return Buffer.concat(chunks)
}

function parsed(text: string): unknown {
  try {
    return text === '' ? undefined : (JSON.parse(text) as unknown)
  } catch {
    return text
  }
}
