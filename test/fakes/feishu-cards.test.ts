import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startFeishu, type FakeFeishu } from './feishu/feishu.js'
import { button, card, clientOf, markdown } from './feishu-parts.js'

let feishu: FakeFeishu
beforeAll(async () => {
  feishu = await startFeishu()
})
afterAll(() => feishu.close())

function world() {
  const app = feishu.app()
  const person = app.person('小王')
  return { app, person, chat: app.p2p(person), ...clientOf(feishu, app) }
}

describe('what must not be sent', () => {
  const forms = (form: readonly unknown[]) => card({ tag: 'form', name: 'f', elements: form })
  const nested = (levels: number): unknown =>
    levels === 0
      ? markdown('底')
      : { tag: 'column_set', columns: [{ tag: 'column', elements: [nested(levels - 1)] }] }
  const table = '| 甲 | 乙 |\n|---|---|\n| 1 | 2 |'
  const wrong: readonly (readonly [string, number, unknown])[] = [
    ['no schema', 230099, { body: { elements: [] } }],
    ['an unknown property', 230099, { ...card(markdown('字')), extra: 1 }],
    ['an unknown tag', 230099, card({ tag: 'note', elements: [] })],
    ['the action of cards 1.0', 230099, card({ tag: 'action', actions: [] })],
    ['update_multi false', 230099, { ...card(markdown('字')), config: { update_multi: false } }],
    [
      'a callback value that is a string',
      230099,
      card({ ...button('好', {}), behaviors: [{ type: 'callback', value: 'x' }] }),
    ],
    [
      'element_id twice',
      230099,
      card({ ...markdown('一'), element_id: 'a' }, { ...markdown('二'), element_id: 'a' }),
    ],
    ['too many elements', 230099, card(...Array.from({ length: 201 }, () => ({ tag: 'hr' })))],
    ['six levels', 230099, card(nested(6))],
    ['four tables', 230099, card(...Array.from({ length: 4 }, () => markdown(table)))],
    ['a form without a submit button', 230099, forms([{ tag: 'input', name: 'a' }])],
    [
      'a form inside a column',
      230099,
      card({
        tag: 'column_set',
        columns: [{ tag: 'column', elements: [{ tag: 'form', name: 'f', elements: [] }] }],
      }),
    ],
    ['a card over 30 KB', 230025, card(markdown('字'.repeat(11_000)))],
    ['text over 150 KB', 230025, '字'.repeat(60_000)],
    ['empty text', 230001, ' '],
    ['@all in markdown', 0, card(markdown('<at id=all></at>'))],
    ['@all in text', 0, '喂 <at user_id="all">所有人</at>'],
    [
      '@all in the markdown of a div',
      0,
      card({ tag: 'div', text: { tag: 'lark_md', content: '<at id="all">' } }),
    ],
    ['a stranger mentioned', 0, card(markdown('<at id=ou_x></at>'))],
    ['a raw tag from somebody', 0, card(markdown('公司 <b>甲</b>'))],
  ]
  test.each(wrong)('%s', async (_, code, content) => {
    const { app, chat, send } = world()
    expect(await send(chat.id, content)).toMatchObject({ code })
    expect(app.violations.length).toBeGreaterThan(0)
    expect(app.botMessages()).toHaveLength(code === 0 ? 1 : 0)
  })

  const right: readonly (readonly [string, (id: string) => unknown])[] = [
    ['an escaped tag', () => card(markdown('&lt;at id=all&gt;&#60;b&#62; 3 < 5 和 a<3'))],
    ['a tag as plain text', () => card({ tag: 'div', text: { tag: 'plain_text', content: '<at id=all>' } })],
    ['a real mention', (id) => card(markdown(`<at id=${id}></at> 你好`))],
    ['five levels', () => card(nested(5))],
    ['200 elements', () => card(...Array.from({ length: 200 }, () => ({ tag: 'hr' })))],
    ['three tables', () => card(...Array.from({ length: 3 }, () => markdown(table)))],
    [
      'a form with its button',
      () =>
        forms([
          { tag: 'input', name: 'a' },
          { ...button('交', {}), name: 'b', form_action_type: 'submit' },
        ]),
    ],
  ]
  test.each(right)('but %s may', async (_, content) => {
    const { app, person, chat, send } = world()
    expect(await send(chat.id, content(person.openId))).toMatchObject({ code: 0 })
    expect(app.violations).toEqual([])
  })

  test('content that is no JSON, a uuid that is too long, a field that does not exist', async () => {
    const { app, chat, call, send } = world()
    const body = { receive_id: chat.id, msg_type: 'text', content: '你好' }
    expect(await call('POST', 'im/v1/messages', body, { receive_id_type: 'chat_id' })).toMatchObject({
      code: 230001,
    })
    expect(await send(chat.id, '你好', { uuid: 'x'.repeat(51) })).toMatchObject({ code: 99992402 })
    expect(await send(chat.id, '你好', { extra: 1 })).toMatchObject({ code: 99992402 })
    expect(app.violations).toHaveLength(3)
  })

  test('rich text is checked and read as well', async () => {
    const { app, person, chat, call } = world()
    const post = (...nodes: readonly unknown[]) =>
      call(
        'POST',
        'im/v1/messages',
        {
          receive_id: chat.id,
          msg_type: 'post',
          content: JSON.stringify({ zh_cn: { title: '题', content: [nodes] } }),
        },
        { receive_id_type: 'chat_id' },
      )
    const own = { tag: 'at', user_id: person.openId }
    expect(await post(own, { tag: 'text', text: ' 好' }, { tag: 'md', text: '**吗**' })).toMatchObject({
      code: 0,
    })
    expect(app.botMessages()).toMatchObject([{ text: '题\n@小王 好吗', mentions: [person.openId] }])
    expect(app.violations).toEqual([])
    expect(await post({ tag: 'at', user_id: 'all' })).toMatchObject({ code: 0 })
    expect(await post({ tag: 'card' })).toMatchObject({ code: 230001 })
    expect(app.violations).toHaveLength(2)
  })

  test('a refused card names its sub-code', async () => {
    const { chat, send } = world()
    const answer = await send(chat.id, card(...Array.from({ length: 4 }, () => markdown(table))))
    expect(answer?.msg).toContain('ErrCode: 11310')
  })
})
