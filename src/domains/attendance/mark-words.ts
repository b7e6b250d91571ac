import { findMarkCode, type MarkClass } from '../../kernel/index.ts'

/** What each register code says, in the words of a sentence about a child (codes of 19 August 2024 and older ones). */
const words: Readonly<Record<string, string>> = {
  '/': 'In school, morning',
  '\\': 'In school, afternoon',
  L: 'Late, before the register closed',
  K: 'At education the council arranged',
  V: 'On a school trip',
  P: 'At a sporting activity',
  W: 'On work experience',
  B: 'Educated somewhere else',
  C: 'Leave agreed by the school',
  C1: 'Performing, with leave',
  C2: 'Part-time timetable',
  E: 'Suspended or excluded, nothing else arranged',
  I: 'Ill',
  J1: 'At an interview',
  M: 'Medical or dental appointment',
  R: 'Religious observance',
  S: 'Study leave',
  T: 'Family travelling for work',
  G: 'Holiday not agreed by the school',
  N: 'Reason not yet known',
  O: 'Absent without leave',
  U: 'Late, after the register closed',
  D: 'At another school where also on roll',
  X: 'Not of school age, not expected',
  Q: 'No transport arranged',
  Y1: 'Transport not running',
  Y2: 'Travel disrupted',
  Y3: 'Part of the school closed',
  Y4: 'School closed unexpectedly',
  Y5: 'In custody',
  Y6: 'Public health advice',
  Y7: 'Another cause that could not be avoided',
  Z: 'Not on roll yet',
  '#': 'School closed to pupils, planned',
  H: 'Holiday agreed by the school (until August 2024)',
  J: 'At an interview (until August 2024)',
  Y: 'Could not attend (until August 2024)',
  F: 'Extended holiday agreed (until August 2013)',
}

/** The code in words; a code that no set has keeps its letters. */
export const markWords = (code: string): string => words[code] ?? `Code ${code}, not in any list we hold`

const classWords: Readonly<Record<MarkClass, string>> = {
  present: 'Attended',
  'approved-activity': 'Attended',
  authorised: 'Absent, authorised',
  unauthorised: 'Absent, unauthorised',
  'not-possible': 'Not counted',
  none: 'Not counted',
}

/** How a session with this code counts. */
export const markClassWords = (code: string): string => classWords[findMarkCode(code)?.counts ?? 'none']

/** "In school", "Ill", "Absent without leave": one day in a few words, from its morning and afternoon codes. */
export const dayWords = (marks: { readonly am?: string; readonly pm?: string }): string => {
  const short = (code: string): string => (code === '/' || code === '\\' ? 'In school' : markWords(code))
  const { am, pm } = marks
  if (am && pm && short(am) !== short(pm)) return `${short(am)} this morning, ${lowerFirst(short(pm))} this afternoon`
  return short(am ?? pm ?? '')
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)
