import { openFeishu } from './feishu-surface.js'
import type { Surface, SurfaceName, SurfaceOptions } from './surface.js'
import { openTelegram } from './telegram-surface.js'
import { openTerminal } from './terminal-surface.js'
import { openWeb } from './web-surface.js'

/** Every surface the bot can be met on. */
export const surfaces: Readonly<Record<SurfaceName, (options: SurfaceOptions) => Promise<Surface>>> = {
  'telegram polling': (options) => openTelegram('polling', options),
  'telegram webhook': (options) => openTelegram('webhook', options),
  'feishu long connection': (options) => openFeishu('long connection', options),
  'feishu webhook': (options) => openFeishu('webhook', options),
  web: openWeb,
  terminal: openTerminal,
}
