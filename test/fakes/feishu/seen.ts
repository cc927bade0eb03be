import { z } from 'zod'
import type { CardElement } from './card-schema.js'
import { plainMarkdown } from './markdown.js'
import type { SeenButton, SeenMessage } from './reading.js'
import { mentionsIn, shownMentions } from './tags.js'
import { cardIn, elementsOf, innerOf, markdownIn, parsedJson } from './validate-card.js'
import { postOf } from './validate-content.js'
import type { MessageState, World } from './world.js'

/** A message as people see it now. */
export function seen(world: World, message: MessageState): SeenMessage {
  const gone = message.gone !== undefined
  return {
    id: message.id,
    chat: message.chatId,
    from: message.from,
    byBot: message.by === 'this-bot',
    kind: message.kind,
    text: gone ? '' : textOf(world, message),
    buttons: gone ? [] : buttonsOf(message),
    links: gone ? [] : linksOf(message),
    mentions: mentionsOf(message),
    ...(message.parent !== undefined && { parent: message.parent }),
    ...(message.thread !== undefined && { thread: message.thread }),
    edits: message.edits,
    createdAt: message.createdAt,
    ...(message.gone !== undefined && { gone: message.gone }),
    ...uploadOf(world, message),
    content: parsedJson(message.content),
    ...(message.uuid !== undefined && { uuid: message.uuid }),
  }
}

function uploadOf({ uploads }: World, { kind, content }: MessageState): Pick<SeenMessage, 'upload'> {
  if (kind !== 'image' && kind !== 'file') return {}
  const values: readonly unknown[] = Object.values(parsedJson(content) ?? {})
  const upload = uploads.get(String(values[0]))
  return upload === undefined ? {} : { upload }
}

/** Buttons from top to bottom, left to right; what a press of each sends. */
export function buttonsOf(message: MessageState): readonly SeenButton[] {
  const card = cardIn(message.content)
  return (card === undefined ? [] : elementsOf(card)).flatMap((element) => {
    if (element.tag !== 'button' || element.disabled === true) return []
    const callback = element.behaviors?.find((one) => one.type === 'callback')
    const link = element.behaviors?.find((one) => one.type === 'open_url')
    return {
      label: element.text.content,
      type: element.type ?? 'default',
      value: callback?.value ?? {},
      ...(link !== undefined && { url: link.default_url }),
    }
  })
}

const text = z.object({ text: z.string() })
const posts = z.record(z.string(), postOf)

function textOf(world: World, message: MessageState): string {
  const content = parsedJson(message.content)
  if (message.kind === 'text') {
    const said = text.safeParse(content)
    return said.success ? placed(message, shownMentions(world, said.data.text)) : ''
  }
  if (message.kind === 'post' && message.by === 'this-bot')
    return postText(world, posts.safeParse(content).data)
  if (message.kind !== 'interactive' || message.by !== 'this-bot') return `[${message.kind}]`
  const card = cardIn(message.content)
  const header = card?.header === undefined ? [] : [card.header.title, card.header.subtitle]
  return [
    ...header.flatMap((one) => (one === undefined ? [] : one.content)),
    ...(card?.body.elements ?? []).flatMap((one) => linesOf(world, one)),
  ].join('\n')
}

/** Names instead of the placeholders of what people said. */
function placed(message: MessageState, said: string): string {
  return message.mentions.reduce((shown, { key, name }) => shown.replaceAll(key, `@${name}`), said)
}

function linesOf(world: World, element: CardElement): readonly string[] {
  const inner = innerOf(element).flatMap((one) => linesOf(world, one))
  switch (element.tag) {
    case 'markdown':
      return [plainMarkdown(shownMentions(world, element.content))]
    case 'div':
      return element.text === undefined ? [] : [shownText(world, element.text)]
    case 'collapsible_panel':
      return [panelTitle(element), ...inner]
    default:
      return inner
  }
}

const titled = z.object({ header: z.object({ title: z.object({ content: z.string() }) }) })

const panelTitle = (panel: CardElement): string => titled.safeParse(panel).data?.header.title.content ?? ''

function shownText(
  world: World,
  { tag, content }: { readonly tag: string; readonly content: string },
): string {
  return tag === 'lark_md' ? plainMarkdown(shownMentions(world, content)) : content
}

function postText(world: World, languages: z.infer<typeof posts> | undefined): string {
  const [post] = Object.values(languages ?? {})
  const lines = (post?.content ?? []).map((line) =>
    line
      .map((node) => {
        if (node.tag === 'at') return `@${world.people.get(node.user_id)?.name ?? node.user_id}`
        if (node.tag === 'md') return plainMarkdown(shownMentions(world, node.text))
        return 'text' in node ? node.text : ''
      })
      .join(''),
  )
  return [...(post?.title === undefined || post.title === '' ? [] : [post.title]), ...lines].join('\n')
}

function mentionsOf(message: MessageState): readonly string[] {
  if (message.by !== 'this-bot') return message.mentions.map(({ id }) => id.open_id)
  const card = cardIn(message.content)
  const post = posts.safeParse(parsedJson(message.content)).data ?? {}
  const nodes = Object.values(post).flatMap(({ content }) => content.flat())
  return [
    ...(card === undefined ? [] : markdownIn(card).flatMap(mentionsIn)),
    ...nodes.flatMap((node) =>
      node.tag === 'at' ? node.user_id : node.tag === 'md' ? mentionsIn(node.text) : [],
    ),
    ...(message.kind === 'text'
      ? mentionsIn(text.safeParse(parsedJson(message.content)).data?.text ?? '')
      : []),
  ]
}

function linksOf(message: MessageState): readonly { readonly text: string; readonly url: string }[] {
  const card = cardIn(message.content)
  return (card === undefined ? [] : markdownIn(card)).flatMap((markdown) =>
    [...markdown.matchAll(/\[([^\]]*)\]\(([^()\s]*)\)/g)].map(([, label = '', url = '']) => ({
      text: plainMarkdown(label),
      url,
    })),
  )
}
