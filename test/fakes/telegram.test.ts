import { Api, InputFile } from 'grammy'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { clientOf, outcomeOf } from './telegram/client.js'
import { fakeTelegram, type FakeBot, type FakeTelegram } from './telegram/telegram.js'

let telegram: FakeTelegram
beforeAll(async () => {
  telegram = await fakeTelegram()
})
afterAll(() => telegram.close())

const apiOf = (bot: FakeBot) => clientOf(telegram, bot)

/** Somebody in a private chat the bot may write to, and the real client. */
function talking() {
  const bot = telegram.bot()
  const person = bot.person({ name: '小李' })
  bot.starts(person)
  return { bot, person, chat: person.alone, api: apiOf(bot) }
}

test('a token nobody has is refused, and bots on one server share nothing', async () => {
  const [one, other] = [telegram.bot({ username: 'one_bot' }), telegram.bot({ username: 'other_bot' })]
  expect((await apiOf(one).getMe()).username).toBe('one_bot')
  expect((await apiOf(other).getMe()).username).toBe('other_bot')
  expect(await outcomeOf(new Api('1:x', { apiRoot: telegram.url }).getMe())).toBe('401 Unauthorized')
  expect([one.calls.length, other.calls.length]).toEqual([1, 1])
})

test('a sent message is seen with its marks and buttons, and can be edited and deleted', async () => {
  const { bot, chat, api } = talking()
  const sent = await api.sendMessage(chat.id, '许可证 𠀀', {
    entities: [{ type: 'bold', offset: 0, length: 3 }],
    reply_markup: { inline_keyboard: [[{ text: '好', callback_data: 'a' }]] },
  })
  expect(bot.messagesIn(chat).at(-1)).toMatchObject({
    byBot: true,
    text: '许可证 𠀀',
    entities: [{ type: 'bold' }],
    buttons: [[{ label: '好', data: 'a' }]],
    edits: 0,
  })
  await api.editMessageText(chat.id, sent.message_id, '改了')
  expect(bot.messagesIn(chat).at(-1)).toMatchObject({ text: '改了', entities: [], buttons: [], edits: 1 })
  expect(await outcomeOf(api.editMessageText(chat.id, sent.message_id, '改了'))).toMatch(
    /^400 Bad Request: message is not modified: /,
  )
  await api.deleteMessage(chat.id, sent.message_id)
  expect(bot.messagesIn(chat)).toHaveLength(1)
  expect(await outcomeOf(api.editMessageText(chat.id, sent.message_id, '再改'))).toBe(
    '400 Bad Request: message to edit not found',
  )
  expect(bot.violations).toEqual([])
})

test('a document arrives with its name and bytes', async () => {
  const { bot, chat, api } = talking()
  await api.sendDocument(chat.id, new InputFile(Buffer.from('年报'), '年报.txt'), { caption: '请看' })
  const seen = bot.messagesIn(chat).at(-1)
  expect(seen).toMatchObject({ text: '请看', document: { name: '年报.txt' } })
  expect(Buffer.from(seen?.document?.bytes ?? []).toString()).toBe('年报')
  expect(bot.violations).toEqual([])
})

const keyboard = (count: number, data: string) => ({
  inline_keyboard: Array.from({ length: count }, () => [{ text: '好', callback_data: data }]),
})

test.each<[string, string, object]>([
  ['text of 4097 characters', 'sendMessage', { text: '字'.repeat(4097) }],
  ['empty text', 'sendMessage', { text: ' \n' }],
  ['half a surrogate pair', 'sendMessage', { text: '𠀀'.slice(0, 1) }],
  ['a mark past the end', 'sendMessage', { text: '甲', entities: [{ type: 'bold', offset: 0, length: 2 }] }],
  [
    'a mark inside an emoji',
    'sendMessage',
    { text: '😀', entities: [{ type: 'bold', offset: 1, length: 1 }] },
  ],
  ['a mark of no kind', 'sendMessage', { text: '甲', entities: [{ type: 'loud', offset: 0, length: 1 }] }],
  [
    '22 Chinese characters of data',
    'sendMessage',
    { text: '甲', reply_markup: keyboard(1, '字'.repeat(22)) },
  ],
  ['101 buttons', 'sendMessage', { text: '甲', reply_markup: keyboard(101, 'a') }],
  ['a missing field', 'sendMessage', {}],
  ['an unknown field', 'sendMessage', { text: '甲', reply_to: 1 }],
  ['a wrong type', 'sendMessage', { text: 5 }],
  ['an unknown field deep inside', 'sendMessage', { text: '甲', reply_parameters: { message_id: 1, id: 2 } }],
  ['an action nobody knows', 'sendChatAction', { action: 'thinking' }],
])('a call with %s is a violation and a 400', async (_, method, fields) => {
  const { bot, chat } = talking()
  const answer = await fetch(`${telegram.url}/bot${bot.token}/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ chat_id: chat.id, ...fields }),
  })
  expect(answer.status).toBe(400)
  expect(bot.violations).toMatchObject([{ method }])
  expect(bot.messagesIn(chat)).toHaveLength(1)
})

test('the longest text, data and keyboard allowed pass', async () => {
  const { bot, chat, api } = talking()
  await api.sendMessage(chat.id, '字'.repeat(4096), { reply_markup: keyboard(100, 'a'.repeat(64)) })
  expect(bot.violations).toEqual([])
})

test('a method the server does not know is a violation and a 404', async () => {
  const { bot, chat, api } = talking()
  expect(await outcomeOf(api.sendDice(chat.id, '🎲'))).toBe('404 Not Found')
  expect(bot.violations).toEqual([{ method: 'sendDice', reason: 'no such method' }])
})

test('where the bot may not write, it is told why', async () => {
  const { bot, person, chat, api } = talking()
  const stranger = bot.person()
  const group = bot.group({ kind: 'supergroup', admins: [person] })
  const send = (id: number) => outcomeOf(api.sendMessage(id, '你好'))
  expect(await send(stranger.id)).toBe("403 Forbidden: bot can't initiate conversation with a user")
  expect(await send(404)).toBe('400 Bad Request: chat not found')
  bot.blocks(person)
  expect(await send(chat.id)).toBe('403 Forbidden: bot was blocked by the user')
  bot.unblocks(person)
  await api.sendMessage(chat.id, '又见面了')
  bot.deactivates(person)
  expect(await send(chat.id)).toBe('403 Forbidden: user is deactivated')
  bot.botBecomes(group, 'restricted', person)
  expect(await send(group.id)).toBe('400 Bad Request: not enough rights to send text messages to the chat')
  bot.botBecomes(group, 'kicked', person)
  expect(await send(group.id)).toBe('403 Forbidden: bot was kicked from the supergroup chat')
  bot.deletesChat(group)
  expect(await send(group.id)).toBe('400 Bad Request: chat not found')
  expect(bot.violations).toEqual([])
})

test('a reply needs its target, unless it may go without', async () => {
  const { bot, person, chat, api } = talking()
  const question = bot.says(chat, person, '费用？')
  await api.sendMessage(chat.id, '答', { reply_parameters: { message_id: question.id } })
  expect(bot.messagesIn(chat).at(-1)?.replyTo).toBe(question.id)
  bot.deletes(question)
  expect(
    await outcomeOf(api.sendMessage(chat.id, '答', { reply_parameters: { message_id: question.id } })),
  ).toBe('400 Bad Request: message to be replied not found')
  await api.sendMessage(chat.id, '答', {
    reply_parameters: { message_id: question.id, allow_sending_without_reply: true },
  })
  expect(bot.messagesIn(chat).at(-1)?.replyTo).toBeUndefined()
})

test('topics keep what is sent to them; General is not named by its id', async () => {
  const { bot, person, api } = talking()
  const forum = bot.group({ kind: 'forum', admins: [person] })
  const thread = bot.topic(forum, '年报', person)
  const asked = bot.says(forum, person, '/ask 年报', { thread })
  expect(asked).toMatchObject({ thread, replyTo: thread, wire: { is_topic_message: true } })
  const send = (message_thread_id: number) => api.sendMessage(forum.id, '答', { message_thread_id })
  await send(thread)
  await api.sendMessage(forum.id, '答', { reply_parameters: { message_id: asked.id } })
  expect(bot.messagesIn(forum).map((message) => message.thread)).toEqual([thread, thread, thread, thread])
  expect(await outcomeOf(send(1))).toBe('400 Bad Request: message thread not found')
  bot.closesTopic(forum, thread)
  expect(await outcomeOf(send(thread))).toBe('400 Bad Request: TOPIC_CLOSED')
  bot.deletesTopic(forum, thread)
  expect(await outcomeOf(send(thread))).toBe('400 Bad Request: message thread not found')
})

test('a thread number of a supergroup without topics cannot be sent to', async () => {
  const { bot, person, api } = talking()
  const group = bot.group({ kind: 'supergroup', admins: [person] })
  const first = bot.says(group, person, '甲')
  const reply = bot.says(group, person, '乙', { replyTo: first })
  expect(reply).toMatchObject({ thread: first.id })
  expect(reply.wire.is_topic_message).toBeUndefined()
  expect(await outcomeOf(api.sendMessage(group.id, '答', { message_thread_id: first.id }))).toBe(
    '400 Bad Request: message thread not found',
  )
})

test('a press is answered once, in time', async () => {
  let now = new Date('2026-11-22T02:00:00Z')
  const bot = telegram.bot({ now: () => now })
  const [api, person] = [apiOf(bot), bot.person()]
  bot.starts(person)
  await api.sendMessage(person.id, '选', { reply_markup: keyboard(1, 'token') })
  const [, card] = bot.messagesIn(person.alone)
  if (card === undefined) throw new Error('nothing was sent')
  const press = () => bot.presses(card, '好', person)
  const tooOld = '400 Bad Request: query is too old and response timeout expired or query ID is invalid'
  const query = press()
  await api.answerCallbackQuery(query, { text: '好的' })
  expect(bot.toasts).toEqual([{ query, text: '好的', alert: false }])
  expect(await outcomeOf(api.answerCallbackQuery(query))).toBe(tooOld)
  const [expired, slow] = [press(), press()]
  bot.expires(expired)
  expect(await outcomeOf(api.answerCallbackQuery(expired))).toBe(tooOld)
  now = new Date('2026-11-22T02:01:00Z')
  expect(await outcomeOf(api.answerCallbackQuery(slow))).toBe(tooOld)
  expect(() => bot.presses(card, '不好', person)).toThrow('no button 不好 here, but: 好')
  expect(bot.updates.filter((update) => update.callback_query !== undefined)).toHaveLength(3)
})

test('members, administrators and the group itself can be asked for', async () => {
  const { bot, person, chat, api } = talking()
  const owner = bot.person()
  const group = bot.group({ admins: [owner, person], title: '呼叫中心群' })
  expect(await api.getChat(group.id)).toMatchObject({ title: '呼叫中心群', type: 'group' })
  expect((await api.getChatMember(group.id, person.id)).status).toBe('administrator')
  expect((await api.getChatMember(group.id, bot.me.id)).status).toBe('member')
  expect((await api.getChatMember(group.id, bot.person().id)).status).toBe('left')
  expect((await api.getChatAdministrators(group.id)).map(({ user }) => user.id)).toEqual([
    owner.id,
    person.id,
  ])
  expect(await api.getChatMemberCount(group.id)).toBe(3)
  expect(await outcomeOf(api.getChatAdministrators(chat.id))).toMatch(/no administrators in the private chat/)
  await api.leaveChat(group.id)
  expect(await outcomeOf(api.getChatMember(group.id, person.id))).toBe(
    '403 Forbidden: bot is not a member of the group chat',
  )
  expect(bot.violations).toEqual([])
})

test('commands are kept by scope and language', async () => {
  const { bot, api } = talking()
  const commands = [{ command: 'ask', description: '提问' }]
  const scope = { type: 'all_group_chats' } as const
  await api.setMyCommands(commands, { scope, language_code: 'en' })
  expect(await api.getMyCommands({ scope, language_code: 'en' })).toEqual(commands)
  expect(await api.getMyCommands({ scope })).toEqual([])
  await api.deleteMyCommands({ scope, language_code: 'en' })
  expect(await api.getMyCommands({ scope, language_code: 'en' })).toEqual([])
  expect(bot.violations).toEqual([])
  expect(await outcomeOf(api.setMyCommands([{ command: 'Ask', description: '提问' }]))).toMatch(
    /BOT_COMMAND_INVALID/,
  )
})
