import type { CivilDate } from '../../values/civil-date.js'
import { entriesAt, type EntryAt } from '../entry-texts.js'
import { verdictLimit } from '../entry.js'
import type { Fault } from '../fault.js'
import { filled, type Figures } from '../figures.js'
import type { Files } from '../files.js'
import { normalise } from '../words/normalise.js'

/** Why an entry cannot say yes or no before its verdict as its `confirms:` promises. */
export function confirmFaults(files: Files, figures: Figures, today: CivilDate): readonly Fault[] {
  return entriesAt(files).flatMap((at) => [
    ...unreadFaults(at),
    ...contraryFaults(at),
    ...roomFaults(at, figures, today),
  ])
}

/** Questions are read in one spelling: a word in another would never be found. */
function unreadFaults({ entry, faultAt }: EntryAt): readonly Fault[] {
  const words = {
    confirms: (entry.confirms ?? []).map(({ names, beside }) => [...names, ...beside]),
    means: entry.means.map(({ names }) => names),
  }
  return Object.entries(words).flatMap(([key, lists]) =>
    lists.flatMap((list, at) =>
      list
        .filter((word) => normalise(word) !== word)
        .map((word) => faultAt([key, at], `${key} 里的“${word}”和问题对不上`, `写成“${normalise(word)}”`)),
    ),
  )
}

/** 不用 and 要 of one thing: neither would be said. */
function contraryFaults({ entry, faultAt }: EntryAt): readonly Fault[] {
  const stances = entry.confirms ?? []
  return stances.flatMap(({ is, names }, at) => {
    const twin = stances
      .slice(0, at)
      .filter((other) => subjectOf(other.is) === subjectOf(is))
      .flatMap((other) => other.names)
    const twice = names.find((name) => twin.includes(name))
    return twice === undefined
      ? []
      : [faultAt(['confirms', at, 'names'], `“${twice}”写了两次，不知道答哪一个`, '只留在对的那一条里')]
  })
}

const subjectOf = (is: string): string => is.replace('not-', '').replace('forbidden', 'allowed')

const longestWord = '不对，'

function roomFaults({ entry, faultAt }: EntryAt, figures: Figures, today: CivilDate): readonly Fault[] {
  const most = verdictLimit - longestWord.length
  const { length } = filled(entry.verdict, figures, today)
  return entry.confirms === undefined || length <= most
    ? []
    : [
        faultAt(
          ['verdict'],
          `结论有 ${length} 个字，前面放不下“${longestWord}”`,
          `缩到 ${most} 个字，或删掉 confirms`,
        ),
      ]
}
