import { csvText } from '../../src/values/csv.js'

/** Ten kinds of companies, of which some say little or nothing. */
const kinds = [
  ['替别的单位', '用户打进来', '全国', '境内用户', '有限责任公司', '1000万', '没有'],
  ['替别的单位', '用户打进来', '一个', '境内用户', '有限责任公司', '50万', '没有'],
  ['只服务自己的客户', '用户打进来', '', '境内用户', '', '', ''],
  ['替别的单位', '用户打进来', '全国', '境内用户', '有限责任公司', '', '没有'],
  ['替别的单位', '用户打进来', '全国', '境内用户', '有限责任公司', '不知道', '没有'],
  ['替别的单位', '用户打进来', '全国', '境内用户', '有限责任公司', '1000万美元', '没有'],
  ['替别的单位', '用户打进来', '主要在境外', '境外用户', '', '', ''],
  ['替别的单位', '用户打进来', '全国', '境内用户', '分公司', '1000万', '没有'],
  ['', '', '', '', '', '', ''],
  ['出租座席或系统', '用户打进来', '两个以上', '境内用户', '股份有限公司', '1200万', '没有'],
]

/** Some columns by the id of the question, some by its name. */
export const columns = [
  '公司',
  '替谁接打电话',
  'call-direction',
  'coverage',
  '服务对象主要在境内还是境外',
  '申请主体的类型',
  '注册资本',
  '股东里有外国或港澳台投资',
]

/** A table of companies that might apply: every tenth is alike but for its name. */
export const prospectsOf = (count: number): string =>
  csvText([
    columns,
    ...Array.from({ length: count }, (_, at) => [`客户${at}`, ...(kinds[at % kinds.length] ?? [])]),
  ])
