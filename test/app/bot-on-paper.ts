import { afterEach } from 'vitest'
import type { ChannelName } from '../../src/values/ids.js'
import { paperChannel, paperInMemory, type Paper, type PaperOptions } from '../fakes/paper-channel.js'
import { said } from './arrivals.js'
import { running, type Running } from './running.js'

export interface OnPaper extends Running {
  readonly paper: Paper
}

interface Setting extends Omit<Partial<PaperOptions>, 'paper'> {
  readonly bot?: Omit<Partial<Parameters<typeof running>[0]>, 'channels'>
}

/**
 * Makes bots on memory, whose only channel writes to the paper. Its parts are short enough to make four of one answer.
 * They end after the test.
 */
export function botsOnPaper(): (setting?: Setting) => Promise<OnPaper> {
  const bots: Running[] = []
  afterEach(async () => {
    await Promise.all(bots.splice(0).map((bot) => bot.end()))
  })
  return async ({ bot: parts, ...options } = {}) => {
    const paper = paperInMemory()
    const bot = await running({ channels: [paperChannel({ characters: 40, ...options, paper })], ...parts })
    bots.push(bot)
    return { ...bot, paper }
  }
}

export const question = (id: string, chat = 'c1', channel: ChannelName = 'terminal') =>
  said(id, '注册资本要多少', { chat, channel })

export const textsOf = (paper: Paper, chat = 'c1'): readonly string[] =>
  paper
    .read()
    .filter((line) => line.chat === chat)
    .map(({ text }) => text)

/** What a chat reads as on a bot that nothing disturbs. */
export async function calmTexts({ app, paper }: OnPaper): Promise<readonly string[]> {
  await app.intake.accept([question('calm')])
  await app.idle()
  return textsOf(paper)
}
