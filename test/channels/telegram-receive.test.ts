import { readdirSync, readFileSync } from 'node:fs'
import type { Update } from 'grammy/types'
import { expect, test } from 'vitest'
import { receive } from '../../src/channels/telegram/receive.js'
import { instant } from '../../src/values/civil-date.js'

const recorded = new URL('../recorded/telegram/', import.meta.url)
const read = (name: string, file: string): unknown =>
  JSON.parse(readFileSync(new URL(`${name}/${file}.json`, recorded), 'utf8'))

const us = { id: 7_000_000_001, username: 'Chizheng_bot', commands: ['start', 'help', 'ask'] }
const pressedAt = instant(1_795_399_200_000)

test.each(readdirSync(recorded))('%s', (name) => {
  // A claim about the recorded files: they have the shape Telegram sends.
  const update = read(name, 'update') as Update
  expect(receive(update, us, pressedAt)).toEqual(read(name, 'received'))
})
