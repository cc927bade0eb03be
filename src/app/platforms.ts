import { commands } from '../chat/commands.js'
import type { PlatformMaker } from './build.js'
import type { Config, FeishuSettings, ProxySettings, TelegramSettings } from './config.js'
import { agentFor } from './proxy.js'

/** The platforms that are configured. Their packages are loaded only then: Feishu's takes up to half a second and 70 MB. */
export async function platformMakers({ telegram, feishu, proxy }: Config): Promise<readonly PlatformMaker[]> {
  return [
    ...(telegram === undefined ? [] : [await telegramMaker(telegram, proxy)]),
    ...(feishu === undefined ? [] : [await feishuMaker(feishu, proxy)]),
  ]
}

async function telegramMaker(set: TelegramSettings, proxy: ProxySettings): Promise<PlatformMaker> {
  const { telegram } = await import('../channels/telegram/start.js')
  return (parts) => telegram({ ...parts, ...set, commands, agent: agentFor(set.apiRoot, proxy) })
}

async function feishuMaker(set: FeishuSettings, proxy: ProxySettings): Promise<PlatformMaker> {
  const { feishu } = await import('../channels/feishu/start.js')
  return (parts) => feishu({ ...parts, ...set, agent: agentFor(set.domain, proxy) })
}
