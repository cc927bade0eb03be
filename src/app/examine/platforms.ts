import { commands } from '../../chat/commands.js'
import type { Clock } from '../../ports.js'
import type { Finding } from '../../ports-channel.js'
import type { ChannelName, ChatRef } from '../../values/ids.js'
import type { Config, FeishuSettings, TelegramSettings } from '../config.js'
import { silentLog } from '../log.js'
import { agentFor } from '../proxy.js'
import { examineClock } from './clock.js'

/** Telegram, asked by calls that change nothing. Its package is loaded only where it is configured. */
export async function examineTelegramAt(
  { token, apiRoot, mode }: TelegramSettings,
  { proxy, operators }: Config,
  clock: Clock,
): Promise<readonly Finding[]> {
  const { examineTelegram } = await import('../../channels/telegram/doctor.js')
  const agent = agentFor(apiRoot, proxy)
  const said = await examineTelegram({
    token,
    apiRoot,
    agent,
    mode,
    commands,
    clock,
    operators: idsOf(operators, 'telegram'),
  })
  const time = await examineClock({ address: apiRoot, agent }, clock)
  return [...said, ...time].map((finding) => under('Telegram', finding))
}

/** Feishu, likewise. */
export async function examineFeishuAt(
  set: FeishuSettings,
  { proxy, publicUrl, operators }: Config,
  clock: Clock,
): Promise<readonly Finding[]> {
  const { examineFeishu } = await import('../../channels/feishu/doctor.js')
  const agent = agentFor(set.domain, proxy)
  const said = await examineFeishu({
    ...set,
    agent,
    clock,
    log: silentLog,
    operators: idsOf(operators, 'feishu'),
    ...(publicUrl !== undefined && { publicUrl }),
  })
  const time = await examineClock({ address: set.domain, agent }, clock)
  return [...said, ...time].map((finding) => under('飞书', finding))
}

const under = (platform: string, finding: Finding): Finding => ({
  ...finding,
  what: `${platform}：${finding.what}`,
})

const idsOf = (operators: readonly ChatRef[], name: ChannelName): readonly string[] =>
  operators.flatMap(({ channel, chat }) => (channel === name ? [chat] : []))
