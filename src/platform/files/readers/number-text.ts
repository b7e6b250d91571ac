/** What a number format shows: only the difference between dates, times, percentages, fixed digits and the rest. */
export type Shown =
  | { as: 'number' }
  | { as: 'date' | 'time' | 'datetime' | 'elapsed' }
  | { as: 'percent'; decimals: number }
  | { as: 'digits'; length: number }

/** Built-in formats that are not written in the file (ECMA-376 part 1, 18.8.30). */
const builtIn = new Map<number, Shown>([
  [9, { as: 'percent', decimals: 0 }],
  [10, { as: 'percent', decimals: 2 }],
  ...[14, 15, 16, 17, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58].map(id => [id, { as: 'date' }] as const),
  ...[18, 19, 20, 21, 32, 33, 34, 35, 45, 47, 55, 56].map(id => [id, { as: 'time' }] as const),
  [22, { as: 'datetime' }],
  [46, { as: 'elapsed' }],
])

/** What the format with this id shows; `code` is its text where the file gives one. */
export const shownBy = (id: number, code: string | undefined): Shown =>
  code === undefined ? (builtIn.get(id) ?? { as: 'number' }) : shownByCode(code)

/** What a format code such as `dd/mm/yyyy` or `0000000` shows. Only its first section (positive numbers) counts. */
export const shownByCode = (code: string): Shown => {
  const bare = code.slice(0, 255).replace(/"[^"]*"|\\.|[_*]./g, '')
  const first = bare.split(';', 1)[0] ?? ''
  if (/\[(h+|m+|s+)\]/i.test(first)) return { as: 'elapsed' }
  const tokens = first.replace(/\[[^\]]*\]/g, '').trim()
  if (/^general$/i.test(tokens) || tokens === '@') return { as: 'number' }
  const date = /[yd]/i.test(tokens) || (/m/i.test(tokens) && !/[hs]/i.test(tokens))
  const time = /[hs]/i.test(tokens)
  if (date || time) return { as: date && time ? 'datetime' : date ? 'date' : 'time' }
  if (tokens.endsWith('%')) return { as: 'percent', decimals: /\.(0+)/.exec(tokens)?.[1]?.length ?? 0 }
  // '0000000' keeps the zeros in front of an establishment number or a telephone number.
  return /^0{2,20}$/.test(tokens) ? { as: 'digits', length: tokens.length } : { as: 'number' }
}

/**
 * The text a person sees for a number: dates and times as ISO text, 15 significant digits and no exponent.
 * `raw` is the number as the file has it, so that long identifiers keep every digit.
 */
export const numberText = (raw: string, shown: Shown, from1904: boolean): string => {
  const value = Number(raw)
  if (raw.trim() === '' || !Number.isFinite(value)) return raw
  switch (shown.as) {
    case 'number':
      return /^-?\d{1,20}$/.test(raw) ? raw : plainNumber(value)
    case 'percent':
      return `${plainNumber(Number((value * 100).toFixed(shown.decimals)))}%`
    case 'digits':
      return Number.isInteger(value) && value >= 0 ? plainNumber(value).padStart(shown.length, '0') : plainNumber(value)
    case 'elapsed':
      return value < 0 ? plainNumber(value) : clock(Math.round(value * 86_400))
    default:
      return momentText(value, shown.as, from1904) ?? plainNumber(value)
  }
}

/** Excel holds 15 digits; the rest of the double is noise such as 0.30000000000000004. */
const plainNumber = (value: number): string => {
  const text = String(Number(value.toPrecision(15)))
  if (!text.includes('e') || Math.abs(value) >= 1e21) return text
  return Number(text)
    .toFixed(20)
    .replace(/\.?0+$/, '')
}

const momentText = (value: number, as: 'date' | 'time' | 'datetime', from1904: boolean): string | undefined => {
  const seconds = as === 'date' ? Math.floor(value) * 86_400 : Math.round(value * 86_400)
  const time = clock(seconds % 86_400).padStart(8, '0')
  if (as === 'time' && value >= 0 && value < 1) return time
  const day = dayText(Math.floor(seconds / 86_400), from1904)
  if (day === undefined) return undefined
  return as === 'date' || time === '00:00:00' ? day : `${day}T${time}`
}

/** Excel's 1900 system has a 29 February 1900 (serial 60) that never was; it is given as Excel shows it. */
const dayText = (serial: number, from1904: boolean): string | undefined => {
  if (from1904) return serial < 0 || serial > 2_957_003 ? undefined : isoDay(serial + 1462 - 25_569)
  if (serial < 1 || serial > 2_958_465) return undefined
  if (serial === 60) return '1900-02-29'
  return isoDay((serial < 60 ? serial + 1 : serial) - 25_569)
}

const isoDay = (daysFrom1970: number): string => new Date(daysFrom1970 * 86_400_000).toISOString().slice(0, 10)

const clock = (seconds: number): string => {
  const two = (part: number): string => String(part).padStart(2, '0')
  return `${Math.floor(seconds / 3600)}:${two(Math.floor((seconds % 3600) / 60))}:${two(seconds % 60)}`
}
