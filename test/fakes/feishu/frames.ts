import protobuf from 'protobufjs'
import { z } from 'zod'

/** Of the long connection, as the SDK defines it. SeqID and LogID are uint64 there, which is the same on the wire. */
const frameType = protobuf
  .parse(
    `
  syntax = "proto2";
  package pbbp2;
  message Header { required string key = 1; required string value = 2; }
  message Frame {
    required uint32 SeqID = 1;
    required uint32 LogID = 2;
    required int32 service = 3;
    required int32 method = 4;
    repeated Header headers = 5;
    optional string payloadEncoding = 6;
    optional string payloadType = 7;
    optional bytes payload = 8;
    optional string LogIDNew = 9;
  }`,
    { keepCase: true },
  )
  .root.lookupType('pbbp2.Frame')

export type Headers = Readonly<Record<string, string>>

export interface Frame {
  readonly method: 'control' | 'data'
  readonly headers: Headers
  readonly payload: Buffer
}

const methods = ['control', 'data'] as const
const wire = z.object({
  method: z.number(),
  headers: z.array(z.object({ key: z.string(), value: z.string() })).default([]),
  payload: z.instanceof(Buffer).optional(),
})

export function encodeFrame(service: number, frame: Frame): Uint8Array {
  return frameType
    .encode({
      SeqID: 0,
      LogID: 0,
      service,
      method: methods.indexOf(frame.method),
      headers: Object.entries(frame.headers).map(([key, value]) => ({ key, value })),
      payload: frame.payload,
    })
    .finish()
}

/** Throws when required fields are missing: the real server drops such a client. */
export function decodeFrame(bytes: Buffer): Frame {
  const { method, headers, payload } = wire.parse(frameType.toObject(frameType.decode(bytes)))
  return {
    method: methods[method] ?? 'data',
    headers: Object.fromEntries(headers.map(({ key, value }) => [key, value])),
    payload: payload ?? Buffer.alloc(0),
  }
}
