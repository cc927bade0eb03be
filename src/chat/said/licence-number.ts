/** The provinces by the character that their licences begin with. */
const provinceOf: Readonly<Record<string, string>> = {
  京: '北京',
  津: '天津',
  冀: '河北',
  晋: '山西',
  蒙: '内蒙古',
  辽: '辽宁',
  吉: '吉林',
  黑: '黑龙江',
  沪: '上海',
  苏: '江苏',
  浙: '浙江',
  皖: '安徽',
  闽: '福建',
  赣: '江西',
  鲁: '山东',
  豫: '河南',
  鄂: '湖北',
  湘: '湖南',
  粤: '广东',
  桂: '广西',
  琼: '海南',
  渝: '重庆',
  川: '四川',
  贵: '贵州',
  黔: '贵州',
  云: '云南',
  滇: '云南',
  藏: '西藏',
  陕: '陕西',
  秦: '陕西',
  甘: '甘肃',
  陇: '甘肃',
  青: '青海',
  宁: '宁夏',
  新: '新疆',
}

export const provinces: readonly string[] = [...new Set(Object.values(provinceOf))]

/** What a licence number tells. Its shape was learnt from samples that are public, not from a rule. */
export interface ReadNumber {
  /** Written as the samples are: 沪B2-20140120, B2-2004-0851, B1.B2-20262247, 合字B2-20210001. */
  readonly usual: boolean
  readonly scope?: 'national' | 'provincial'
  readonly province?: string
}

const classes = String.raw`[AB]\d(?:[.、][AB]\d)*`
const shape = new RegExp(`^([\\u4e00-\\u9fff]|合字)?${classes}-(?:\\d{8}|\\d{4}-\\d{4})$`)

export function readNumber(number: string): ReadNumber {
  const [whole, lead] = shape.exec(number) ?? []
  if (whole === undefined) return { usual: false }
  if (lead === undefined) return { usual: true, scope: 'national' }
  if (lead === '合字') return { usual: true }
  const province = provinceOf[lead]
  return province === undefined ? { usual: false } : { usual: true, scope: 'provincial', province }
}

/** A number in a sentence: by its shape, or whatever stands behind 编号. */
const numbers = new RegExp(
  `(?:许可证|許可證|证书|证|證)?(?:编号|編號|证号|證號|号码)\\s*(?:是|为|:)?\\s*([\\u4e00-\\u9fffA-Za-z]{0,2}[A-Za-z0-9][A-Za-z0-9.\\-]{3,20})|((?:合字|[\\u4e00-\\u9fff])?${classes}-\\d{4}-?\\d{4})`,
  'i',
)

/** The number that a sentence gives, and the sentence without it. */
export function numberIn(text: string): { readonly number?: string; readonly rest: string } {
  const found = numbers.exec(text)
  const number = found?.[1] ?? found?.[2]
  if (found === null || number === undefined) return { rest: text }
  const rest = `${text.slice(0, found.index)} ${text.slice(found.index + found[0].length)}`
  return { number: number.toUpperCase(), rest }
}
