import { normalise } from './normalise.js'

/** Provinces with rules of their own, and how their towns are found in normalised text. */
export interface Places {
  /** Any town of any of them: most texts name none. */
  readonly any: RegExp
  readonly provinces: readonly Province[]
}

interface Province {
  readonly name: string
  /** A town, with the province before it if it stands there. */
  readonly town: RegExp
}

/** 深圳市 is one word, in 深圳市场 and 深圳区号 the town ends before. */
const ending = '(?:市(?![场民政面值价])|区(?![号域别分间])|县)'

/** Of each province its towns; one that is found in other words too stands there with its 市. */
export function placesOf(places: Readonly<Record<string, readonly string[]>>): Places {
  const all = Object.entries(places).map(([province, towns]) => ({
    name: normalise(province),
    // 渝中 before 渝.
    towns: towns.map(normalise).sort((a, b) => b.length - a.length),
  }))
  return {
    any: new RegExp(all.flatMap(({ towns }) => towns).join('|') || '(?!)'),
    provinces: all.map(({ name, towns }) => ({
      name,
      town: new RegExp(`(?:${name}[省市]?)?(?:${towns.map(townPattern).join('|')})`, 'g'),
    })),
  }
}

function townPattern(town: string): string {
  if (/[a-z]/.test(town)) return `(?<![a-z])${town}(?![a-z])`
  return /[市区县]$/.test(town) ? `${town.slice(0, -1)}${ending}` : `${town}${ending}?`
}

/** A province's rules hold in its towns: 郑州 is read as 河南, and 河南省郑州市 as well. */
export function inProvinces(text: string, { any, provinces }: Places): string {
  if (!any.test(text)) return text
  return provinces.reduce((done, { name, town }) => done.replace(town, name), text)
}
