/**
 * Pairs as in OpenCC's dictionaries, "simplified traditional", separated by '|': what its longest match gets wrong in texts
 * like ours. It meets a word across a border (呼叫中|心系|统, 核查|并发|证), lacks the word, or prefers a rarer one.
 */
export const ownWords = [
  '中心系统 中心系統',
  '会吊 會吊',
  '天后 天後',
  '封后 封後',
  '换发 換發',
  '并发证 並發證',
  '并发布 並發佈',
  '为准予 為准予',
  '为准入 為准入',
  '是只 是只',
  '多只能 多只能',
  '一出现 一出現',
  '长几 長幾',
  '案几 案幾',
  '和面试 和面試',
  '股东里 股東裡',
  '本里 本裡',
  '路里 路裡',
  '卡里 卡裡',
  '里加 裡加',
  '渠道里 渠道裡',
  '有回音 有回音',
  '复议 復議',
  '刻制 刻製',
  '易制爆 易製爆',
  '干点 幹點',
  '签 簽',
  '钟 鐘',
].join('|')

/** What OpenCC's standard writes in an older form than people in Hong Kong and Taiwan do. */
export const ownForms: ReadonlyMap<string, string> = new Map(
  [
    '僞偽',
    '啓啟',
    '喫吃',
    '峯峰',
    '爲為',
    '燬毀',
    '祕秘',
    '纔才',
    '羣群',
    '衆眾',
    '裏裡',
    '覈核',
    '麪麵',
  ].map(([old = '', usual = '']) => [old, usual]),
)
