import { beforeEach, describe, expect, test } from 'vitest'
import type { Interview } from '../../src/interview/kept/interview.js'
import type { Button } from '../../src/reply/reply.js'
import { inputId } from '../../src/values/ids.js'
import { room, type Came, type Room } from './room.js'
import { shippedContent } from './shipped.js'
import { keptIn, talkingIn, textOf } from './talking.js'

/** What an interview remembers of itself and of those before it. */

const { knowledge, flows } = await shippedContent()
let here: Room
const { says, presses, does } = talkingIn(() => here)

beforeEach(() => {
  here = room(knowledge, undefined, { flows })
  here.set({ alone: 'writes' })
})

const minute = 60_000
const first = inputId('business')
const optionOf = (came: Came): unknown => {
  const [kept] = keptIn(came)
  const given = kept?.answers.get(first)?.answer
  return given?.kind === 'choice' ? given.option : given?.kind
}
const stateOf = (came: Came): readonly Interview['state'][] => keptIn(came).map(({ state }) => state)

/** Two questions into an interview the first answer is another one. */
function changedOnce(): Came {
  says('/selftest 能不能申请')
  says('替别的单位')
  says('打进来')
  says('/review')
  presses('改第1题')
  return presses('几样都有')
}

function cancels(): Came {
  says('/cancel')
  return presses('确定不做了')
}

describe('what a change did is taken back', () => {
  test('within ten minutes, once', () => {
    const changed = optionOf(changedOnce())
    here.move(9 * minute)
    const undone = says('撤销')
    expect(textOf(undone)).toContain('已撤销刚才的改动')
    expect(optionOf(undone)).not.toBe(changed)
    const again = says('撤销')
    expect(textOf(again)).toContain('没有可以撤销的改动')
    expect(optionOf(again)).toBe(optionOf(undone))
  })

  test('not after ten minutes', () => {
    const changed = optionOf(changedOnce())
    here.move(10 * minute)
    const late = says('撤销')
    expect(textOf(late)).toContain('没有可以撤销的改动')
    expect(optionOf(late)).toBe(changed)
  })

  test('and a first answer after it is nothing to take back', () => {
    const changed = optionOf(changedOnce())
    says('不变，下一题')
    says('全国')
    const late = says('撤销')
    expect(textOf(late)).toContain('没有可以撤销的改动')
    expect(optionOf(late)).toBe(changed)
  })

  test('and an interview that was left for later goes on with it', () => {
    changedOnce()
    expect(stateOf(says('暂停'))).toEqual(['paused'])
    expect(stateOf(says('撤销'))).toEqual(['open'])
  })
})

describe('what is over', () => {
  test('is told as it came, and opened again by a change', () => {
    finished()
    says('/review')
    expect(stateOf(presses('改第1题'))).toEqual(['open'])
  })

  test('stays finished when it is begun anew', () => {
    finished()
    says('/review')
    expect(stateOf(beganAnew())).toEqual(['finished', 'open'])
  })

  test('is cancelled when it is begun anew in its middle', () => {
    says('/selftest 能不能申请')
    says('替别的单位')
    expect(stateOf(beganAnew())).toEqual(['cancelled', 'open'])
  })

  test('and was cancelled is talked about no more', () => {
    says('/selftest 能不能申请')
    says('替别的单位')
    expect(cancels().effects).toMatchObject([{ kind: 'interview-kept' }])
    expect(says('结果').effects.map(({ kind }) => kind)).toEqual(['answered'])
  })
})

/** One of few questions, gone through with an unknown to each. */
function finished(): Came {
  let came = says('/selftest 年报')
  for (let question = 0; question < 60 && !stateOf(came).includes('finished'); question += 1)
    came = says('不知道')
  expect(stateOf(came)).toEqual(['finished'])
  return came
}

function beganAnew(): Came {
  says('重来')
  return presses('确定从头再来')
}

describe('earlier answers', () => {
  test('are not offered in a group, even to who gave them there', () => {
    const inGroup = (): Came => {
      says('/selftest')
      return presses('就在群里：能不能申请')
    }
    here.sit({ group: '群' })
    inGroup()
    says('替别的单位')
    cancels()
    const again = inGroup()
    expect(textOf(again)).toContain('第 1 题')
    expect(textOf(again)).not.toContain('上次')
  })

  test('give way to what was answered since', () => {
    says('/selftest 能不能申请')
    says('替别的单位')
    says('打进来')
    cancels()
    says('/selftest 能不能申请')
    const since = optionOf(says('几样都有'))
    const reused = says('用上次的答案')
    expect(keptIn(reused)[0]?.answers.size).toBe(2)
    expect(optionOf(reused)).toBe(since)
  })

  test('are those of the interview that the button names', () => {
    const named = issuerIn(annualWith('工信部'))
    const renewal = says('/selftest 续期')
    const newer = issuerIn(annualWith('省通信管理局'))
    const button = buttonOf(renewal, '用上次的答案')
    expect(issuerIn(does({ kind: 'forge', token: here.tokenOf(button) }))).toEqual(named)
    expect(named).not.toEqual(newer)
  })
})

function annualWith(issuer: string): Came {
  says('/selftest 年报')
  says('拿到了')
  says('还没有')
  says('继续')
  const came = says(issuer)
  cancels()
  return came
}

const issuerIn = (came: Came): unknown => keptIn(came)[0]?.answers.get(inputId('issuer'))?.answer

function buttonOf({ replies }: Came, label: string): Button {
  const found = replies
    .flatMap(({ buttons = [] }) => buttons.flat())
    .find((one) => one.label.startsWith(label))
  if (found === undefined) throw new Error(`no button ${label}`)
  return found
}
