import { quietSeconds } from '../flood.js'

export function slowDownText(why: 'repeated' | 'too-fast'): string {
  return why === 'repeated'
    ? '一样的我刚答过，请看上面。请慢一点，不用重复发。'
    : `你操作得太快了，请 ${quietSeconds} 秒后再试。`
}
