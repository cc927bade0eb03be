/**
 * A text on one line, without what would say who wrote it: telephone and identity numbers, addresses, accounts and
 * people it calls by @. A name in plain words cannot be told from other words and stays.
 */
export function withoutContacts(text: string): string {
  const line = text.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim()
  return contacts.reduce((done, { pattern, shown }) => done.replace(pattern, shown), line)
}

// Full-width digits are digits to whoever reads them.
const digit = '[0-9０-９]'

/** In this order: an address has an @, an identity number has a telephone number in it. */
const contacts: readonly { readonly pattern: RegExp; readonly shown: string }[] = [
  { pattern: /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, shown: '〔邮箱〕' },
  { pattern: /[@＠][\p{L}\p{N}_-]+/gu, shown: '〔某人〕' },
  {
    pattern: new RegExp(`(?<![0-9A-Za-z０-９])${digit}{17}[0-9０-９Xx](?![0-9A-Za-z０-９])`, 'g'),
    shown: '〔证件号〕',
  },
  // A company's unified number: 18 signs, letters among them.
  { pattern: /(?<![0-9A-Za-z])(?=[0-9]*[A-Z])[0-9A-HJ-NP-RTUW-Y]{18}(?![0-9A-Za-z])/g, shown: '〔证件号〕' },
  {
    pattern: new RegExp(
      `(?<!${digit})(?:[+＋]?86[-\\s]?)?[1１][3-9３-９]${digit}[-\\s]?${digit}{4}[-\\s]?${digit}{4}(?!${digit})`,
      'g',
    ),
    shown: '〔电话〕',
  },
  { pattern: new RegExp(`(?<!${digit})0${digit}{2,3}-${digit}{7,8}(?!${digit})`, 'g'), shown: '〔电话〕' },
  { pattern: /((?:微信|vx|wechat|qq)号?[:：是]?\s*)[a-z0-9][\w-]{4,}/gi, shown: '$1〔账号〕' },
]
