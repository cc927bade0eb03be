import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

/** A file for the browser. Its address names its content, so it may be cached for ever and is never stale. */
export interface Asset {
  readonly name: string
  readonly type: string
  readonly content: string
  readonly address: string
}

export interface Assets {
  readonly script: Asset
  readonly style: Asset
  readonly icon: Asset
}

export function readAssets(): Assets {
  return {
    script: readAsset('web.js', 'text/javascript; charset=utf-8'),
    style: readAsset('web.css', 'text/css; charset=utf-8'),
    icon: readAsset('icon.svg', 'image/svg+xml'),
  }
}

/** The same address from src/channels/web and from dist/channels/web. */
function readAsset(name: string, type: string): Asset {
  const content = readFileSync(new URL(`../../../src/assets/${name}`, import.meta.url), 'utf8')
  const version = createHash('sha256').update(content).digest('hex').slice(0, 12)
  return { name, type, content, address: `/assets/${name}?v=${version}` }
}
