/**
 * Every colour of the product, by what it is for. The stylesheet gets them as custom properties (`--tl-ink`); a unit test
 * measures the contrast of every pair below. A council may set its own `brand`, `header`, `link` and
 * `link-hover`; `contrastFaults` refuses a set that breaks a pair.
 */
export const tokens = {
  ink: '#12211f',
  muted: '#44524f',
  link: '#0b5a73',
  'link-hover': '#083f52',
  header: '#0e2f36',
  'header-soft': '#cfe0de',
  brand: '#0f4c5c',
  page: '#f3f5f4',
  card: '#ffffff',
  tint: '#e9f0ef',
  'tint-line': '#5d8a88',
  line: '#c8d1cf',
  edge: '#4d5d5a',
  warn: '#8a3b00',
  'warn-tint': '#fdf3e7',
  stop: '#a3201f',
  'stop-tint': '#fbeeee',
  good: '#0f6b46',
  'good-tint': '#e7f3ed',
  button: '#0f7a52',
  'button-hover': '#0b5f40',
  mark: '#ffe7a3',
  'mark-line': '#8a5a00',
  focus: '#ffdd00',
  'focus-ink': '#0b0c0c',
  'chart-deep': '#0f4c5c',
  'chart-mid': '#2f6e67',
  'chart-light': '#b4d0c9',
  'chart-gap': '#f0c66a',
  'chart-other': '#a6470f',
} as const

export type Token = keyof typeof tokens

/** Each pair that is used: the front, what it stands on, and the least contrast (text 4.5, shapes 3; WCAG 2.2 1.4.3, 1.4.11). */
export const pairs: readonly (readonly [front: Token, back: Token, least: 4.5 | 3])[] = [
  ...(['page', 'card', 'tint', 'warn-tint', 'stop-tint', 'good-tint', 'mark', 'chart-light', 'chart-gap'] as const).map(
    back => ['ink', back, 4.5] as const,
  ),
  ...(['page', 'card', 'tint', 'warn-tint', 'stop-tint'] as const).map(back => ['muted', back, 4.5] as const),
  ...(['page', 'card', 'tint', 'warn-tint', 'stop-tint', 'good-tint'] as const).flatMap(back => [
    ['link', back, 4.5] as const,
    ['link-hover', back, 4.5] as const,
  ]),
  ...(['page', 'card', 'warn-tint'] as const).map(back => ['warn', back, 4.5] as const),
  ...(['page', 'card', 'stop-tint'] as const).map(back => ['stop', back, 4.5] as const),
  ...(['page', 'card', 'good-tint'] as const).map(back => ['good', back, 4.5] as const),
  ...(['header', 'brand', 'button', 'button-hover', 'chart-deep', 'chart-mid', 'good', 'stop'] as const).map(
    back => ['card', back, 4.5] as const,
  ),
  ['header-soft', 'header', 4.5],
  ['focus-ink', 'focus', 4.5],
  ['focus', 'header', 3],
  ['focus-ink', 'card', 3],
  ['focus-ink', 'page', 3],
  ['brand', 'card', 3],
  ['brand', 'page', 3],
  ['edge', 'card', 3],
  ['edge', 'page', 3],
  ['edge', 'tint', 3],
  ['tint-line', 'card', 3],
  ['mark-line', 'card', 3],
  ['mark-line', 'mark', 3],
  ['chart-other', 'card', 3],
  ['chart-deep', 'card', 3],
  ['chart-mid', 'card', 3],
  ['chart-deep', 'chart-light', 3],
  ['mark-line', 'chart-gap', 3],
]

/** The contrast of two colours (`#rrggbb`) as WCAG 2.2 defines it, from 1 to 21. */
export const contrast = (a: string, b: string): number => {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

const luminance = (colour: string): number => {
  const [r, g, b] = [1, 3, 5].map(at => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

/** The pairs that a set of colours breaks, in words; empty when all hold. */
export const contrastFaults = (set: Readonly<Record<Token, string>> = tokens): string[] =>
  pairs
    .filter(([front, back, least]) => contrast(set[front], set[back]) < least)
    .map(
      ([front, back, least]) => `${front} on ${back}: ${contrast(set[front], set[back]).toFixed(2)}, at least ${least}`,
    )

/** The tokens as custom properties, and GOV.UK Frontend's own properties set from them. */
export const tokenStyles = (set: Readonly<Record<Token, string>> = tokens): string => {
  const govuk: Record<string, Token> = {
    'brand-colour': 'brand',
    'text-colour': 'ink',
    'template-background-colour': 'page',
    'body-background-colour': 'page',
    'secondary-text-colour': 'muted',
    'focus-colour': 'focus',
    'focus-text-colour': 'focus-ink',
    'error-colour': 'stop',
    'success-colour': 'good',
    'border-colour': 'line',
    'input-border-colour': 'edge',
    'hover-colour': 'line',
    'link-colour': 'link',
    'link-visited-colour': 'link',
    'link-hover-colour': 'link-hover',
    'link-active-colour': 'focus-ink',
    'surface-background-colour': 'card',
    'surface-text-colour': 'ink',
    'surface-border-colour': 'line',
  }
  const own = Object.entries(set).map(([name, value]) => `--tl-${name}:${value}`)
  const theirs = Object.entries(govuk).map(([name, token]) => `--govuk-${name}:${set[token]}`)
  return `:root{${[...own, ...theirs].join(';')}}`
}
