import type { Line } from '../../ports.js'
import { citationsHeading, citationText, plainSpans } from '../../reply/plain.js'
import type { Script, Span, Text } from '../../reply/reply.js'
import type { Attachment } from '../../reply/attachment.js'
import type { Instant } from '../../values/civil-date.js'
import type { MessageId } from '../../values/ids.js'
import { attachmentAddress } from './attachments.js'
import {
  isAttached,
  isMessage,
  isSaid,
  type Said,
  type WebBlock,
  type WebButton,
  type WebCitation,
  type WebMessage,
} from './body.js'
import { shownText } from './shown-text.js'

/** One line of the chat as HTML: the page and the event stream show the very same. */
export function LineView({ line }: { line: Line }) {
  const { body, at, id } = line
  if (isSaid(body)) return <SaidView said={body} id={id} at={at} />
  if (isMessage(body)) return <MessageView message={body} id={id} at={at} />
  if (isAttached(body)) return <AttachedView attachment={body.attachment} id={id} at={at} />
  return <MessageView message={unknownMessage} id={id} at={at} />
}

export async function lineHtml(line: Line): Promise<string> {
  return (await (<LineView line={line} />)).toString()
}

/** Written by a newer program: the line still takes its place. */
const unknownMessage: WebMessage = {
  kind: 'message',
  blocks: [{ kind: 'note', tone: 'info', text: ['这条消息暂时无法显示。'] }],
  buttons: [],
}

/** Without an id it is the pattern from which the script makes a line that is still on its way. */
export function SaidView({ said, id, at }: { said: Said; id?: string; at?: Instant }) {
  return (
    <article class="line person" data-line={id} data-sent={said.sent}>
      <h2 class="unseen">你说</h2>
      <p class="said">{shownText(said.text)}</p>
      <p class="when">{at === undefined ? '发送中…' : clockText.format(at)}</p>
    </article>
  )
}

function MessageView({ message, id, at }: { message: WebMessage; id: string; at: Instant }) {
  return (
    <article class="line bot" data-line={id}>
      <h2 class="who">持证</h2>
      <div class="card">
        {message.title !== undefined && <h3 class="title">{shownText(message.title)}</h3>}
        {message.blocks.map((block) => (
          <BlockView block={block} />
        ))}
      </div>
      {message.buttons.length > 0 && <ButtonRows rows={message.buttons} />}
      <p class="when">{clockText.format(at)}</p>
    </article>
  )
}

function AttachedView({ attachment, id, at }: { attachment: Attachment; id: MessageId; at: Instant }) {
  const address = attachmentAddress(id)
  return (
    <article class="line bot" data-line={id}>
      <h2 class="who">持证</h2>
      <div class="card">
        {attachment.kind === 'picture' ? (
          <a class="picture" href={address} target="_blank">
            <img src={address} alt={shownText(attachment.alt)} {...sizeOf(attachment.svg)} />
          </a>
        ) : (
          <a class="file" href={address} download={shownText(attachment.name)}>
            下载 {shownText(attachment.name)}
          </a>
        )}
      </div>
      <p class="when">{clockText.format(at)}</p>
    </article>
  )
}

/** Known before the picture is there, its place is kept and the page stands at its end. */
function sizeOf(svg: string): { readonly width?: string | undefined; readonly height?: string | undefined } {
  const { width, height } = /^<svg[^>]* width="(?<width>\d+)" height="(?<height>\d+)"/.exec(svg)?.groups ?? {}
  return { width, height }
}

/** China has one time zone, and everybody who asks about its licences knows it. */
const clockText = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  month: 'long',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

function BlockView({ block }: { block: WebBlock }) {
  switch (block.kind) {
    case 'paragraph':
      return (
        <p>
          <Spans text={block.text} />
        </p>
      )
    case 'list':
      return <ListView items={block.items} ordered={block.ordered ?? false} />
    case 'facts':
      return <FactsView rows={block.rows} />
    case 'note':
      return <NoteView tone={block.tone} text={block.text} />
    case 'citations':
      return <CitationsView citations={block} />
  }
}

function ListView({ items, ordered }: { items: readonly Text[]; ordered: boolean }) {
  const rows = items.map((item) => (
    <li>
      <Spans text={item} />
    </li>
  ))
  return ordered ? <ol>{rows}</ol> : <ul>{rows}</ul>
}

function FactsView({ rows }: { rows: Extract<WebBlock, { kind: 'facts' }>['rows'] }) {
  return (
    <table class="facts">
      <tbody>
        {rows.map((row) => (
          <tr>
            <th scope="row">{shownText(row.label)}</th>
            <td>
              <Spans text={row.value} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function NoteView({ tone, text }: { tone: 'info' | 'warning'; text: Text }) {
  return (
    <p class={`note ${tone}`}>
      <strong class="tone">{tone === 'warning' ? '注意' : '提示'}</strong>
      <Spans text={text} />
    </p>
  )
}

function CitationsView({ citations }: { citations: Extract<WebBlock, { kind: 'citations' }> }) {
  const { of, script } = citations
  return (
    <section class="sources">
      <h4>{citationsHeading(script)}</h4>
      <ul>
        {of.map((cited) => (
          <CitationView cited={cited} script={script} />
        ))}
      </ul>
    </section>
  )
}

/** `citationText` begins with the work itself: that part is the link, the grade after it is small. */
function CitationView({ cited, script }: { cited: WebCitation; script: Script | undefined }) {
  const work = `${cited.name}${cited.article ?? ''}`
  return (
    <li>
      {cited.url === undefined ? (
        <cite>{shownText(work)}</cite>
      ) : (
        <cite>
          <Link text={work} url={cited.url} />
        </cite>
      )}
      <span class="grade">{shownText(citationText(cited, script).slice(work.length))}</span>
    </li>
  )
}

function Spans({ text }: { text: Text }) {
  return <>{text.map(spanView)}</>
}

function spanView(span: Span) {
  if (typeof span === 'string') return shownText(span)
  if ('bold' in span) return <strong>{shownText(span.bold)}</strong>
  if ('mention' in span) return shownText(plainSpans([span]))
  return <Link text={span.link} url={span.url} />
}

/** Escaping does not disarm `javascript:`, so an address that is not of the web stays text. */
function Link({ text, url }: { text: string; url: string }) {
  if (!URL.canParse(url) || !['http:', 'https:'].includes(new URL(url).protocol))
    return <>{shownText(text)}</>
  return (
    <a href={new URL(url).href} target="_blank" rel="noopener noreferrer">
      {shownText(text)}
    </a>
  )
}

function ButtonRows({ rows }: { rows: readonly (readonly WebButton[])[] }) {
  return (
    <div class="buttons" role="group" aria-label="可以接着做的">
      {rows.map((row) => (
        <div class="row">
          {row.map((button) => (
            <PressButton button={button} />
          ))}
        </div>
      ))}
    </div>
  )
}

/** The form itself stands once on the page, so that lines need no ids of their own and work without script. */
function PressButton({ button }: { button: WebButton }) {
  return (
    <button type="submit" form="press-form" name="token" value={button.token} class={button.style ?? 'plain'}>
      {shownText(button.label)}
    </button>
  )
}
