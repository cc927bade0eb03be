import { afterAll, beforeAll, expect, test } from 'vitest'
import { startFeishu, type FakeFeishu } from './feishu/feishu.js'
import type { Content } from './feishu/people.js'
import { button, card, clientOf, markdown } from './feishu-parts.js'

let feishu: FakeFeishu
beforeAll(async () => {
  feishu = await startFeishu()
})
afterAll(() => feishu.close())

function group(options: { readonly topics?: boolean; readonly hearsAll?: boolean } = {}) {
  const app = feishu.app({ hearsAll: options.hearsAll ?? true })
  const person = app.person('小王')
  return { app, person, chat: app.group({ members: [person], topics: options.topics ?? false }) }
}

const messageOf = (event: { readonly body: { readonly event: Readonly<Record<string, unknown>> } }) =>
  event.body.event['message']

test('mentions are placeholders with entries; @all has none', () => {
  const { app, person, chat } = group()
  const other = app.person('小李')
  const { event, messageId } = app.says(chat, person, '看看', {
    mention: true,
    mentions: [other],
    everyone: true,
  })
  expect(messageOf(event)).toMatchObject({
    chat_type: 'group',
    content: '{"text":"@_all @_user_1 @_user_2 看看"}',
    mentions: [
      { key: '@_user_1', id: { open_id: app.botOpenId } },
      { key: '@_user_2', id: { open_id: other.openId }, name: '小李' },
    ],
  })
  expect(app.message(messageId).text).toBe('@_all @持证 @小李 看看')
})

const kinds: readonly (readonly [Content, string])[] = [
  [{ kind: 'post', text: '你好', mention: true }, '"user_id":"@_user_1"'],
  [{ kind: 'post', text: '你好', everyone: true }, '"user_id":"all"'],
  [{ kind: 'image' }, 'image_key'],
  [{ kind: 'audio' }, 'duration'],
  [{ kind: 'sticker' }, 'file_key'],
  [{ kind: 'file' }, 'file_name'],
  [{ kind: 'share_chat' }, 'chat_id'],
  [{ kind: 'merge_forward' }, 'Forwarded'],
  [{ kind: 'interactive' }, 'elements'],
]
test.each(kinds)('a person may send %o', (content, holds) => {
  const { app, person, chat } = group()
  const { event } = app.sends(chat, person, content)
  expect(messageOf(event)).toMatchObject({
    message_type: content.kind,
    content: expect.stringContaining(holds) as unknown,
  })
})

test('a reply names its parent and the root of its chain', () => {
  const { app, person, chat } = group()
  const first = app.says(chat, person, '一')
  const second = app.says(chat, person, '二', { parent: first.messageId })
  const third = app.says(chat, person, '三', { parent: second.messageId })
  expect(messageOf(third.event)).toMatchObject({ parent_id: second.messageId, root_id: first.messageId })
})

test('in a topic group everything has a thread', () => {
  const { app, person, chat } = group({ topics: true })
  const topic = app.says(chat, person, '话题')
  const more = app.says(chat, person, '再说', topic.threadId === undefined ? {} : { thread: topic.threadId })
  const other = app.says(chat, person, '别的')
  expect(more.threadId).toBe(topic.threadId)
  expect(messageOf(more.event)).toMatchObject({ thread_id: topic.threadId, root_id: topic.messageId })
  expect(other.threadId).not.toBe(topic.threadId)
})

test('another bot is an app', () => {
  const { app, chat } = group()
  expect(app.otherBotSays(chat, '你好', { mention: true }).event.body.event['sender']).toMatchObject({
    sender_type: 'app',
  })
})

test('without the scope only mentions arrive, and outside the group nothing', () => {
  const { app, person, chat } = group({ hearsAll: false })
  app.says(chat, person, '闲聊')
  expect(app.events).toEqual([])
  app.says(chat, person, '你好', { mention: true })
  expect(app.events).toHaveLength(1)
  app.removeBot(chat, person)
  app.says(chat, person, '你好', { mention: true })
  expect(app.events.map(({ type }) => type)).toEqual([
    'im.message.receive_v1',
    'im.chat.member.bot.deleted_v1',
  ])
})

test('comings and goings have their events', () => {
  const { app, person, chat } = group()
  app.addBot(chat, person)
  app.enters(person)
  app.menu(person, 'help')
  app.disbands(chat, person)
  expect(app.events.map(({ type, body }) => [type, body.event['chat_id']])).toEqual([
    ['im.chat.member.bot.added_v1', chat.id],
    ['im.chat.access_event.bot_p2p_chat_entered_v1', app.p2p(person).id],
    ['application.bot.menu_v6', undefined],
    ['im.chat.disbanded_v1', chat.id],
  ])
})

test.each([
  [{ name: '法务群' }, { name: '测试群' }, { name: '法务群' }],
  [
    { speakers: 'moderator_list' },
    { moderation_permission: 'all_members' },
    { moderation_permission: 'moderator_list' },
  ],
] as const)('a group that changes is told of with what it was: %o', (to, before, after) => {
  const { app, person, chat } = group()
  expect(app.changes(chat, person, to)).toMatchObject({
    type: 'im.chat.updated_v1',
    body: { event: { chat_id: chat.id, before_change: before, after_change: after } },
  })
})

test('a card as people read it', async () => {
  const { app, person, chat } = group()
  const { sentTo } = clientOf(feishu, app)
  const columns = {
    tag: 'column_set',
    columns: [
      { tag: 'column', elements: [button('甲', { t: 1 })] },
      { tag: 'column', elements: [{ ...button('乙', { t: 2 }), type: 'primary' }] },
    ],
  }
  const text = `**结论**：至少 100 万元 \\*注\\*，[条例](https://a.cn/b) &lt;b&gt; <at id=${person.openId}></at>`
  const header = { title: { tag: 'plain_text', content: '注册资本' } }
  const id = await sentTo(chat.id, { ...card(markdown(text), { tag: 'hr' }, columns), header })
  expect(app.message(id)).toMatchObject({
    byBot: true,
    text: '注册资本\n结论：至少 100 万元 *注*，条例 <b> @小王',
    buttons: [
      { label: '甲', type: 'default', value: { t: 1 } },
      { label: '乙', type: 'primary', value: { t: 2 } },
    ],
    links: [{ text: '条例', url: 'https://a.cn/b' }],
    mentions: [person.openId],
    edits: 0,
  })
  app.recalls(id)
  expect(app.message(id)).toMatchObject({ text: '', buttons: [], gone: 'recalled' })
})
