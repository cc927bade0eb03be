import type { Finding } from '../../ports-channel.js'
import { meaningOf, namesOf } from './errors.js'
import type { Failed } from './failure.js'

/** What a call that brought nothing means to an operator. */
export function troubleOf(failed: Failed): Finding {
  if (failed.kind === 'unanswered')
    return { kind: 'trouble', what: `连不上开放平台（${namesOf(failed)}）`, remedy: network }
  const { code } = failed
  const known = remedies[code]
  if (known !== undefined) return { kind: 'trouble', what: `${known.what}（${code}）`, remedy: known.remedy }
  return meaningOf(failed).kind === 'wait'
    ? { kind: 'trouble', what: `开放平台暂时不应（${namesOf(failed)}）`, remedy: '过几分钟再查' }
    : {
        kind: 'trouble',
        what: `开放平台拒绝了（${namesOf(failed)}）`,
        remedy: '在开放平台的“服务端错误码”里查这个号码；改了设置要在“版本管理与发布”再发一版',
      }
}

const network = '检查网络和 HTTPS_PROXY；国际版要设 FEISHU_DOMAIN=lark'

interface Known {
  readonly what: string
  readonly remedy: string
}

const secret: Known = {
  what: 'App Secret 不对',
  remedy: '开放平台 → 凭证与基础信息：把 App Secret 填进 FEISHU_APP_SECRET（重置过就用新的），再重启服务',
}
const ability: Known = {
  what: '机器人能力没有开启',
  remedy: '开放平台 → 添加应用能力 → 机器人；再到“版本管理与发布”发一版',
}

/** By code; 514 is what the address of the long connection says for 10014. */
const remedies: Readonly<Partial<Record<number, Known>>> = {
  10003: {
    what: 'App ID 不对',
    remedy:
      '开放平台 → 凭证与基础信息：核对 FEISHU_APP_ID；国际版（larksuite.com）的应用要设 FEISHU_DOMAIN=lark',
  },
  10014: secret,
  514: secret,
  11205: ability,
  230006: ability,
  232025: ability,
  212100: {
    what: '应用还没有装到企业里',
    remedy: '开放平台 → 版本管理与发布：创建版本、提交，请企业管理员通过',
  },
}

/** Then the app itself is known, and more can be asked. */
export const isAboutAbility = (failed: Failed): boolean =>
  failed.kind === 'refused' && remedies[failed.code] === ability
