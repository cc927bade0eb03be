const oneForm: Readonly<Record<string, string>> = {
  萬: '万',
  億: '亿',
  兩: '两',
  個: '个',
  圓: '元',
  圆: '元',
  貳: '贰',
  參: '叁',
  陸: '陆',
  點: '点',
  錢: '钱',
  塊: '块',
  幣: '币',
  號: '号',
  後: '后',
  內: '内',
  數: '数',
  幾: '几',
  約: '约',
  餘: '余',
  週: '周',
  禮: '礼',
  員: '员',
  專: '专',
  無: '无',
  沒: '没',
  過: '过',
  達: '达',
  倆: '俩',
  將: '将',
  於: '于',
  滿: '满',
  間: '间',
  實: '实',
  繳: '缴',
  註: '注',
  冊: '册',
  資: '资',
  積: '积',
  場: '场',
  為: '为',
  爲: '为',
  還: '还',
  業: '业',
  臺: '台',
  歐: '欧',
  鎊: '镑',
  韓: '韩',
  畝: '亩',
  頃: '顷',
  '〜': '~',
  '∼': '~',
  '–': '-',
  '—': '-',
  '−': '-',
  '￥': '¥',
}

/** The text in one spelling: half-width, small letters, simplified numerals and units. As long as before, so places stay places. */
export function levelled(text: string): string {
  const even = text.replace(
    /[^\n\x20-\x40\x5b-\x7e]/g,
    (character) => oneForm[character] ?? narrow(character),
  )
  return even.replace(letterNoughts, (number) => number.replaceAll('o', '0'))
}

/** 5OO万: the letter for the digit, but not in a name such as B2O. */
const letterNoughts = /(?<![a-z\d])\d[\d,.]{0,20}o[\do]*(?![a-jl-vx-z]|[kw][a-z])/g

function narrow(character: string): string {
  const code = character.charCodeAt(0)
  if (code >= 0xff01 && code <= 0xff5e) return small(String.fromCharCode(code - 0xfee0))
  return /\s/.test(character) ? ' ' : small(character)
}

function small(character: string): string {
  return /[A-Z]/.test(character) ? character.toLowerCase() : character
}

/** What somebody typed into one field: levelled, without spaces, marks around it and closing particles. */
export function fieldText(text: string): string {
  return levelled(text)
    .replace(/[\s\u200b-\u200d\u2060]+/g, '')
    .replace(/^[:,。、;"“「(]+/, '')
    .replace(/(?:[。.,、;!~"”」)]|[吧啊呢哦呀哈嘛噢])+$/, '')
}

const unknownWord = [
  '不太?知道|不太?清楚|不太?确定|不晓得|不记得|记不清|不了解|不懂|不详|忘了|忘记|没数|没概念|没印象|没定|未定|没想好',
  '待定|待确认|未知|无法确定|说不好|说不准|说不清|不好说|拿不准|没法说|不方便说|不想说|保密',
  '(?:先|这[题个])?(?:跳过|略过?|下一题)(?:这一?[题个])?',
  '[要得去]问一?下?(?:财务|人事|法务|行政|老板|领导|同事|业务)',
  "pass|skip|unknown|n\\/a|idk|dunno|noidea|notsure|i?don'?tknow",
].join('|')
const unknownWords = new RegExp(
  `^(?:\\?+|(?:我|我们|这个|这|还|目前|暂时|现在|都|真|也|,)*(?:${unknownWord})(?:${unknownWord}|[了呀啊呢,。?])*)$`,
)

/** 不知道, 不清楚, 跳过, ? and their like. */
export const isUnknown = (field: string): boolean => unknownWords.test(field)
