/** Chinese numerals, also mixed with digits: 一千零五十万, 壹仟万, 二万五, 1亿2000万. */

const digitOf: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  一: 1,
  壹: 1,
  二: 2,
  贰: 2,
  两: 2,
  俩: 2,
  三: 3,
  叁: 3,
  仨: 3,
  四: 4,
  肆: 4,
  五: 5,
  伍: 5,
  六: 6,
  陆: 6,
  七: 7,
  柒: 7,
  八: 8,
  捌: 8,
  九: 9,
  玖: 9,
}
const placeOf: Readonly<Record<string, number>> = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1000, 仟: 1000 }

/** The numeral's value, or undefined for what is none, such as 五六 or 十百. A place without a digit counts once: 百万 is 1,000,000. */
export function numeral(text: string): number | undefined {
  if (/^[零〇一二三四五六七八九]{4}$/.test(text)) return digitByDigit(text)
  const [yi, belowYi] = halves(text, '亿')
  const [wan, rest] = halves(belowYi, '万')
  const [a, b, c] = [above(yi), above(wan), belowTenThousand(rest)]
  if (text === '' || a === undefined || b === undefined || c === undefined) return undefined
  // 一亿两千: 100,002,000 or 1.2亿? Nobody can say.
  if (yi !== undefined && wan === undefined && c >= 10 && !rest.startsWith('零')) return undefined
  return a * 1e8 + b * 1e4 + c * placeAfter(text)
}

/** A year such as 二〇二六. */
function digitByDigit(text: string): number {
  return Number([...text].map((character) => digitOf[character] ?? 0).join(''))
}

/** What stands before 亿 or 万: 0 when neither is there, a numeral otherwise, once when nothing is. */
function above(part: string | undefined): number | undefined {
  if (part === undefined) return 0
  return part === '' ? 1 : part.includes('万') ? numeral(part) : belowTenThousand(part)
}

/** 二万五 is 25,000: a single digit right after 万 or 亿 counts the next place below. */
function placeAfter(text: string): number {
  const tail = /([万亿])[一二三四五六七八九两1-9]$/.exec(text)?.[1]
  if (tail === undefined) return 1
  return tail === '万' ? 1e3 : 1e7
}

function halves(text: string, unit: string): readonly [string | undefined, string] {
  const at = text.indexOf(unit)
  return at < 0 ? [undefined, text] : [text.slice(0, at), text.slice(at + 1)]
}

function belowTenThousand(text: string): number | undefined {
  if (/^[1-9]\d{0,3}$/.test(text)) return Number(text)
  if (/^0\d/.test(text)) return undefined
  let total = 0
  let digit: number | undefined
  let place = 1
  let lastPlace = 10_000
  for (const character of text) {
    const unit = placeOf[character]
    if (unit !== undefined) {
      if (unit >= lastPlace) return undefined
      total += (digit ?? 1) * unit
      digit = undefined
      place = unit / 10
      lastPlace = unit
    } else if (digit !== undefined && digit !== 0) {
      return undefined
    } else {
      digit = digitOf[character] ?? arabic(character)
      if (digit === undefined) return undefined
      // 三千五 is 3,500, but 三千零五 is 3,005.
      if (digit === 0) place = 1
    }
  }
  return total + (digit ?? 0) * Math.max(1, place)
}

function arabic(character: string): number | undefined {
  return /\d/.test(character) ? Number(character) : undefined
}
