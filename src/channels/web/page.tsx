import { html } from 'hono/html'
import type { JSX } from 'hono/jsx/jsx-runtime'
import type { Line } from '../../ports.js'
import type { Assets } from './assets.js'
import { LineView, SaidView } from './message.js'

export interface PageParts {
  readonly lines: readonly Line[]
  /** The event stream goes on from here. */
  readonly cursor: number
  /** The id of whatever is posted from this page without script: posting the page twice says it once. */
  readonly formId: string
  readonly assets: Assets
}

const examples = [
  '呼叫中心许可证要多少注册资本？',
  '专职人员要几个人？',
  '从申请到拿证要多久？',
  '检查我的条件',
  '到期提醒',
]

export function chatPage({ lines, cursor, formId, assets }: PageParts) {
  return documentOf(
    assets,
    <>
      <a class="skip" href="#text">
        跳到输入框
      </a>
      <Header />
      <main>
        <div id="log" role="log" aria-live="polite" aria-label="对话记录" data-cursor={cursor}>
          {lines.length === 0 && <Greeting />}
          {lines.map((line) => (
            <LineView line={line} />
          ))}
        </div>
        <p id="waiting" class="waiting" role="status" hidden></p>
        <span id="end"></span>
      </main>
      <Composer formId={formId} />
      <PressForms formId={formId} />
      <div id="toast" role="status" aria-live="polite"></div>
      <template id="pending">
        <SaidView said={{ kind: 'said', text: '', sent: '' }} />
      </template>
      <script type="module" src={assets.script.address}></script>
    </>,
  )
}

/** What somebody without script sees when a form was refused. */
export function refusalPage(says: string, assets: Assets) {
  return documentOf(
    assets,
    <>
      <Header />
      <main class="refusal">
        <p class="note warning">{says}</p>
        <p>
          <a href="/#text">回到对话</a>
        </p>
      </main>
    </>,
  )
}

function documentOf(assets: Assets, content: JSX.Element) {
  return html`<!doctype html>
    <html lang="zh-Hans">
      ${(<Head assets={assets} />)}
      <body>
        ${content}
      </body>
    </html>`
}

function Head({ assets }: { assets: Assets }) {
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
      <meta name="color-scheme" content="light dark" />
      <title>持证 · 呼叫中心许可证问答</title>
      <link rel="icon" type="image/svg+xml" href={assets.icon.address} />
      <link rel="stylesheet" href={assets.style.address} />
    </head>
  )
}

function Header() {
  return (
    <header class="top">
      <div class="column">
        <span class="seal" aria-hidden="true">
          证
        </span>
        <h1>持证</h1>
        <p>呼叫中心许可证问答，条条有依据</p>
      </div>
      <p id="connection" role="status"></p>
    </header>
  )
}

function Greeting() {
  return (
    <section class="greeting" aria-label="开始">
      <h2>呼叫中心许可证，想问什么？</h2>
      <p>直接用大白话问就行。每个回答都写明依据和核对日期；资料里没有的，我会直说不知道。</p>
      <div class="buttons" role="group" aria-label="可以这样问">
        {examples.map((text) => (
          <button type="submit" form="example-form" name="text" value={text} class="plain">
            {text}
          </button>
        ))}
      </div>
      <p class="small">回答依据公开的法规和资料整理，不是法律意见。</p>
    </section>
  )
}

function Composer({ formId }: { formId: string }) {
  return (
    <footer class="composer">
      <noscript>
        <p class="column small">
          没有开启脚本也能用：发送以后如果还没看到回答，<a href="/#end">点这里刷新</a>。
        </p>
      </noscript>
      <form id="ask-form" class="column" method="post" action="/messages">
        <input type="hidden" name="id" value={formId} />
        <label class="unseen" for="text">
          你的问题
        </label>
        <textarea
          id="text"
          name="text"
          rows={1}
          placeholder="输入问题或回答"
          enterkeyhint="send"
          autocomplete="off"
        ></textarea>
        <button type="submit" class="primary">
          发送
        </button>
      </form>
      <p class="column hint" hidden>
        Enter 发送，Shift + Enter 换行
      </p>
      <SheetForm formId={formId} />
    </footer>
  )
}

/** Closed until it is wanted: it would stand in everybody's way. */
function SheetForm({ formId }: { formId: string }) {
  return (
    <details class="column sheet">
      <summary>用表格登记很多张证</summary>
      <form id="sheet-form" method="post" action="/sheets" enctype="multipart/form-data">
        <input type="hidden" name="id" value={`sheet-${formId}`} />
        <label for="sheet">CSV 表格，最多 1 MB</label>
        <input id="sheet" type="file" name="file" accept=".csv,.txt,.tsv,.xlsx,.xls,text/csv" required />
        <button type="submit">上传表格</button>
      </form>
    </details>
  )
}

/** Buttons anywhere in the page post through these. */
function PressForms({ formId }: { formId: string }) {
  return (
    <>
      <form id="press-form" method="post" action="/presses">
        <input type="hidden" name="id" value={formId} />
      </form>
      <form id="example-form" method="post" action="/messages">
        <input type="hidden" name="id" value={formId} />
      </form>
    </>
  )
}
