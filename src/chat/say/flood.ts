import { quietSeconds, type Verdict } from '../flood.js'

export function slowDownText(why: Exclude<Verdict, 'go'>): string {
  return slowDownTexts[why]
}

const slowDownTexts: Readonly<Record<Exclude<Verdict, 'go'>, string>> = {
  repeated: '一样的我刚答过，请看上面。请慢一点，不用重复发。',
  'too-fast': `你操作得太快了：这一次和接下来 ${quietSeconds} 秒里的都不处理，请 ${quietSeconds} 秒后再试。`,
  silence: `你操作得太快了，停一停：还没到 ${quietSeconds} 秒，这一次没有处理。`,
}
