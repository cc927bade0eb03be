/** How somebody asks whether a value will do. The answer is given in the same words. */
export type AskedAs = 'enough' | 'fine' | 'in-time' | 'late'

/** Stands in a question where its value was. */
export const blank = '□'

const words = (text: string): readonly string[] => text.split(/\s+/).filter((word) => word !== '')

// The order decides where several stand: 现在续还来得及吗，会不会晚 asks about being in time.
const asking: Readonly<Record<AskedAs, readonly string[]>> = {
  'in-time': words('来得及 来得及不 来得及没 来不来得及 来不及 赶得上 赶得及 赶不上'),
  late: words('晚 晚了 晚不晚 太晚 算晚 迟 迟了'),
  enough: words('够 够不够 够不 不够 够了 够用 够格 够资格 够条件 足够 足不足够 enough'),
  fine: words(
    `可以 可不可以 可以不 能 能不能 能否 可否 是否可以 行 行不行 行不 不行 成不成 合格 达标 合规 没问题 能过 能批 ok
    符合要求 符合条件 符合规定 满足要求 满足条件 达到要求 达到标准 达到条件`,
  ),
}

/** Beside a value: how exact it is, what it counts, and what makes a question of it. */
const besideNumber = words(`
  那 那么 这 这样 这个 会 会不会 的 的话 话 了 啊 呀 吧 呢 吗 嘛 么 哦 呗 啦 也 还 都 就 只 只有 才 才有 有 是 如果 假如 要是 若 若是 换成 改成
  大约 大概 大概是 约 差不多 接近 将近 至少 最少 最低 起码 最多 至多 顶多 不到 不足 不满 不超过 不低于 不少于 低于 少于 小于 超过 多于
  大于 高于 左右 上下 样子 以上 以下 以内 之内 多 都不到
  元 块 块钱 圆 人民币 rmb 整 亿 万 平 平米 平方 平方米 m2 个 名 位 天 日 号 月 个月 月份 年 周 星期 个星期 礼拜 个礼拜 季度 个季度
  自然日 月底 月末 月初 份 底 末 初 上旬 中旬 下旬
`)

/** Words that leave the question what it is: who, what for, politeness. */
const neutral = words(`
  我 我们 咱 咱们 我司 本公司 我公司 公司 企业 小公司 新公司 老板 你好 请问 想问 问一下 问下 咨询 请教 和 跟 或
  总共 一共 是不是 现在 目前 如今 手上 手里 做 去 来 在
  想 要 想要 打算 准备 计划 办 办理 办个 办张 办下来 办的 申请 申办 申 拿 开 搞 弄 做个 是否 license licence permit b24
  许可证 许可 牌照 呼叫中心 呼叫中心证 呼叫中心许可证 呼叫中心牌照 呼叫 1张 1个 张 办证 拿证 call center is for
`)

const askingWords: readonly string[] = Object.values(asking).flat()
/** Every word that may stand beside a value whatever it is about. */
const besideAnyValue: ReadonlySet<string> = new Set([...besideNumber, ...neutral, ...askingWords])
/** What a follow-up may say besides another value. */
const besideBareValue: ReadonlySet<string> = new Set([...besideNumber, ...askingWords])

/** How a question, given with the blank, asks whether its value will do; undefined where it asks something else. */
export function askedAs(text: string, namesOption: boolean): AskedAs | undefined {
  if (asksForTheRule.test(text.replace(supposing, ''))) return undefined
  const order: readonly AskedAs[] = ['in-time', 'late', 'enough', 'fine']
  const said = order.find((one) => asking[one].some((word) => text.includes(word)))
  return said ?? (namesOption && wants.test(text) ? 'enough' : undefined)
}

/** 要1000万吗, 是不是得有10个座席, 只能办省内: what the rule is, not whether a value meets it. */
const asksForTheRule = new RegExp(`(?:要|需|得|须|用)(?:有|是|满|够)?[^${blank}快就]{0,2}${blank}|只能`)

const supposing = /^(?:那么?)?要是/

/**
 * 80万呢, 那80万, 80万 after a rule was told: no word asks, and yet it is asked. 80万吗 asks what the rule is, and 一个人一个
 * is a number of each.
 */
export function impliesAsking(text: string): boolean {
  const plain = squeezed(text)
  return !asksForTheRule.test(plain.replace(supposing, '')) && !/[吗吧么嘛]$|1[个张]/.test(plain)
}

/** 500万想办全国, said without a question, wants to know; 办全国1000万 tells. */
const wants = new RegExp(`${blank}.*(?:办|申请|做)`)

/** Whether a text is nothing but the neutral words and these, in any order. */
export function isMadeOf(text: string, known: readonly string[]): boolean {
  return consistsOf(text, known, besideAnyValue)
}

/** Whether a text names a value and, besides these words, nothing at all. */
export function isBare(text: string, known: readonly string[]): boolean {
  return consistsOf(text, known, besideBareValue)
}

function consistsOf(text: string, known: readonly string[], always: ReadonlySet<string>): boolean {
  // 能办不 asks what 能办吗 asks.
  const plain = squeezed(text).replace(/不$/, '')
  const more = new Set(known.map(squeezed))
  const reached = new Set([0])
  for (let from = 0; from < plain.length; from++) {
    if (!reached.has(from)) continue
    for (let to = from + 1; to <= Math.min(plain.length, from + longestWord); to++) {
      const word = plain.slice(from, to)
      if (word === blank || always.has(word) || more.has(word)) reached.add(to)
    }
  }
  return reached.has(plain.length)
}

const longestWord = 24
const squeezed = (text: string): string => text.replace(/[\s\p{P}~]/gu, '')
