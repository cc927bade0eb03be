import type { Flows } from '../../interview/flow/flows.js'
import type { Knowledge } from '../../knowledge/knowledge.js'
import type { Block, Button, Reply, Text } from '../../reply/reply.js'
import type { Chat } from '../arrival.js'
import type { CommandRow } from '../commands.js'
import type { Place } from '../place.js'
import { aloneLabel } from './press.js'

/** At most six lines: what this is, how to use it, what it is not. */
export function startReply(knowledge: Knowledge, flows: Flows, { kind }: Chat, place: Place): Reply {
  const [first] = flows.all.values()
  const check: readonly Button[] =
    first === undefined ? [] : [{ label: first.invite, press: { kind: 'interview-open', flow: first.id } }]
  const due: Button = { label: '到期提醒', press: { kind: 'command', command: 'due' } }
  const use: Button = { label: '怎么用', press: { kind: 'command', command: 'help' } }
  if (kind === 'group') {
    const { blocks, buttons = [] } = introReply(place)
    return { blocks, buttons: [...examples(knowledge), [use], ...buttons] }
  }
  return {
    blocks: [
      who('你好'),
      paragraph('条件、材料、流程、续期、年报，直接打字问，口语、拼音都行。'),
      paragraph('每个回答都写明依据和核对日期；不知道的会直说不知道。'),
      paragraph('这不是法律意见，办事以发证机关的答复为准。'),
    ],
    buttons: [...examples(knowledge), [...check, due, use]],
  }
}

/** To a whole group: no button of it belongs to one person. */
export function introReply(place: Place): Reply {
  return {
    blocks: [
      who('大家好'),
      paragraph(callText(place)),
      paragraph('不叫我，我就不出声。到期提醒由群主或管理员设置，例如：我们的证2027年3月2日到期。'),
      paragraph('每个回答都写明依据；这不是法律意见，办事以发证机关的答复为准。'),
    ],
    buttons: [[{ label: aloneLabel, press: { kind: 'alone', then: { kind: 'command', command: 'start' } } }]],
  }
}

/** At most about ten lines. */
export function helpReply(
  knowledge: Knowledge,
  { kind }: Chat,
  place: Place,
  commands: readonly CommandRow[],
): Reply {
  return {
    blocks: [
      paragraph('直接写问题就行，一句话可以问几件事。按钮也可以打它的数字或文字。'),
      ...(kind === 'group' ? [paragraph(callText(place))] : []),
      { kind: 'list', items: commands.filter((row) => !('inHelp' in row)).map(commandLine) },
      ...(place.seesEdits ? [] : [paragraph('改了消息我看不到，请再发一次。')]),
      paragraph('“法律法规”“部门规章”最可靠；“行业文章”只是别人的说法。'),
      paragraph('答得不对请按“没用”，我们会看。例如可以问：'),
    ],
    buttons: examples(knowledge),
  }
}

const commandLine = ({ name, words, does }: CommandRow): Text => [`/${name}（${words[0]}）：${does}`]

export function askReply(knowledge: Knowledge): Reply {
  return { blocks: [paragraph('想问什么？直接打字，例如：')], buttons: examples(knowledge) }
}

const who = (greeting: string): Block => ({
  kind: 'paragraph',
  text: [{ bold: `${greeting}，我是持证：呼叫中心许可证（B24）的问答助手。` }],
})

function callText({ calledBy }: Place): string {
  const calls = calledBy.map((call) => `写“${call} 问题”`)
  return `在群里要问我，请${[...calls, '回复我的消息'].join('，或')}。`
}

function examples(knowledge: Knowledge): readonly (readonly Button[])[] {
  return knowledge.starters.map(({ id, title }) => [{ label: title, press: { kind: 'ask', entry: id } }])
}

const paragraph = (text: string): Block => ({ kind: 'paragraph', text: [text] })
