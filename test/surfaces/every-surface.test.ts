import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { shippedContent } from '../chat/shipped.js'
import { stories, type Story } from './conversation-file.js'
import { countsOf, expectedCounts } from './counted.js'
import type { Reason } from './differences.js'
import { played } from './played.js'
import { surfaceNames, type Surface } from './surface.js'
import { surfaces } from './surfaces.js'

const { knowledge, flows } = await shippedContent()
const all = stories()

describe.each(surfaceNames)('%s', (name) => {
  const left: Reason[] = []
  let shared: Surface

  const playedSoundly = async (story: Story, here: Surface): Promise<void> => {
    left.push(...(await played(story, here, { knowledge, flows })))
    expect(here.violations()).toEqual([])
    expect(here.leaks()).toEqual([])
  }

  beforeAll(async () => {
    shared = await surfaces[name]({ knowledge, flows })
  })

  test.each(all)('$file: $fact', async (story) => {
    if (name !== 'terminal' && !needsItsOwn(story)) {
      await shared.startOver()
      await playedSoundly(story, shared)
      return
    }
    const own = await surfaces[name]({ knowledge, flows })
    try {
      await playedSoundly(story, own)
    } finally {
      await own.end()
    }
  })

  test('no more is left out than is known', () => {
    expect(countsOf(left)).toEqual(expectedCounts[name])
  })

  afterAll(() => shared.end())
})

/** A terminal has one screen for all; what changes the day or the knowledge would change it for the stories after it. */
function needsItsOwn({ steps }: Story): boolean {
  return steps.some(({ clock = '', withdraw }) => withdraw !== undefined || /[hd]$/.test(clock))
}
