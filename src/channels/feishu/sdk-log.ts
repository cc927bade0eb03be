import { LoggerLevel, type Logger } from '@larksuiteoapi/node-sdk'
import type { Log } from '../../ports.js'

/** 0 (fatal) would be read as "not given". */
export const sdkLogLevel = LoggerLevel.error

/**
 * That the SDK had something to say, and nothing of what: its lines carry what people wrote, access tokens and the app
 * secret. What matters in them reaches us as results.
 */
export function silentLogger(log: Log): Logger {
  const nothing = (): void => undefined
  return {
    error: () => {
      log.warn('feishu sdk reported an error')
    },
    warn: nothing,
    info: nothing,
    debug: nothing,
    trace: nothing,
  }
}
