// The script of the web chat. Without it the page works by posting its forms; with it nothing reloads.

const log = document.getElementById('log')
const waiting = document.getElementById('waiting')
const connection = document.getElementById('connection')
const toast = document.getElementById('toast')
const pendingPattern = document.getElementById('pending')
const composer = document.getElementById('ask-form')
const pressForm = document.getElementById('press-form')
const exampleForm = document.getElementById('example-form')
const sheetForm = document.getElementById('sheet-form')
const sheetInput = document.getElementById('sheet')
const textarea = document.getElementById('text')

const pausesBeforeTry = [0, 800, 2_500]
const patienceMs = 15_000
const toastMs = 6_000
const slowAnswerMs = 20_000
const pressLeadsMs = 8_000
const reconnectMs = 4_000

/** Why a line of ours did not arrive, by its id: kept apart from the page, where the server's line may replace ours. */
const troubles = new Map()
let cursor = Number(log.dataset.cursor)
/** Whoever pressed a button further up waits for what comes of it, and is led there. */
let pressedAt = -Infinity

// Sending

function ask(text) {
  if (text.trim() === '') return
  const message = { id: newId(), text }
  showPending(message)
  showWaiting()
  return deliver(message)
}

/** The id stays the same through all tries, so the server takes the message once. */
async function deliver(message) {
  troubles.delete(message.id)
  for (const pause of pausesBeforeTry) {
    await sleep(pause)
    const answer = await post(message.file === undefined ? '/messages' : '/sheets', message)
    if (answer.kind === 'taken') return taken(answer.body)
    if (answer.kind === 'refused') return failed(message, answer.says)
  }
  failed(message, undefined)
}

function taken({ fresh }) {
  // The cookie was gone: the line is in a new chat, and the open stream still follows the old one.
  if (fresh) location.reload()
}

function failed(message, says) {
  troubles.set(message.id, { message, says })
  hideWaiting()
  showTrouble(message.id)
}

async function press(button) {
  if (button.getAttribute('aria-disabled') === 'true') return
  // Not `disabled`: that would throw the keyboard's focus back to the top of the page.
  button.setAttribute('aria-disabled', 'true')
  pressedAt = performance.now()
  const answer = await post('/presses', { id: newId(), token: button.value })
  button.removeAttribute('aria-disabled')
  showToast(pressAnswer(answer))
}

function pressAnswer(answer) {
  if (answer.kind === 'taken') return answer.body.toast
  return answer.kind === 'refused' ? answer.says : '没有连上，请再按一次'
}

/** `unreachable` is worth another try: the network, or a server that is restarting. */
async function post(address, content) {
  try {
    const response = await fetch(address, {
      method: 'POST',
      ...bodyOf(content),
      signal: AbortSignal.timeout(patienceMs),
    })
    if (response.ok) return { kind: 'taken', body: await response.json() }
    if (response.status >= 500 || response.status === 429) return { kind: 'unreachable' }
    return { kind: 'refused', says: (await response.json()).message }
  } catch {
    return { kind: 'unreachable' }
  }
}

/** A file travels in a form, whose type the browser names itself. */
function bodyOf(content) {
  if (content.file === undefined)
    return { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(content) }
  const body = new FormData()
  body.append('id', content.id)
  body.append('file', content.file)
  return { headers: { Accept: 'application/json' }, body }
}

/** Not randomUUID: browsers offer that on https only, and the chat may run on a plain address in an office. */
function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

// Receiving

function connect() {
  const stream = new EventSource(`/events?after=${cursor}`)
  stream.addEventListener('open', () => showConnection(''))
  stream.addEventListener('line', (event) => {
    cursor = Number(event.lastEventId)
    showLine(JSON.parse(event.data))
  })
  stream.addEventListener('error', () => {
    showConnection('连接断开，正在重连…')
    // After an answer that is no stream (a proxy's 502) the browser gives up by itself.
    if (stream.readyState === EventSource.CLOSED) setTimeout(connect, reconnectMs)
  })
}

// Showing

function showPending({ id, text }) {
  const line = pendingPattern.content.firstElementChild.cloneNode(true)
  line.dataset.sent = id
  line.classList.add('pending')
  line.querySelector('.said').textContent = text
  place(line)
  showEnd(line)
}

function showLine({ id, by, html }) {
  const isAwaited = by === 'bot' && performance.now() - pressedAt < pressLeadsMs
  const stays = !isNearEnd() && !isAwaited
  const line = elementOf(html)
  const old = log.querySelector(`[data-line="${CSS.escape(id)}"]`) ?? pendingLine(line.dataset.sent)
  if (old === null) place(line)
  else replace(old, line)
  if (by === 'bot') hideWaiting()
  if (line.dataset.sent !== undefined) showTrouble(line.dataset.sent)
  if (old === null && isAwaited) pressedAt = -Infinity
  if (!stays && (old === null || by === 'person')) showEnd(line)
}

function pendingLine(sent) {
  return sent === undefined ? null : log.querySelector(`[data-sent="${CSS.escape(sent)}"]`)
}

function place(line) {
  log.querySelector('.greeting')?.remove()
  log.append(line)
}

/** An edited card may hold the button just pressed: the keyboard stays in the card. */
function replace(old, line) {
  const hadFocus = old.contains(document.activeElement)
  old.replaceWith(line)
  if (!hadFocus) return
  line.tabIndex = -1
  line.focus({ preventScroll: true })
}

/** The server escaped every text in it. */
function elementOf(html) {
  const template = document.createElement('template')
  template.innerHTML = html
  return template.content.firstElementChild
}

function showTrouble(id) {
  const trouble = troubles.get(id)
  const line = pendingLine(id)
  if (trouble === undefined || line === null) return
  line.classList.remove('pending')
  line.classList.add('unsent')
  if (trouble.says === undefined) line.append(retryButton(trouble.message))
  line.querySelector('.when').textContent = trouble.says ?? '没有连上服务器'
}

function retryButton(message) {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'retry'
  button.textContent = '没有发出去，点这里重试'
  button.addEventListener('click', () => {
    const line = button.closest('.line')
    line.classList.replace('unsent', 'pending')
    line.querySelector('.when').textContent = '发送中…'
    button.remove()
    textarea.focus({ preventScroll: true })
    showWaiting()
    deliver(message)
  })
  return button
}

let slowAnswer

function showWaiting() {
  clearTimeout(slowAnswer)
  waiting.textContent = '正在查…'
  waiting.hidden = false
  slowAnswer = setTimeout(() => {
    waiting.textContent = '还没有回答：出来了会自动显示在这里，一分钟后还没有，请再问一次。'
  }, slowAnswerMs)
}

function hideWaiting() {
  clearTimeout(slowAnswer)
  waiting.hidden = true
}

function showConnection(text) {
  connection.textContent = text
}

let toastEnd

function showToast(text) {
  clearTimeout(toastEnd)
  toast.textContent = text
  toastEnd = setTimeout(() => {
    toast.textContent = ''
  }, toastMs)
}

/** Somebody reading further up is left in peace. */
function isNearEnd() {
  return window.innerHeight + window.scrollY > document.documentElement.scrollHeight - 200
}

/** The newest line's end, or its beginning if it is longer than the window. */
function showEnd(line) {
  const room =
    window.innerHeight -
    document.querySelector('.top').offsetHeight -
    document.querySelector('.composer').offsetHeight
  if (line.offsetHeight > room) line.scrollIntoView({ block: 'start' })
  else window.scrollTo(0, document.documentElement.scrollHeight)
}

// Hands

document.addEventListener('submit', (event) => {
  event.preventDefault()
  const { target: form, submitter } = event
  if (form === pressForm) press(submitter)
  else if (form === exampleForm) askExample(submitter.value)
  else if (form === sheetForm) sendSheet()
  else askTyped()
})

function askTyped() {
  ask(textarea.value)
  textarea.value = ''
  fitTextarea()
  textarea.focus({ preventScroll: true })
}

function sendSheet() {
  const [file] = sheetInput.files
  if (file === undefined) return
  const message = { id: newId(), text: `发了表格：${file.name}`, file }
  sheetForm.reset()
  sheetForm.closest('details').open = false
  showPending(message)
  showWaiting()
  deliver(message)
  textarea.focus({ preventScroll: true })
}

/** The examples go away, and the keyboard would be nowhere. */
function askExample(text) {
  ask(text)
  textarea.focus({ preventScroll: true })
}

textarea.addEventListener('keydown', (event) => {
  // 229: Safari reports the Enter that ends a composition as a plain one otherwise.
  const composing = event.isComposing || event.keyCode === 229
  if (event.key !== 'Enter' || event.shiftKey || composing) return
  event.preventDefault()
  composer.requestSubmit()
})

textarea.addEventListener('input', fitTextarea)

/** What `field-sizing: content` does, for browsers that do not know it. */
function fitTextarea() {
  if (CSS.supports('field-sizing', 'content')) return
  textarea.style.height = 'auto'
  textarea.style.height = `${textarea.scrollHeight + 2}px`
}

function sleep(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

/** A page brought back from the browser's memory has a dead stream and an old history. */
window.addEventListener('pageshow', (event) => {
  if (event.persisted) location.reload()
})

document.querySelector('.hint').hidden = false
if (matchMedia('(pointer: fine)').matches) textarea.focus({ preventScroll: true })
window.scrollTo(0, document.documentElement.scrollHeight)
connect()
