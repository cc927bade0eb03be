import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formTreeSteps, longestAt, type FormTree } from '../../src/knowledge/words/form-tree.js'
import { finished } from '../../src/knowledge/steps.js'

const treeOf = (forms: readonly string[]): FormTree<string> =>
  finished(formTreeSteps(forms.map((form) => ({ form, means: form.toUpperCase() }))))

const formAt = (text: string, from: number, tree: FormTree<string>): string | undefined =>
  longestAt(text, from, tree)?.form

describe('the longest form from a place on', () => {
  const many = ['录', '录音', '录音存', '录音存多久', '录音笔', '录像', '录像机', '12', '1200万'].concat([
    's',
    'sp',
    'sp证',
    'saas',
    'sip',
    'sla',
    'isp',
  ])
  test.each([
    { text: '录音存多少', from: 0, form: '录音存' },
    { text: '录音存多久', from: 0, form: '录音存多久' },
    { text: '录取', from: 0, form: '录' },
    { text: '存录', from: 1, form: '录' },
    { text: '音', from: 0, form: undefined },
    { text: '', from: 0, form: undefined },
    { text: 'isp证', from: 1, form: undefined },
    { text: 'spam', from: 0, form: undefined },
    { text: 's证', from: 0, form: 's' },
    { text: 'sp证', from: 0, form: 'sp证' },
    { text: '120万', from: 0, form: undefined },
    { text: '12万', from: 0, form: '12' },
  ])('$text from $from: $form', ({ text, from, form }) => {
    expect(formAt(text, from, treeOf(many))).toBe(form)
  })

  test('it tells what the form means', () => {
    expect(longestAt('sp', 0, treeOf(many))?.means).toBe('SP')
  })
})

test('whatever the forms and the text, it is the one that comparing all of them finds', () => {
  const word = fc.string({ unit: fc.constantFrom('录', '音', '存', 'a', 'b', '1'), maxLength: 4 })
  const form = word.filter((one) => one !== '')
  fc.assert(
    fc.property(
      fc.uniqueArray(form, { minLength: 20, maxLength: 60 }),
      word,
      fc.nat({ max: 6 }),
      (forms, text, from) => {
        expect(formAt(text, from, treeOf(forms))).toBe(longestOf(forms, text, from))
      },
    ),
    { seed: 20261121, numRuns: 2_000 },
  )
})

function longestOf(forms: readonly string[], text: string, from: number): string | undefined {
  return forms
    .filter((form) => text.startsWith(form, from) && !cuts(text, from) && !cuts(text, from + form.length))
    .sort((a, b) => b.length - a.length)[0]
}

function cuts(text: string, at: number): boolean {
  const around = text.slice(Math.max(0, at - 1), at + 1)
  return at > 0 && /^(?:[a-z]{2}|\d{2})$/.test(around)
}
