import { expect, test } from 'vitest'
import { attachmentCallOf, attachmentIn, isTooLarge, mostBytes } from '../../src/reply/attachment.js'
import { withAttachments } from '../../src/chat/files/attaching.js'
import { traditional } from '../../src/reply/traditional.js'
import type { Attachment } from '../../src/reply/attachment.js'

const file = (text: string): Attachment => ({ kind: 'file', name: '表.csv', text })
const picture: Attachment = { kind: 'picture', name: '图.png', svg: '<svg>线</svg>', alt: '时间线' }

test.each([[file('甲')], [picture]])('%j comes out of the outbox as it went in', (one) => {
  expect(attachmentIn(JSON.parse(JSON.stringify(attachmentCallOf(one))))).toEqual(one)
})

test.each([null, 'x', { text: 'x' }, { attachment: { kind: 'file', name: 'x' } }, { attachment: null }])(
  '%j holds none',
  (call) => {
    expect(attachmentIn(call)).toBeUndefined()
  },
)

test('what is too large is counted in bytes, and told instead of sent', () => {
  expect(isTooLarge(file('甲'.repeat(mostBytes / 3 - 1)))).toBe(false)
  const large = file('甲'.repeat(mostBytes / 3 + 1))
  expect(isTooLarge(large)).toBe(true)
  const reply = withAttachments({ blocks: [] }, [file('甲'), large])
  expect(reply.attachments).toBeUndefined()
  expect(JSON.stringify(reply.blocks)).toContain('chizheng export')
})

test('in traditional characters the words of a picture change, and nothing else', () => {
  const reply = traditional({ blocks: [], attachments: [picture, file('时间线')] })
  expect(reply.attachments).toEqual([{ ...picture, alt: '時間線' }, file('时间线')])
})
