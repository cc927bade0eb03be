import type { Colour } from './palette.js'

type Attributes = Readonly<Record<string, string | number | undefined>>

/** One element; numbers to the hundredth, so that the same picture is the same text everywhere. */
export function element(name: string, attributes: Attributes, content = ''): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(
      ([key, value]) => ` ${key}="${typeof value === 'number' ? hundredths(value) : escaped(value ?? '')}"`,
    )
    .join('')
  return content === '' ? `<${name}${written}/>` : `<${name}${written}>${content}</${name}>`
}

const hundredths = (value: number): string => String(Math.round(value * 100) / 100)

const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.codePointAt(0) ?? 0};`)

export interface Lettering {
  readonly x: number
  /** Of the baseline. */
  readonly y: number
  readonly size: number
  readonly fill: Colour
  readonly bold?: boolean
  readonly anchor?: 'start' | 'middle' | 'end'
}

/** One line of text, which must hold only characters that the font has. */
export function lettering(text: string, { x, y, size, fill, bold, anchor }: Lettering): string {
  return element(
    'text',
    {
      x,
      y,
      fill,
      'font-size': size,
      'font-weight': bold === true ? 700 : undefined,
      'text-anchor': anchor === 'start' ? undefined : anchor,
    },
    escaped(text),
  )
}
