import { worksReply } from '../../chat/say/works.js'
import type { Channel, Finding } from '../../ports-channel.js'
import type { Clock, Dice, Store } from '../../ports.js'
import type { OutgoingMessage } from '../../ports-sending.js'
import { cardKey, type ChannelName, type ChatRef, type PressToken } from '../../values/ids.js'
import type { Config } from '../config.js'
import { alarms } from '../outgoing.js'

export interface TestingParts {
  readonly store: Store
  readonly clock: Clock
  readonly dice: Dice
  readonly patience: CardPatience
  /** Ends the waiting. */
  readonly stop: AbortSignal
}

export interface CardPatience {
  /** How long somebody has to press. */
  readonly pressMs: number
  /** How often the store is looked at meanwhile. */
  readonly lookMs: number
}

export const usualCardPatience: CardPatience = { pressMs: 120_000, lookMs: 500 }

/** Has the running `serve` send a card to the operators' chats, and waits until each was pressed. */
export async function* testCards(config: Config, parts: TestingParts): AsyncGenerator<Finding> {
  const cards = await queued(config, parts)
  if (cards.length === 0)
    yield {
      kind: 'trouble',
      what: '测试卡片：没有地方可发',
      remedy: '把 OPERATOR_CHATS 设成已开渠道里的聊天：在那里发一次 /start，运行 chizheng doctor 看列出的 ID',
    }
  for (const { to } of cards)
    yield { kind: 'note', what: `测试卡片：发往 ${nameOf(to)}，请在 ${patienceOf(parts)}内点一下它的按钮` }
  for (const waiting of cards.map((card) => pressedFinding(card, parts))) yield await waiting
}

const patienceOf = ({ patience }: TestingParts): string => `${Math.round(patience.pressMs / 1000)} 秒`
const nameOf = ({ channel, chat }: ChatRef): string => `${channel}:${chat}`

/** A card whose button waits to be pressed. */
interface TestCard {
  readonly to: ChatRef
  readonly token: PressToken
}

async function queued(config: Config, { store, clock, dice }: TestingParts): Promise<readonly TestCard[]> {
  const channels = await renderersOf(config)
  const said = { reply: worksReply, card: cardKey(`doctor:${dice.token()}`) }
  const messages = alarms(said, config.operators, { channels, dice }, clock.now())
  await store.queue(messages, clock.now())
  return messages.flatMap(cardsOf)
}

const cardsOf = ({ to, presses }: OutgoingMessage): readonly TestCard[] =>
  presses.map(({ token }) => ({ to, token }))

type Renderer = Pick<Channel, 'render'>

/** Of the channels that are on. */
async function renderersOf({ telegram, feishu }: Config): Promise<ReadonlyMap<ChannelName, Renderer>> {
  const renderers = new Map<ChannelName, Renderer>()
  if (telegram !== undefined) renderers.set('telegram', await import('../../channels/telegram/render.js'))
  if (feishu !== undefined) renderers.set('feishu', await import('../../channels/feishu/render.js'))
  return renderers
}

async function pressedFinding(card: TestCard, parts: TestingParts): Promise<Finding> {
  const { channel } = card.to
  // All wait at once and are told one after another: none may fail unheard.
  const pressed = await isPressed(card, parts).catch(() => false)
  return pressed
    ? { kind: 'well', what: `按钮：${nameOf(card.to)} 的点按收到了` }
    : {
        kind: 'trouble',
        what: `按钮：没有等到 ${nameOf(card.to)} 的点按`,
        remedy: channel === 'feishu' ? feishuRemedy : remedy,
      }
}

/** A press that was taken has its card shown anew, in its next revision. */
async function isPressed({ token }: TestCard, parts: TestingParts): Promise<boolean> {
  const { store, clock, patience, stop } = parts
  const until = clock.now() + patience.pressMs
  for (;;) {
    const found = await store.press(token)
    if ((found?.currentRevision ?? 0) > (found?.revision ?? 0)) return true
    if (stop.aborted || clock.now() >= until) return false
    await new Promise((resolve) => setTimeout(resolve, patience.lookMs))
  }
}

const notSent = '卡片没有到：确认服务用的是同一个 DATABASE_URL，看它日志里的 send not delivered'
const remedy = `${notSent}；卡片到了、点了没反应：看 /readyz，确认没有别的程序用同一个令牌收消息`
const feishuRemedy = `${notSent}；卡片到了、点了报 200340：开放平台 → 事件与回调 → 回调配置，选好订阅方式（和 FEISHU_MODE 一致），添加 card.action.trigger（卡片回传交互），再到“版本管理与发布”发一版`
