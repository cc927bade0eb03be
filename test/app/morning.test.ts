import { expect, test } from 'vitest'
import { triedMorning } from '../bench/morning.js'

const chats = 400

/** `npm run bench -- tick` is the same with a thousand chats. Seconds are those of a clock that is moved. */
test.each(['telegram', 'feishu'] as const)(
  'hundreds of chats due at nine go out over %s as fast as it takes them, the nearest legal day first',
  async (platform) => {
    const { seconds, ideal, told, refused, outOfOrder } = await triedMorning(platform, chats)
    expect(told).toBe(chats)
    expect(seconds).toBeLessThan(ideal * 1.1)
    expect(outOfOrder).toBe(0)
    // A platform that has to say no often may take it for abuse.
    expect(refused).toBeLessThan(chats * 0.03)
  },
  120_000,
)
