import { commands } from '../chat/commands.js'
import type { PlatformMaker } from './build.js'
import type { Config, FeishuSettings, ProxySettings, TelegramSettings } from './config.js'

/** The platforms that are configured. Their packages are loaded only then: Feishu's takes up to half a second and 70 MB. */
export async function platformMakers({ telegram, feishu, proxy }: Config): Promise<readonly PlatformMaker[]> {
  return [
    ...(telegram === undefined ? [] : [await telegramMaker(telegram, proxy)]),
    ...(feishu === undefined ? [] : [await feishuMaker(feishu, proxy)]),
  ]
}

async function telegramMaker(set: TelegramSettings, proxy: ProxySettings): Promise<PlatformMaker> {
  const { telegram } = await import('../channels/telegram/start.js')
  const { token, apiRoot, mode } = set
  return (parts) =>
    telegram({
      ...parts,
      token,
      mode,
      commands,
      ...(apiRoot !== undefined && { apiRoot }),
      ...(proxy.https !== undefined && {
        proxy: { url: proxy.https, ...(proxy.except !== undefined && { except: proxy.except }) },
      }),
    })
}

async function feishuMaker(set: FeishuSettings, proxy: ProxySettings): Promise<PlatformMaker> {
  const { feishu } = await import('../channels/feishu/start.js')
  const { agentFor } = await import('../channels/telegram/proxy.js')
  return (parts) =>
    feishu({
      ...parts,
      ...set,
      ...(proxy.https !== undefined && {
        agent: agentFor(set.domain, {
          url: proxy.https,
          ...(proxy.except !== undefined && { except: proxy.except }),
        }),
      }),
    })
}
