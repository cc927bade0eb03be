/**
 * Colours of Okabe and Ito: told apart with any colour vision. Every mark also has a shape of its own, so a print in
 * black and white reads the same. Text takes only ink, pale, blue and red: 4.5 to 1 or more on white.
 */
export const palette = {
  paper: '#ffffff',
  ink: '#1a1a1a',
  pale: '#5c5c5c',
  rule: '#c9c9c9',
  wash: '#f1f3f5',
  blue: '#005a91',
  sky: '#d5ebf8',
  orange: '#e69f00',
  red: '#b23c00',
} as const

export type Colour = (typeof palette)[keyof typeof palette]
