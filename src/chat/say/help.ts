import type { Knowledge } from '../../knowledge/knowledge.js'
import type { Button, Reply } from '../../reply/reply.js'
import { commands } from '../commands.js'

/** At most six lines: what this is, how to use it, what it is not. */
export function startReply(knowledge: Knowledge): Reply {
  return {
    blocks: [
      { kind: 'paragraph', text: [{ bold: '你好，我是持证：呼叫中心许可证（B24）的问答助手。' }] },
      { kind: 'paragraph', text: ['条件、材料、流程、续期、年报，直接打字问，口语、拼音都行。'] },
      { kind: 'paragraph', text: ['每个回答都写明依据和核对日期；不知道的会直说不知道。'] },
      { kind: 'paragraph', text: ['这不是法律意见，办事以发证机关的答复为准。'] },
    ],
    buttons: [...examples(knowledge), [{ label: '怎么用', press: { kind: 'command', command: 'help' } }]],
  }
}

export function helpReply(knowledge: Knowledge): Reply {
  return {
    blocks: [
      { kind: 'paragraph', text: ['直接写问题就行，一句话可以问几件事。按钮也可以打它的数字或文字。'] },
      { kind: 'list', items: commands.map(({ name, words, does }) => [`/${name}（${words[0]}）：${does}`]) },
      { kind: 'paragraph', text: ['“法律法规”“部门规章”最可靠；“行业文章”只是别人的说法。'] },
      { kind: 'paragraph', text: ['答得不对请按“没用”，我们会看。例如可以问：'] },
    ],
    buttons: examples(knowledge),
  }
}

export function askReply(knowledge: Knowledge): Reply {
  return {
    blocks: [{ kind: 'paragraph', text: ['想问什么？直接打字，例如：'] }],
    buttons: examples(knowledge),
  }
}

function examples(knowledge: Knowledge): readonly (readonly Button[])[] {
  return knowledge.starters.map(({ id, title }) => [{ label: title, press: { kind: 'ask', entry: id } }])
}
