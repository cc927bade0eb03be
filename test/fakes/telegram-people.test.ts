import type { Update } from 'grammy/types'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { clientOf } from './telegram/client.js'
import { fakeTelegram, type BotOptions, type FakeTelegram } from './telegram/telegram.js'

let telegram: FakeTelegram
beforeAll(async () => {
  telegram = await fakeTelegram()
})
afterAll(() => telegram.close())

function started(options: BotOptions = {}) {
  const bot = telegram.bot(options)
  return { bot, api: clientOf(telegram, bot), person: bot.person({ name: '小李', username: 'xiaoli' }) }
}

const kindsOf = (updates: readonly Update[]): readonly string[] =>
  updates.map((update) => Object.keys(update)[1] ?? '')

test('in privacy mode a group is heard only when it calls', async () => {
  const { bot, api, person } = started({ username: 'zheng_bot' })
  const group = bot.group({ kind: 'supergroup', admins: [person] })
  const own = await api.sendMessage(group.id, '大家好')
  const greeting = bot.messagesIn(group).find(({ id }) => id === own.message_id)
  if (greeting === undefined) throw new Error('nothing was sent')
  bot.says(group, person, '今天吃什么')
  bot.says(group, person, '/ask@other_bot 费用')
  bot.says(group, person, '找 @zheng_bot_2')
  for (const text of ['/ask 一', '/ask@zheng_bot 二', '问 @zheng_bot 三']) bot.says(group, person, text)
  bot.says(group, person, '四', { mention: 'name' })
  bot.says(group, person, '五', { replyTo: greeting })
  const heard = (await api.getUpdates()).map((update) => update.message?.text?.at(-1))
  expect(heard).toEqual(['一', '二', '三', '四', '五'])
  bot.botBecomes(group, 'administrator', person)
  bot.says(group, person, '六')
  expect((await api.getUpdates()).at(-1)?.message?.text).toBe('六')
})

test('a bare mention may be kept from the bot, and without privacy mode nothing is', async () => {
  const deaf = started({ mentionsArrive: false })
  deaf.bot.says(deaf.bot.group(), deaf.person, '甲', { mention: 'username' })
  expect(await deaf.api.getUpdates()).toEqual([])
  const open = started({ privacy: false })
  open.bot.says(open.bot.group(), open.person, '甲')
  expect(await open.api.getUpdates()).toHaveLength(1)
  expect((await open.api.getMe()).can_read_all_group_messages).toBe(true)
})

test('texts carry their commands, mentions and namings', async () => {
  const { bot, api, person } = started({ privacy: false, username: 'zheng_bot' })
  bot.says(bot.group(), person, '/ask@zheng_bot 找@xiaoli', { mention: 'name' })
  const [update] = await api.getUpdates()
  const { text = '', entities = [] } = update?.message ?? {}
  expect(entities.map((mark) => [mark.type, text.slice(mark.offset, mark.offset + mark.length)])).toEqual([
    ['text_mention', '持证'],
    ['bot_command', '/ask@zheng_bot'],
    ['mention', '@xiaoli'],
  ])
})

test('media, forwards, hidden administrators and channels come as Telegram sends them', async () => {
  const { bot, api, person } = started({ privacy: false })
  const channel = bot.channel({ title: '公告' })
  const group = bot.group({ kind: 'supergroup', linkedTo: channel })
  bot.sends(group, person, 'sticker')
  bot.sends(group, person, 'photo', { caption: '这是什么' })
  bot.says(group, person, '转', { forwardedFrom: channel })
  bot.says(group, bot.anonymousIn(group), '我是谁')
  bot.posts(channel, '新规')
  const updates = await api.getUpdates()
  expect(updates.map((update) => update.message ?? update.channel_post)).toMatchObject([
    { sticker: {}, from: { id: person.id } },
    { photo: [{}], caption: '这是什么' },
    { forward_origin: { type: 'channel' } },
    { from: { id: 1_087_968_824, is_bot: true }, sender_chat: { id: group.id } },
    { chat: { type: 'channel' }, sender_chat: { id: channel.id }, text: '新规' },
    { from: { id: 777_000 }, is_automatic_forward: true, forward_origin: { type: 'channel' }, text: '新规' },
  ])
  expect(updates[4]?.channel_post).not.toHaveProperty('from')
})

test('the bot hears what becomes of itself, and of others only if it asked', async () => {
  const { bot, api, person } = started()
  const group = bot.group({ bot: 'left' })
  bot.botBecomes(group, 'member', person)
  bot.botBecomes(group, 'administrator', person)
  bot.memberBecomes(group, bot.person(), 'administrator')
  bot.botBecomes(group, 'kicked', person)
  bot.blocks(person)
  const updates = await api.getUpdates()
  expect(kindsOf(updates)).toEqual([
    'my_chat_member',
    'message',
    'my_chat_member',
    'message',
    'my_chat_member',
    'my_chat_member',
  ])
  expect(
    updates.flatMap(({ my_chat_member: change }) => (change ? [change.new_chat_member.status] : [])),
  ).toEqual(['member', 'administrator', 'kicked', 'kicked'])
})

test.each(['old', 'new'] as const)('a group moves, and the %s chat says so first', async (first) => {
  const { bot, api, person } = started()
  const [group, other] = [bot.group({ admins: [person] }), bot.group({ kind: 'supergroup' })]
  const moved = bot.migrate(group, { first })
  expect(moved.id).not.toBe(other.id)
  const news = (await api.getUpdates()).map(({ message }) => [
    message?.chat.id,
    message?.migrate_to_chat_id ?? message?.migrate_from_chat_id,
  ])
  const told = [
    [group.id, moved.id],
    [moved.id, group.id],
  ]
  expect(news).toEqual(first === 'old' ? told : told.reverse())
  const error: unknown = await api.sendMessage(group.id, '在吗').catch((no: unknown) => no)
  expect(error).toMatchObject({
    error_code: 400,
    description: 'Bad Request: group chat was upgraded to a supergroup chat',
    parameters: { migrate_to_chat_id: moved.id },
  })
  await api.sendMessage(moved.id, '在')
  expect((await api.getChatMember(moved.id, person.id)).status).toBe('creator')
})

test('edits come as edits, of captions and channel posts, too', async () => {
  const { bot, api, person } = started()
  const photo = bot.sends(person.alone, person, 'photo', { caption: '旧' })
  bot.edits(photo, '新')
  bot.edits(bot.posts(bot.channel(), '旧闻'), '新闻')
  const updates = await api.getUpdates()
  expect(kindsOf(updates)).toEqual(['message', 'edited_message', 'channel_post', 'edited_channel_post'])
  expect(updates[1]?.edited_message).toMatchObject({ caption: '新', photo: [{}] })
  expect(bot.messagesIn(person.alone)).toMatchObject([{ text: '新', edits: 1 }])
})

test('any update can be sent as it is, and a press among them can be answered', async () => {
  const { bot, api, person } = started()
  const from = { id: person.id, is_bot: false, first_name: person.name }
  bot.raw({ callback_query: { id: '77', from, chat_instance: '1', inline_message_id: 'i', data: 'x' } })
  expect(kindsOf(await api.getUpdates())).toEqual(['callback_query'])
  await api.answerCallbackQuery('77', { text: '不认识', show_alert: true })
  expect(bot.toasts).toEqual([{ query: '77', text: '不认识', alert: true }])
})

test('a press on a message that is gone names it only by its id', async () => {
  const { bot, api, person } = started()
  bot.starts(person)
  await api.sendMessage(person.id, '卡片')
  const [, card] = bot.messagesIn(person.alone)
  if (card === undefined) throw new Error('nothing was sent')
  bot.deletes(card)
  bot.pressesData(card, 'forged', person)
  const [, press] = await api.getUpdates()
  expect(press?.callback_query).toMatchObject({
    data: 'forged',
    message: { message_id: card.id, chat: { id: person.id }, date: 0 },
  })
})
