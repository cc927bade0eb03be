import { expect, test } from 'vitest'
import { answer } from '../../src/knowledge/answer.js'
import { inProvinces, provincesOf } from '../../src/knowledge/words/places.js'
import { day } from './small.js'
import { shipped } from './shipped.js'

const provinces = provincesOf({ 河南: ['在豫', '郑州', '周口市', 'zhengzhou'], 重庆: ['渝中', '渝', '江北区'] })

test.each([
  { text: '郑州的客户投诉几天答复', reads: '河南的客户投诉几天答复' },
  { text: '郑州市金水区的公司', reads: '河南金水区的公司' },
  { text: '河南省郑州市的公司', reads: '河南省的公司' },
  { text: '郑州和周口市都有职场', reads: '河南和都有职场' },
  { text: '每周口头培训一次', reads: '每周口头培训一次' },
  { text: '渝中的公司', reads: '重庆的公司' },
  { text: '重庆市江北区的公司', reads: '重庆市的公司' },
  { text: '郑州接重庆的单', reads: '河南接重庆的单' },
  { text: 'zhengzhou 的公司', reads: '河南 的公司' },
  { text: 'zhengzhouren 的公司', reads: 'zhengzhouren 的公司' },
])('$text', ({ text, reads }) => {
  expect(inProvinces(text, provinces)).toBe(reads)
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
])('$asks', ({ asks, gets }) => {
  expect(answer(asks, shipped, { asOf: day('2026-11-23') })).toMatchObject({ entry: { id: gets } })
})
