import { Type } from 'typebox'
import { recordKind } from '../../access/index.ts'
import { formatDate, type PlainDate, plural } from '../../kernel/index.ts'

const text = () => Type.Optional(Type.String())
const whole = () => Type.Optional(Type.Number())

/** Sessions of one term by register code, as the school census counts them. */
export const sessionCount = recordKind({
  kind: 'session-count',
  title: 'Sessions in a term',
  category: 'attendance',
  summary: true,
  location: true,
  schema: Type.Object({
    term: Type.String(),
    laestab: text(),
    code: text(),
    sessions: whole(),
    possible: whole(),
    codeSet: text(),
  }),
  promotes: { code: 'code', number: 'sessions', status: 'term' },
})

/** A school year's totals, as a transfer file states them; ours are counted from the marks, and both are kept. */
export const attendanceTotal = recordKind({
  kind: 'attendance-total',
  title: 'Attendance in a school year',
  category: 'attendance',
  summary: true,
  location: true,
  schema: Type.Object({
    year: Type.Number(),
    laestab: text(),
    school: text(),
    possible: whole(),
    attended: whole(),
    authorised: whole(),
    unauthorised: whole(),
    countedPossible: whole(),
    countedAttended: whole(),
    countedAuthorised: whole(),
    countedUnauthorised: whole(),
    marks: text(),
    marksFrom: text(),
  }),
  promotes: { number: 'year' },
})

/** What a school wrote beside a mark. May tell of illness or home, so it is never part of the mark. */
export const markComment = recordKind({
  kind: 'mark-comment',
  title: 'Comment on a mark',
  category: 'attendance',
  sensitivity: 2,
  schema: Type.Object({ on: Type.String(), session: Type.String(), comment: text(), minutesLate: whole() }),
})

/** A suspension or permanent exclusion. */
export const suspension = recordKind({
  kind: 'suspension',
  title: 'Suspension or exclusion',
  writers: 'both',
  category: 'exclusion',
  summary: true,
  location: true,
  schema: Type.Object({
    category: Type.String(),
    startDate: Type.String(),
    sessions: whole(),
    reasons: Type.Optional(Type.Array(Type.String())),
    laestab: text(),
    codeSet: text(),
    /** The day from which the governing board took the pupil back. */
    reinstatedOn: text(),
    /** What the board or an independent review panel decided, as a file codes it, and when. */
    reviewResult: text(),
    reviewedOn: text(),
  }),
  labels: { reasons: { summary: false }, reviewResult: { summary: false }, reviewedOn: { summary: false } },
  promotes: { code: 'category', number: 'sessions' },
  line: body => ({
    title: body.reinstatedOn
      ? 'Taken back by the governing board'
      : body.category === 'PERM'
        ? 'Permanently excluded'
        : body.category === 'LNCH'
          ? 'Suspended at lunchtime'
          : 'Suspended',
    ...(body.reinstatedOn ? { detail: `Back from ${formatDate(body.reinstatedOn as PlainDate)}` } : {}),
    ...(body.sessions
      ? { detail: `${plural(body.sessions, 'session')} from ${formatDate(body.startDate as PlainDate)}` }
      : {}),
    key: true,
  }),
})
