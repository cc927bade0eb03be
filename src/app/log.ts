import { pino } from 'pino'
import type { Log, LogFields } from '../ports.js'
import type { LogLevel } from './environment.js'

/** Structured logs on standard error: standard output belongs to what people asked for. */
export function pinoLog(level: LogLevel): Log {
  const logger = pino({ level, base: null, redact: ['*.token', '*.text', '*.question'] }, pino.destination(2))
  return {
    info: (event, fields = {}) => {
      logger.info(fields, event)
    },
    warn: (event, fields = {}) => {
      logger.warn(fields, event)
    },
    error: (event, fields = {}, error) => {
      logger.error({ ...fields, ...errorFields(error) }, event)
    },
  }
}

/** Where an error came from, never what it was about: messages of drivers may quote what people wrote. */
function errorFields(error: unknown): LogFields {
  if (!(error instanceof Error)) return {}
  const code = 'code' in error ? String(error.code) : undefined
  const at = (error.stack ?? '')
    .split('\n')
    .filter((line) => line.startsWith('    at '))
    .slice(0, 8)
  return { error: error.name, code, at: at.map((line) => line.trim()).join(' < ') }
}

export const silentLog: Log = { info: () => undefined, warn: () => undefined, error: () => undefined }
