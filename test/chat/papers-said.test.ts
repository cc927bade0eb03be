import { describe, expect, test } from 'vitest'
import { paperSaid } from '../../src/chat/interview/preparing-said.js'
import { shipped, today } from './shipped.js'

const { inputs } = await shipped()

const prepare = [
  { id: 'application', name: '法定代表人签署的书面申请' },
  { id: 'lawful-operation', name: '依法经营承诺书' },
]

const papers = [
  'technical-plan',
  'policies.privacy',
  'policies.emergency',
  'pledge',
  'papers.business-licence',
  'papers.articles',
  'papers.equity',
  'papers.id-cards',
  'papers.resumes',
  'prepare:application',
  'prepare:lawful-operation',
]

/** On 2026-11-21. */
const said = (text: string) => paperSaid(text, papers, { inputs, today, prepare })

describe('typed while the list of materials is shown', () => {
  test.each([
    ['第3项给小王', { paper: 'policies.emergency', owner: '小王' }],
    ['第3项 小王', { paper: 'policies.emergency', owner: '小王' }],
    ['第三项交给法务部', { paper: 'policies.emergency', owner: '法务部' }],
    ['第3項給小王', { paper: 'policies.emergency', owner: '小王' }],
    ['技术方案 小王', { paper: 'technical-plan', owner: '小王' }],
    ['技术方案：李工', { paper: 'technical-plan', owner: '李工' }],
    ['章程由行政负责', { paper: 'papers.articles', owner: '行政' }],
    ['营业执照给 Lily', { paper: 'papers.business-licence', owner: 'Lily' }],
    ['身份证归张三', { paper: 'papers.id-cards', owner: '张三' }],
    ['第3项 3月10日前', { paper: 'policies.emergency', due: '2027-03-10' }],
    ['第3项 12月1日', { paper: 'policies.emergency', due: '2026-12-01' }],
    ['第3项 11月21日前', { paper: 'policies.emergency', due: '2026-11-21' }],
    ['第3项 2027年3月10日之前', { paper: 'policies.emergency', due: '2027-03-10' }],
    ['第3项给小王 3月10日前', { paper: 'policies.emergency', owner: '小王', due: '2027-03-10' }],
    ['应急预案 最晚明天', { paper: 'policies.emergency', due: '2026-11-22' }],
    ['第3项好了', { paper: 'policies.emergency', done: true }],
    ['第3项 准备好了。', { paper: 'policies.emergency', done: true }],
    ['简历有了', { paper: 'papers.resumes', done: true }],
    ['股权结构已经备齐了', { paper: 'papers.equity', done: true }],
    ['禁呼承诺书还没有', { paper: 'pledge', done: false }],
    ['书面申请有了', { paper: 'prepare:application', done: true }],
    ['第11项给小王', { paper: 'prepare:lawful-operation', owner: '小王' }],
    ['依法经营承诺书已经备齐了', { paper: 'prepare:lawful-operation', done: true }],
    ['第4项还没好', { paper: 'pledge', done: false }],
  ] as const)('%s', (text, expected) => {
    expect(said(text)).toEqual({ step: 'paper', ...expected })
  })

  test.each([
    '技术方案 模板',
    '技术方案怎么写',
    '公司章程 范本',
    '营业执照要不要公证',
    '第3项是什么',
    '第20项给小王',
    '主要管理人员给小王',
    '承诺书还没有',
    '有4名技术人员',
    '等保是什么',
    '5',
    '小王',
    '今天交材料了',
    '第3项 3月10日或者3月12日',
    '第3项 2月30日',
    '收到补正通知',
    '许可证 2027-03-10 到期',
  ])('%s is something else', (text) => {
    expect(said(text)).toBeUndefined()
  })
})
