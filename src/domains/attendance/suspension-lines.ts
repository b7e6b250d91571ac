import type { KnownFact } from '../../children/index.ts'
import { lookUp } from '../../intake/index.ts'
import { londonDate, type PlainDate } from '../../kernel/index.ts'
import type { ToldExclusion } from './thresholds.ts'

/** A suspension or exclusion, as the page tells it. */
export type SuspensionLine = ToldExclusion & {
  /** What a board or a review panel decided of it, as a file told it. */
  readonly review?: { readonly words: string; readonly on?: PlainDate }
  readonly title: string
  readonly reasons?: string
  readonly said: string
  readonly saidOn: PlainDate
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

const codes: Readonly<Record<string, string>> = {
  PERM: 'Permanently excluded',
  LNCH: 'Suspended at lunchtime',
  SUSP: 'Suspended',
  FIXD: 'Suspended',
}

const categoryOf = (code: unknown): SuspensionLine['category'] => (code === 'PERM' || code === 'LNCH' ? code : 'SUSP')

/** A reason's code in words, by the set in force on that day; what is no code stays as it came. */
const reasonWords = (code: string, on: PlainDate): string => lookUp('exclusion-reason', code, on)?.label ?? code

/** From when the governing board took the pupil back from this suspension or exclusion, as somebody told it. */
const backIn = (all: readonly KnownFact[], { body }: KnownFact): Pick<SuspensionLine, 'reinstatedOn'> => {
  const back = all.find(
    o =>
      o.body.reinstatedOn &&
      o.body.startDate === body.startDate &&
      categoryOf(o.body.category) === categoryOf(body.category),
  )?.body.reinstatedOn
  return back ? { reinstatedOn: back as PlainDate } : {}
}

/** What a board or a review panel decided of it, in the words of the code that a file told last. */
const reviewOf = (all: readonly KnownFact[], { body, from }: KnownFact): Pick<SuspensionLine, 'review'> => {
  const told = all.findLast(o => o.body.reviewResult && (o.body.startDate ?? o.from) === (body.startDate ?? from))
  const code = told && textOf(told.body.reviewResult)
  if (!told || !code) return {}
  const on = textOf(told.body.reviewedOn) as PlainDate | undefined
  const label = lookUp('exclusion-review-result', code, on ?? londonDate(told.knownFrom))?.label ?? code
  return { review: { words: label, ...(on ? { on } : {}) } }
}

/** A decision that a file tells is one. */
const decidedBy = (told: Pick<SuspensionLine, 'review'>): Pick<SuspensionLine, 'review' | 'decided'> =>
  told.review ? { ...told, decided: true } : told

/** What a return of the school says beside a suspension: when it told the council, of an examination, and that a board or a panel has decided. */
const returnedOf = (
  facts: readonly KnownFact[],
  { body }: KnownFact,
): Pick<SuspensionLine, 'returnedOn' | 'missesExamination' | 'decided'> => {
  const own = facts.filter(
    ({ kind, body: one }) => kind === 'school-return' && one.exclusion === categoryOf(body.category),
  )
  const told = own.find(one => one.body.sort === 'suspension' && one.body.on === body.startDate)
  const decided = own.some(one => one.body.sort === 'board-decision' && one.body.about === body.startDate)
  return {
    ...(told ? { returnedOn: londonDate(told.knownFrom) } : {}),
    ...(told?.body.examination === 'yes' ? { missesExamination: true } : {}),
    ...(decided ? { decided: true } : {}),
  }
}

/** Suspensions, the latest first; the reasons hang on them by their day where the reader may see them. */
export const suspensionsOf = (facts: readonly KnownFact[]): SuspensionLine[] => {
  const all = facts.filter(({ kind }) => kind === 'suspension')
  const lines = all
    .filter(f => textOf(f.body.startDate) && !textOf(f.body.reinstatedOn))
    .map((f): SuspensionLine => {
      const same = all.find(
        o => o.body.reasons !== undefined && o.knownFrom.getTime() === f.knownFrom.getTime() && o.from === f.from,
      )
      const reasons = (f.body.reasons ?? same?.body.reasons) as readonly string[] | undefined
      return {
        title: codes[String(f.body.category)] ?? 'Suspended',
        category: categoryOf(f.body.category),
        from: f.body.startDate as PlainDate,
        ...backIn(all, f),
        ...decidedBy(reviewOf(all, f)),
        ...returnedOf(facts, f),
        said: f.said,
        saidOn: londonDate(f.knownFrom),
        ...(typeof f.body.sessions === 'number' ? { sessions: f.body.sessions } : {}),
        ...(textOf(f.body.laestab) ? { laestab: String(f.body.laestab) } : {}),
        ...(reasons?.length
          ? { reasons: reasons.map(code => reasonWords(code, f.body.startDate as PlainDate)).join(', ') }
          : {}),
      }
    })
  // Told twice, the telling that names its school stands: days are counted by that school's.
  const named = lines.toSorted((a, b) => Number(a.laestab !== undefined) - Number(b.laestab !== undefined))
  const once = new Map(named.map(line => [`${line.title}|${line.from}`, line]))
  return [...once.values()].sort((a, b) => (a.from < b.from ? 1 : -1))
}
