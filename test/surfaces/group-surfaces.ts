import { onFeishu } from './feishu-group.js'
import { openFeishu } from './feishu-surface.js'
import type { SurfaceOptions } from './surface.js'
import { onTelegram } from './telegram-group.js'
import { openTelegram } from './telegram-surface.js'

/** The surfaces that have groups. */
export const openGroups = {
  'telegram polling': async (options: SurfaceOptions) => onTelegram(await openTelegram('polling', options)),
  'telegram webhook': async (options: SurfaceOptions) => onTelegram(await openTelegram('webhook', options)),
  'feishu long connection': async (options: SurfaceOptions) =>
    onFeishu(await openFeishu('long connection', options)),
  'feishu webhook': async (options: SurfaceOptions) => onFeishu(await openFeishu('webhook', options)),
}
export type GroupSurfaceName = keyof typeof openGroups
export const groupSurfaceNames = [
  'telegram polling',
  'telegram webhook',
  'feishu long connection',
  'feishu webhook',
] as const satisfies readonly GroupSurfaceName[]
