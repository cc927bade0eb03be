import { z } from 'zod'
import { problemsOfCard } from './validate-card.js'
import { done, refused, type ApiAnswer, type ApiCall } from './calls.js'
import { messageOf, nowIn, type ChatState, type World } from './world.js'

const halfHour = 30 * 60_000

/** Reading chats, and the update of a card by the token of a click. */
export function answerChats(world: World, call: ApiCall): ApiAnswer | undefined {
  if (call.operation === 'card-update') return updateByClick(world, call.body)
  if (call.operation !== 'get-chat' && call.operation !== 'chat-members') return undefined
  const chat = world.chats.get(call.target)
  if (chat === undefined) return refused(232006, 'Your request specifies a chat_id which is invalid.')
  if (call.operation === 'get-chat') return chatInfo(world, chat)
  return chat.botIn ? members(chat) : refused(232011, 'Operator can NOT be out of the chat.')
}

/** In full only while the bot is in it. A group that a bot owns has no owner_id. */
function chatInfo(world: World, chat: ChatState): ApiAnswer {
  const seen = {
    avatar: '',
    name: chat.name,
    external: false,
    tenant_key: world.tenantKey,
    chat_status: chat.disbanded ? 'dissolved' : 'normal',
  }
  if (!chat.botIn) return done(seen)
  return done({
    ...seen,
    description: '',
    owner_id_type: 'open_id',
    ...(chat.owner !== 'bot' && { owner_id: chat.owner.openId }),
    user_manager_id_list: chat.admins.map(({ openId }) => openId),
    bot_manager_id_list: [],
    chat_mode: chat.kind === 'p2p' ? 'p2p' : chat.topics ? 'topic' : 'group',
    chat_type: 'private',
    chat_tag: 'inner',
    user_count: String(chat.members.size),
    bot_count: '1',
  })
}

function members(chat: ChatState): ApiAnswer {
  const items = [...chat.members.values()].map(({ openId, name }) => ({
    member_id_type: 'open_id',
    member_id: openId,
    name,
  }))
  return done({ items, page_token: '', has_more: false, member_total: items.length })
}

const update = z.object({ token: z.string(), card: z.unknown() })

/** 30 minutes, twice, and only after the click was answered. The code of a refusal is a guess: the platform's is not known to us. */
function updateByClick(world: World, body: unknown): ApiAnswer {
  const asked = update.safeParse(body)
  const token = asked.success ? world.clickTokens.get(asked.data.token) : undefined
  if (
    !asked.success ||
    token === undefined ||
    !token.answered ||
    token.uses >= 2 ||
    nowIn(world) - token.at > halfHour
  )
    return refused(300090, 'card token invalid')
  const problem = problemsOfCard(world, asked.data.card)[0]
  if (problem !== undefined) {
    world.violations.push({ call: 'card-update', what: problem.what })
    return refused(
      230099,
      `Failed to create card content, ext=ErrCode: ${String(problem.code)}; ErrMsg: ${problem.what};`,
    )
  }
  token.uses += 1
  const message = messageOf(world, token.message)
  message.content = JSON.stringify(asked.data.card)
  message.edits += 1
  return { status: 200, body: { code: 0, msg: 'ok' } }
}
