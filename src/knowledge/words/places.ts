import { normalise } from './normalise.js'

/** A province, and how its towns and its short names are found in normalised text. */
export interface Province {
  readonly name: string
  readonly towns: RegExp
}

/** Of each province its towns; one that is found in other words too stands there with its 市. */
export function provincesOf(places: Readonly<Record<string, readonly string[]>>): readonly Province[] {
  return Object.entries(places).map(([name, towns]) => ({
    name: normalise(name),
    towns: new RegExp(`(?<![a-z])(?:${towns.map(normalise).join('|')})(?![a-z])[市区县]?`, 'g'),
  }))
}

/** A province's rules hold in its towns: 郑州 is read as 河南, 河南郑州 as 河南. */
export function inProvinces(text: string, provinces: readonly Province[]): string {
  return provinces.reduce((done, { name, towns }) => {
    let isNamed = done.includes(name)
    return done.replace(towns, () => {
      if (isNamed) return ''
      isNamed = true
      return name
    })
  }, text)
}
