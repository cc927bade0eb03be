import { describe, expect, test } from 'vitest'
import type { Running } from './feishu-parts.js'
import { feishuWorld } from './feishu-world.js'

const world = feishuWorld()

describe('rights', () => {
  async function may(bot: Running, chat: string, person: string): Promise<boolean | undefined> {
    return bot.platform.channel.mayManage?.({ channel: 'feishu', person }, { channel: 'feishu', chat })
  }

  test('are the owner’s and the administrators’; in private the person’s, as far as the platform tells whose it is', async () => {
    const { app, bot, person, p2p } = world.sender()
    const [owner, admin] = [app.person(), app.person()]
    const group = app.group({ members: [owner, admin, person], owner, admins: [admin] })
    const asked = [owner, admin, person].map(({ openId }) => may(bot, group.id, openId))
    expect(await Promise.all(asked)).toEqual([true, true, false])
    expect(await may(bot, p2p.id, person.openId)).toBe(false)
    expect(await may(bot, person.openId, person.openId)).toBe(true)
    expect(await may(bot, owner.openId, person.openId)).toBe(false)
  })

  test('that cannot be known are an error', async () => {
    const { app, bot, person } = world.sender()
    const group = app.group({ members: [person] })
    app.breaks('get-chat', { kind: 'status', status: 500 }, 1)
    await expect(may(bot, group.id, person.openId)).rejects.toThrow('http 500')
    app.removeBot(group, person)
    await expect(may(bot, group.id, person.openId)).rejects.toThrow('not in it')
  })
})
