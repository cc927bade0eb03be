import { expect, test } from 'vitest'
import { answer, explainedAnswer } from '../../src/knowledge/answer.js'
import { inProvinces, placesOf } from '../../src/knowledge/words/places.js'
import { day } from './small.js'
import { shipped } from './shipped.js'

const places = placesOf({
  河南: ['郑州', '周口市', '开封市', 'zhengzhou'],
  重庆: ['渝', '渝中', '大足区', '万州'],
})

test.each([
  { text: '郑州的客户投诉几天答复', reads: '河南的客户投诉几天答复' },
  { text: '郑州市金水区的公司', reads: '河南金水区的公司' },
  { text: '河南省郑州市的公司', reads: '河南的公司' },
  { text: '从郑州搬到周口市', reads: '从河南搬到河南' },
  { text: '每周口头培训一次', reads: '每周口头培训一次' },
  { text: '郑州市场的投诉', reads: '河南市场的投诉' },
  { text: '郑州市民投诉', reads: '河南市民投诉' },
  { text: '用郑州区号外呼', reads: '用河南区号外呼' },
  { text: '万州区域的公司', reads: '重庆区域的公司' },
  { text: '万州区的公司', reads: '重庆的公司' },
  { text: '开封市场的公司', reads: '开封市场的公司' },
  { text: '大足区别不大', reads: '大足区别不大' },
  { text: '重庆市大足区的公司', reads: '重庆的公司' },
  { text: '渝中的公司', reads: '重庆的公司' },
  { text: '郑州接重庆的单', reads: '河南接重庆的单' },
  { text: '郑州bpo公司', reads: '河南bpo公司' },
  { text: 'zhengzhou 的公司', reads: '河南 的公司' },
  { text: 'zhengzhouren 的公司', reads: 'zhengzhouren 的公司' },
])('$text', ({ text, reads }) => {
  expect(inProvinces(text, places)).toBe(reads)
})

test('where no province has rules of its own nothing is a town', () => {
  expect(inProvinces('郑州的公司', placesOf({}))).toBe('郑州的公司')
})

/** Where nobody is named, and where a place without such a rule is, the rule of the whole country is told. */
test.each([
  { asks: '驻马店的用户投诉几天内要答复', gets: 'duties.complaint-henan' },
  { asks: '涪陵的用户投诉几天内要答复', gets: 'duties.complaint-chongqing' },
  { asks: '西安阳光公司的用户投诉几天内要答复', gets: 'duties.complaint' },
  { asks: '用户投诉几天内要答复', gets: 'duties.complaint' },
  { asks: '洛阳的网站要不要亮证号', gets: 'duties.display-henan' },
  { asks: '网站要不要亮证号', gets: 'duties.display' },
  { asks: '鹤壁没证运营商给线路吗', gets: 'penalty.no-access-henan' },
  { asks: '万州的年报什么时候报', gets: 'annual.when-chongqing' },
  { asks: '在渝申请交什么材料', gets: 'documents.chongqing' },
  { asks: '郑州BPO公司的用户投诉几天答复', gets: 'duties.complaint-henan' },
  { asks: '东莞年报四月补报吗', gets: 'annual.makeup-guangdong' },
  { asks: '聚焦作业外包的用户投诉几天答复', gets: 'duties.complaint' },
  { asks: '顺丰都几天答复用户投诉', gets: 'duties.complaint' },
  { asks: '离开州府用户投诉几天答复', gets: 'duties.complaint' },
  { asks: '宁波江北区的用户投诉几天答复', gets: 'duties.complaint' },
  { asks: '诚信阳光公司网站要不要亮证号', gets: 'duties.display' },
])('$asks', ({ asks, gets }) => {
  expect(answer(asks, shipped, { asOf: day('2026-11-23') })).toMatchObject({ entry: { id: gets } })
})

test('what was taught with a town in it is still found word for word', () => {
  const taught = '公司在广州，客户全国都有，办什么证'
  expect([...shipped.asked.values()].flat()).toContain(taught)
  const { hits } = explainedAnswer(taught, shipped, { asOf: day('2026-11-23') })
  expect(hits[0]?.verbatim).toBe(1)
})
