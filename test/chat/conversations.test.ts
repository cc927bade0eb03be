import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import * as z from 'zod'
import { callFrom, render as renderTerminal } from '../../src/channels/terminal/render.js'
import { isMessage } from '../../src/channels/web/body.js'
import { render as renderWeb } from '../../src/channels/web/render.js'
import { plainText } from '../../src/reply/plain.js'
import type { Block, Button, Reply } from '../../src/reply/reply.js'
import type { PressToken } from '../../src/values/ids.js'
import type { Act } from './act.js'
import { room, type Came, type Room } from './room.js'
import { day, shippedContent } from './shipped.js'

const text = z.union([
  z.string(),
  z.strictObject({ repeat: z.string(), times: z.number() }).transform((it) => it.repeat.repeat(it.times)),
])

/** What must come back. Whatever is left out is not looked at. */
const expectation = z.strictObject({
  messages: z.number().optional(),
  blocks: z.array(z.string()).optional().describe('the kinds, in order'),
  verdict: z.string().optional().describe('stands in the first block'),
  contains: z.array(z.string()).optional(),
  lacks: z.array(z.string()).optional(),
  lines: z.number().optional().describe('at most'),
  buttons: z.array(z.string()).optional().describe('all labels, in order'),
  offers: z.array(z.string()).optional().describe('labels among others'),
  entries: z.array(z.string()).optional().describe('the answered ones, the best first'),
  outcome: z.string().optional(),
  toast: z.string().optional(),
  rated: z.boolean().optional(),
  effects: z.array(z.string()).optional().describe('the kinds, in order'),
  to: z.array(z.string()).optional().describe("the chat each message goes to; '' for this one"),
  revisions: z.array(z.number()).optional().describe('of the cards: above 1 it changes one that is there'),
  mentions: z.array(z.string()).optional().describe('who is rung, in order'),
  files: z.array(z.string()).optional().describe('the names of what goes out behind the texts, in order'),
  nothing: z.literal(true).optional().describe('no message, no toast, no effect'),
})

const step = z.strictObject({
  person: z.string().optional(),
  group: z.string().optional().describe("'' goes back to the private chat"),
  anonymous: z.literal(true).optional().describe('speaks as the group itself'),
  'sees-edits': z.boolean().optional(),
  alone: z.enum(['writes', 'link', 'not']).optional().describe('how people can be reached alone'),
  managers: z.array(z.string()).optional().describe('who may manage the groups'),
  clock: z
    .string()
    .regex(/^\+\d+[smhd]$/)
    .optional(),
  ago: z
    .string()
    .regex(/^\d+[smhd]$/)
    .optional()
    .describe('it was done that long ago and comes in only now'),
  withdraw: z.string().optional(),
  say: text.optional(),
  edit: text.optional().describe('the new text of what was last said, or of what was said as `of`'),
  of: z.string().optional(),
  send: z.string().optional().describe('something that is no text, such as 图片'),
  follow: z.literal('link').optional(),
  join: z.literal(true).optional(),
  leave: z.enum(['removed', 'muted', 'blocked', 'gone']).optional(),
  migrate: z.string().optional(),
  uncalled: z.literal(true).optional(),
  press: z.string().optional(),
  oldest: z.literal(true).optional(),
  forge: z.string().optional(),
  replies: z.literal('reminder').optional().describe('what is said replies to the last reminder'),
  remind: z.literal(true).optional().describe('the chat is told what is to be said that day'),
  missed: z.array(z.iso.date()).optional().describe('on these days it was not, because the bot was away'),
  gets: expectation.optional(),
})

const conversation = z.strictObject({
  stories: z.array(
    z.strictObject({
      fact: z.string(),
      begins: z.iso.datetime({ local: true }).optional().describe('in China; 2026-11-21T10:00 unless said'),
      steps: z.array(step),
    }),
  ),
})

type Step = z.output<typeof step>
type Expectation = z.output<typeof expectation>

/** Those beside the conversations need a calendar of their own, which no surface has: they are played here only. */
const folders = ['../conversations/', 'stories/'].map((path) => fileURLToPath(new URL(path, import.meta.url)))
const files = folders.flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => ({ name, path: folder + name })),
)
const { knowledge, rules, flows } = await shippedContent()

describe.each(files)('$name', ({ path }) => {
  const { stories } = conversation.parse(parse(readFileSync(path, 'utf8')))

  test.each(stories)('$fact', ({ steps, begins = '2026-11-21T10:00:00' }) => {
    const here = room(knowledge, rules, { flows, begins: Date.parse(`${begins}+08:00`) })
    for (const one of steps) take(one, here)
  })
})

function take(one: Step, here: Room): void {
  here.sit({ person: one.person, group: one.group, anonymous: one.anonymous })
  here.set({ seesEdits: one['sees-edits'], alone: one.alone, managers: one.managers })
  if (one.clock !== undefined) here.move(milliseconds(one.clock))
  if (one.withdraw !== undefined) here.withdraw(one.withdraw)
  const came = cameOf(one, here)
  if (came === undefined) return
  for (const reply of came.replies) everyChannelShows(reply, here)
  if (one.gets !== undefined) compare(came, one.gets, `after ${JSON.stringify(one).slice(0, 120)}`)
}

function cameOf(one: Step, here: Room): Came | undefined {
  if (one.remind === true) return here.remind((one.missed ?? []).map(day))
  const act = actOf(one)
  return act === undefined ? undefined : here.act(act, one.ago === undefined ? 0 : milliseconds(one.ago))
}

function actOf({ say, edit, of, send, press, forge, uncalled, oldest, ...one }: Step): Act | undefined {
  const called = uncalled === undefined
  if (say !== undefined) return { kind: 'say', text: say, called, toReminder: one.replies === 'reminder' }
  if (edit !== undefined) return { kind: 'edit', text: edit, of, called }
  if (send !== undefined) return { kind: 'send', what: send, called }
  if (press !== undefined) return { kind: 'press', label: press, oldest: oldest ?? false }
  if (forge !== undefined) return { kind: 'forge', token: forge }
  if (one.follow !== undefined) return { kind: 'follow' }
  if (one.join !== undefined) return { kind: 'join' }
  if (one.leave !== undefined) return { kind: 'leave', why: one.leave }
  return one.migrate === undefined ? undefined : { kind: 'migrate', to: one.migrate }
}

const unitMs: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }

function milliseconds(clock: string): number {
  return Number(clock.slice(0, -1)) * (unitMs[clock.slice(-1)] ?? Number.NaN)
}

function compare({ replies, toast, effects, to, revisions }: Came, gets: Expectation, when: string): void {
  const shown = replies.map(plainText).join('\n')
  const labels = replies
    .flatMap(({ buttons }) => buttons ?? [])
    .flatMap((row) => row.map(({ label }) => label))
  const blocks = replies.flatMap((reply) => reply.blocks)
  const answered = effects.flatMap((effect) => (effect.kind === 'answered' ? [effect] : []))
  const seen: Expectation = {
    messages: replies.length,
    blocks: blocks.map(({ kind }) => kind),
    buttons: labels,
    entries: answered.flatMap(({ entries }) => entries).slice(0, gets.entries?.length),
    outcome: answered[0]?.outcome,
    rated: effects.flatMap((effect) => (effect.kind === 'rated' ? [effect.useful] : []))[0],
    effects: effects.map(({ kind }) => kind),
    to: [...to],
    revisions: [...revisions],
    mentions: blocks.flatMap(mentionsIn),
    files: replies.flatMap(({ attachments = [] }) => attachments.map(({ name }) => name)),
  }
  for (const key of looked)
    if (gets[key] !== undefined) expect(seen[key], `${key} ${when}: ${shown}`).toEqual(gets[key])
  if (gets.nothing === true)
    expect({ replies, toast, effects }, when).toEqual({ replies: [], toast: undefined, effects: [] })
  if (gets.verdict !== undefined)
    expect(plainText({ blocks: blocks.slice(0, 1) }), when).toContain(gets.verdict)
  if (gets.toast !== undefined) expect(toast ?? '', when).toContain(gets.toast)
  if (gets.lines !== undefined) expect(shown.split('\n').length, when).toBeLessThanOrEqual(gets.lines)
  for (const part of gets.contains ?? []) expect(shown, when).toContain(part)
  for (const part of gets.lacks ?? []) expect(shown, when).not.toContain(part)
  for (const label of gets.offers ?? []) expect(labels, when).toContain(label)
}

const looked = [
  'messages',
  'blocks',
  'buttons',
  'entries',
  'outcome',
  'rated',
  'effects',
  'to',
  'revisions',
  'mentions',
  'files',
] as const

function mentionsIn(block: Block): readonly string[] {
  if (block.kind !== 'paragraph') return []
  return block.text.flatMap((span) => (typeof span === 'object' && 'mention' in span ? [span.mention] : []))
}

/** The same words and the same buttons in the same order, whatever the channel. */
function everyChannelShows(reply: Reply, here: Room): void {
  const tokenOf = (button: Button): PressToken => here.tokenOf(button)
  const words = plainText(reply)
  const labels = (reply.buttons ?? []).flat().map(({ label }) => label)

  const web = renderWeb(reply, tokenOf).filter(isMessage)
  const pages = web.map(({ title, blocks }) => plainText({ ...(title !== undefined && { title }), blocks }))
  expect(pages.join('\n'), 'on the web').toBe(words)
  expect(web.flatMap(({ buttons }) => buttons.flat().map(({ label }) => label))).toEqual(labels)

  const terminal = renderTerminal(reply, tokenOf).map(callFrom)
  expect(
    terminal.map((call) => call.text.replaceAll(/\u001B\[\d+m/g, '')).join('\n'),
    'in the terminal',
  ).toBe(words)
  expect(terminal.flatMap(({ buttons }) => buttons.map(({ label }) => label))).toEqual(labels)

  expect(
    labels.every((label) => label.length <= 34),
    'labels fit a button',
  ).toBe(true)
  expect(new Set(labels).size, 'labels can be told apart').toBe(labels.length)
}
