import type { Button, Reply, Script } from '../../reply/reply.js'
import type { Chat } from '../arrival.js'
import { said } from './trouble.js'

/** Says it in the new script, with the way back. */
export function scriptReply(script: Script, { kind }: Chat): Reply {
  const whose = kind === 'group' ? '只有给你的回答会变，别人的不变。' : ''
  return { ...said(`好的，以后用${names[script]}回答你。${whose}`), buttons: [[back[script]]] }
}

const names: Readonly<Record<Script, string>> = { simplified: '简体字', traditional: '繁体字' }

const back: Readonly<Record<Script, Button>> = {
  simplified: { label: '换成繁体字', press: { kind: 'command', command: 'traditional' } },
  traditional: { label: '换回简体字', press: { kind: 'command', command: 'simplified' } },
}
