import { describe, expect, test } from 'vitest'
import { configFrom } from '../../src/app/config.js'

test('nothing set is enough', () => {
  expect(configFrom({})).toEqual({
    ok: true,
    config: {
      databaseUrl: 'file:./data/chizheng.db',
      host: '127.0.0.1',
      port: 8080,
      knowledgeDir: undefined,
      timeZone: 'Asia/Shanghai',
      logLevel: 'info',
    },
  })
})

describe('what may be set', () => {
  test.each([
    ['DATABASE_URL', 'file::memory:'],
    ['DATABASE_URL', 'postgres://user:secret@db/chizheng'],
    ['DATABASE_URL', 'postgresql://db/chizheng'],
    ['HOST', '0.0.0.0'],
    ['PORT', '0'],
    ['PORT', '65535'],
    ['TIMEZONE', 'UTC'],
    ['LOG_LEVEL', 'silent'],
    ['KNOWLEDGE_DIR', '/srv/knowledge'],
  ])('%s %s', (name, value) => {
    expect(configFrom({ [name]: value }).ok).toBe(true)
  })
})

/** `way`: words of the remedy that an operator can copy. */
const wrong: readonly { name: string; value: string; way: string }[] = [
  { name: 'DATABASE_URL', value: 'mysql://root:hunter2@db/x', way: 'postgres://' },
  { name: 'DATABASE_URL', value: 'hunter2.db', way: 'file:' },
  { name: 'DATABASE_URL', value: '', way: 'file:' },
  { name: 'DATABASE_URL', value: 'file:', way: 'file:' },
  { name: 'PORT', value: 'http-hunter2', way: '8080' },
  { name: 'PORT', value: '-7', way: '8080' },
  { name: 'PORT', value: '65536', way: '8080' },
  { name: 'PORT', value: '80.5', way: '8080' },
  { name: 'PORT', value: '', way: '8080' },
  { name: 'PORT', value: '   ', way: '8080' },
  { name: 'PORT', value: '0x50', way: '8080' },
  { name: 'HOST', value: '', way: '127.0.0.1' },
  { name: 'KNOWLEDGE_DIR', value: '', way: 'KNOWLEDGE_DIR' },
  { name: 'TIMEZONE', value: 'Beijing-hunter2', way: 'Asia/Shanghai' },
  { name: 'TIMEZONE', value: '', way: 'Asia/Shanghai' },
  { name: 'LOG_LEVEL', value: 'hunter2', way: 'info、debug' },
]

test.each(wrong)(
  '$name “$value” is refused by name, with the way out and without the value',
  ({ name, value, way }) => {
    const read = configFrom({ [name]: value })
    const faults = read.ok ? [] : read.faults
    expect(faults).toHaveLength(1)
    expect(faults[0]).toContain(name)
    expect(faults[0]).toContain(way)
    if (value.trim().length > 2 && !way.startsWith(value))
      expect(faults[0]?.replace('65535', '')).not.toContain(value)
  },
)

test('every wrong setting is told at once', () => {
  const read = configFrom({ DATABASE_URL: 'x', PORT: 'x', TIMEZONE: 'x', LOG_LEVEL: 'x', HOST: '' })
  expect(read.ok ? [] : read.faults.map((fault) => fault.split(' ')[0]).sort()).toEqual([
    'DATABASE_URL',
    'HOST',
    'LOG_LEVEL',
    'PORT',
    'TIMEZONE',
  ])
})
