import { expect, test } from 'vitest'
import { fileName } from '../../src/values/file-name.js'

test.each([
  [['证据', '甲公司', '2026-11-22'], 'jsonl', '证据-甲公司-2026-11-22.jsonl'],
  [['证据', '../../etc/passwd'], 'csv', '证据-.._.._etc_passwd.csv'],
  [['..', 'x'], 'csv', '-x.csv'],
  [['甲:"乙"<丙>|*?\\'], 'png', '甲_乙_丙_.png'],
  [['甲\u202egnp.exe', '\u0000'], 'png', '甲_gnp.exe-_.png'],
  [['长'.repeat(99), '2026-11-22', '2'], 'png', `${'长'.repeat(30)}-2026-11-22-2.png`],
  [['ABC; Co Ltd'], 'csv', 'ABC_Co_Ltd.csv'],
  [['长'.repeat(99)], 'png', `${'长'.repeat(30)}.png`],
  [['𠮷'.repeat(99)], 'png', `${'𠮷'.repeat(30)}.png`],
])('%j with .%s is %s', (parts, ending, name) => {
  expect(fileName(parts, ending)).toBe(name)
})
