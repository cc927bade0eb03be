import { parse } from '@marcbachmann/cel-js'

/** Why a condition cannot be read as CEL; undefined if it can. */
export function conditionFault(condition: string): string | undefined {
  try {
    parse(condition)
    return undefined
  } catch (error) {
    return `条件读不懂：${error instanceof Error ? error.message.split('\n')[0] : String(error)}`
  }
}
