import { Converter as ToSimplified } from 'opencc-js/t2cn'
import { Converter as ToTraditional } from 'opencc-js/cn2t'
import phrases from 'opencc-js/dict/STPhrases_GeneratedFromRegionalPhrases'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { plainText } from '../../src/reply/plain.js'
import type { Reply } from '../../src/reply/reply.js'
import { splitReply } from '../../src/reply/split.js'
import { ownForms, ownWords } from '../../src/reply/traditional-own.js'
import { traditionalText } from '../../src/reply/traditional-text.js'
import { traditional } from '../../src/reply/traditional.js'
import { entryId, sourceId } from '../../src/values/ids.js'
import { today } from '../chat/shipped.js'
import { anyReply } from './replies.js'
import { shippedTexts } from './shipped-texts.js'

const simplified = ToSimplified({ from: 't', to: 'cn' })
const openCC = ToTraditional({ from: 'cn', to: 't' })
const texts = await shippedTexts()

describe('one character, several traditional ones', () => {
  test.each([
    ['发证机关发现后', '發證機關發現後'],
    ['理发店的头发', '理髮店的頭髮'],
    ['换发许可证', '換發許可證'],
    ['核查并发证', '核查並發證'],
    ['开通并发布', '開通並發佈'],
    ['合并、并购', '合併、併購'],
    ['90天后的后台', '90天後的後臺'],
    ['材料里没写', '材料裡沒寫'],
    ['股东里有外资', '股東裡有外資'],
    ['文本里和渠道里', '文本裡和渠道裡'],
    ['每公里', '每公里'],
    ['骨干才能先干', '骨幹才能先幹'],
    ['若干干扰', '若干干擾'],
    ['呼叫中心系统', '呼叫中心系統'],
    ['联系发证机关', '聯繫發證機關'],
    ['没有关系', '沒有關係'],
    ['平台和后台', '平臺和後臺'],
    ['丰台区', '豐臺區'],
    ['只有一只', '只有一隻'],
    ['这不是只能接', '這不是只能接'],
    ['书面和面试', '書面和面試'],
    ['吃面', '吃麵'],
    ['批准、核准、准予', '批准、核准、准予'],
    ['标准，以网上为准', '標準，以網上為準'],
    ['视为准予续期', '視為准予續期'],
    ['为准入条件', '為准入條件'],
    ['答复和恢复', '答覆和恢復'],
    ['复印件、重复', '複印件、重複'],
    ['行政复议', '行政復議'],
    ['简历和日历', '簡歷和日曆'],
    ['征求意见', '徵求意見'],
    ['出现过一出现就', '出現過一出現就'],
    ['签合同、签名、标签', '簽合同、簽名、標籤'],
    ['延长几年', '延長幾年'],
    ['制度、制作、录制', '制度、製作、錄製'],
    ['公章刻制、易制毒、易制爆', '公章刻製、易製毒、易製爆'],
    ['会吊销许可证', '會吊銷許可證'],
    ['会吊证', '會吊證'],
    ['备案几天、一个钟', '備案幾天、一個鐘'],
    ['解封后多干点', '解封後多幹點'],
    ['卡里、线路里、脚本里', '卡裡、線路裡、腳本裡'],
    ['系统里加了', '系統裡加了'],
    ['最多只能', '最多只能'],
    ['四周岁、一周', '四周歲、一週'],
    ['计划划算', '計劃划算'],
    ['系统日志和志愿', '系統日誌和志願'],
    ['委托、摩托', '委託、摩托'],
    ['占用、占比', '佔用、佔比'],
    ['合伙企业', '合夥企業'],
    ['尽快、尽早', '儘快、儘早'],
    ['老板的模板', '老闆的模板'],
    ['有回音、一回', '有回音、一回'],
    ['剩余', '剩餘'],
    ['群里的人', '群裡的人'],
    ['因为', '因為'],
    ['核对、核实', '核對、核實'],
    ['录音', '錄音'],
    ['营业执照', '營業執照'],
    ['注册资本和备注', '註冊資本和備註'],
    ['注意', '注意'],
    ['《电信条例》第七条', '《電信條例》第七條'],
    ['呼叫中心 B24，1000万元', '呼叫中心 B24，1000萬元'],
    ['以後用繁體字回答我', '以後用繁體字回答我'],
    ['😀𠮷 <b>', '😀𠮷 <b>'],
  ])('%s', (from, to) => {
    expect(traditionalText(from)).toBe(to)
  })
})

describe('everything that the bot can say', () => {
  test('is there at all', () => {
    expect(texts.length).toBeGreaterThan(2000)
  })

  test('reads the same in simplified characters again', () => {
    expect(texts.filter((text) => simplified(traditionalText(text)) !== text)).toEqual([])
  })

  test('keeps its length, or a piece that just fits would no longer', () => {
    expect(texts.filter((text) => traditionalText(text).length !== text.length)).toEqual([])
  })

  test('is written as OpenCC does, but for our own words and forms', () => {
    const own = ownWords.split('|').map((pair) => pair.slice(0, pair.indexOf(' ')))
    const others = texts.filter((text) => !own.some((word) => text.includes(word)))
    expect(others.length).toBeGreaterThan(texts.length / 2)
    expect(others.filter((text) => traditionalText(text) !== inUsualForms(openCC(text)))).toEqual([])
  })
})

test('words that only one of the dictionaries has are written as OpenCC does', () => {
  const words = phrases.split('|').map((pair) => pair.slice(0, pair.indexOf(' ')))
  expect(words.length).toBeGreaterThan(100)
  expect(words.filter((word) => traditionalText(word) !== inUsualForms(openCC(word)))).toEqual([])
})

test.each(ownWords.split('|').map((pair) => pair.split(' ')))(
  'OpenCC alone still gets %s wrong',
  (from = '', to = '') => {
    expect(inUsualForms(openCC(from))).not.toBe(to)
    expect(simplified(to)).toBe(from)
  },
)

const inUsualForms = (text: string): string => [...text].map((one) => ownForms.get(one) ?? one).join('')

const cited = {
  source: sourceId('law'),
  name: '《电信条例》',
  article: '第七条',
  authority: 'law',
  evidence: 'D',
  checkedOn: today,
} as const

const whole: Reply = {
  title: '标题',
  blocks: [
    {
      kind: 'paragraph',
      text: ['写“@持证 问题”', { bold: '资本' }, { link: '网页', url: 'https://a.cn/里' }],
    },
    { kind: 'paragraph', text: [{ mention: '张1', name: '张三' }, '你发了'] },
    { kind: 'list', items: [['一条'], ['两条']], ordered: true },
    { kind: 'facts', rows: [{ label: '结论', value: ['够'] }] },
    { kind: 'note', tone: 'warning', text: ['过期了'] },
    { kind: 'citations', of: [{ ...cited, url: 'https://b.cn/' }] },
  ],
  buttons: [[{ label: '续期', press: { kind: 'ask', entry: entryId('renewal.when') }, style: 'primary' }]],
}

test('every text of a reply is written in traditional characters; addresses and names are not', () => {
  const shown = traditional(whole, ['@持证', '/ask'])
  expect(plainText(shown)).toBe(
    [
      '標題',
      '寫“@持证 問題”資本網頁（https://a.cn/里）',
      '@张三你發了',
      '1. 一條',
      '2. 兩條',
      '結論：夠',
      '注意：過期了',
      '依據：《電信條例》第七條（法律法規，憑記憶，未核實，核對於2026-11-21）',
    ].join('\n'),
  )
  expect(shown.buttons).toEqual([
    [{ label: '續期', press: { kind: 'ask', entry: 'renewal.when' }, style: 'primary' }],
  ])
})

test('any reply stays what it is, read in simplified characters again', () => {
  fc.assert(
    fc.property(anyReply, (reply) => {
      const shown = traditional(reply)
      expect(simplified(plainText(shown))).toBe(simplified(plainText(reply)))
      expect(shown.blocks.map(({ kind }) => kind)).toEqual(reply.blocks.map(({ kind }) => kind))
      expect(shown.buttons?.flat().map(({ press }) => press)).toEqual(
        reply.buttons?.flat().map(({ press }) => press),
      )
    }),
  )
})

test('pieces of a reply are traditional throughout', () => {
  const many = traditional({ blocks: [{ kind: 'citations', of: Array.from({ length: 9 }, () => cited) }] })
  for (const limit of [20, 60, 200]) {
    const pieces = splitReply(many, limit).map(plainText)
    expect(pieces.length).toBeGreaterThan(1)
    expect(pieces.join('')).not.toMatch(/依据|法规|条/)
  }
})
