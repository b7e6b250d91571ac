import type { PlainDate } from './plain-date.ts'

/** How a session counts. `none`: planned closure, not on roll, no mark. */
export type MarkClass = 'present' | 'approved-activity' | 'authorised' | 'unauthorised' | 'not-possible' | 'none'

/** A register code: its one byte in a pupil's year, how it counts, and the days schools could use it. */
export type MarkCode = {
  readonly code: string
  readonly byte: string
  readonly counts: MarkClass
  readonly from?: string
  readonly until?: string
}

/** No mark, and a code that is in no set: the raw code stays in the register's own row. */
export const noMark = '-'
export const unknownMark = '?'

const summer2024 = '2024-08-19'
const alike = (codes: string, counts: MarkClass): MarkCode[] => [...codes].map(code => ({ code, byte: code, counts }))
const since2024 = (code: string, byte: string, counts: MarkClass): MarkCode => ({
  code,
  byte,
  counts,
  from: summer2024,
})
const until = (code: string, counts: MarkClass, last: string): MarkCode => ({ code, byte: code, counts, until: last })

/**
 * The register codes of England (Working together to improve school attendance, August 2024; reference/formats.md 2.1) and
 * the withdrawn ones that history holds. Bytes are kept for ever: append, never reuse.
 */
export const markCodes: readonly MarkCode[] = [
  ...alike('/\\L', 'present'),
  ...alike('VPWB', 'approved-activity'),
  since2024('K', 'K', 'approved-activity'),
  ...alike('MSCTRIE', 'authorised'),
  since2024('C1', 'c', 'authorised'),
  since2024('C2', 'd', 'authorised'),
  since2024('J1', 'j', 'authorised'),
  ...alike('GNOU', 'unauthorised'),
  ...alike('DX', 'not-possible'),
  since2024('Q', 'Q', 'not-possible'),
  ...[...'1234567'].map(n => since2024(`Y${n}`, n, 'not-possible')),
  ...alike('Z#', 'none'),
  ...alike(noMark, 'none'),
  until('H', 'authorised', '2024-08-18'),
  until('J', 'approved-activity', '2024-08-18'),
  until('Y', 'not-possible', '2024-08-18'),
  until('F', 'authorised', '2013-08-31'),
]

const byCode = new Map(markCodes.map(m => [m.code, m]))
const byByte = new Map(markCodes.map(m => [m.byte, m]))

/** The code as registers write it, with what it means; undefined for one that no set has. */
export const findMarkCode = (code: string): MarkCode | undefined => byCode.get(code.trim().toUpperCase())

/** Could a school use the code on that day? A withdrawn code after its day is kept, counted as it was, and warned of. */
export const isMarkInForce = ({ from, until: last }: MarkCode, on: PlainDate): boolean =>
  (from === undefined || on >= from) && (last === undefined || on <= last)

/** The byte that stands for a raw code in a pupil's year. */
export const markByte = (code: string): string =>
  code.trim() === '' ? noMark : (findMarkCode(code)?.byte ?? unknownMark)

/** The raw code of a byte; '?' for one that was in no set. */
export const markCodeOf = (byte: string): string => byByte.get(byte)?.code ?? unknownMark

/** How a byte counts. */
export const markClassOf = (byte: string): MarkClass => byByte.get(byte)?.counts ?? 'none'

const bitOf: Readonly<Record<MarkClass, number>> = {
  present: 1,
  'approved-activity': 1,
  authorised: 2,
  unauthorised: 3,
  'not-possible': 0,
  none: 0,
}
const bits = new Uint8Array(256)
for (const { byte, counts } of markCodes) bits[byte.charCodeAt(0)] = bitOf[counts]

/** One bit for each session: does it count as attended, as authorised or as unauthorised absence? Possible is any of the three. */
export const markBits = (marks: string): { attended: string; authorised: string; unauthorised: string } => {
  // A county's daily marks are millions of sessions: by table and character code, not by text.
  const lines = [1, 2, 3].map(() => new Uint8Array(marks.length).fill(48))
  for (let i = 0; i < marks.length; i++) {
    const line = lines[(bits[marks.charCodeAt(i)] ?? 0) - 1]
    if (line) line[i] = 49
  }
  const [attended = '', authorised = '', unauthorised = ''] = lines.map(line => String.fromCharCode(...line))
  return { attended, authorised, unauthorised }
}
