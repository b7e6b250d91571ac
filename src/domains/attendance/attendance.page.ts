import { type ChildGrant, childPage, holds, mayWrite, type RecordKind, type Route } from '../../access/index.ts'
import {
  dayOf,
  type EnrolmentKind,
  headerKinds,
  type KnownFact,
  KnownQuery,
  loadHeader,
  loadPanels,
  type Panel,
  panelFrame,
  pause,
  readFacts,
  sharedHomeFact,
} from '../../children/index.ts'
import { lookUp } from '../../intake/index.ts'
import { londonDate, type PlainDate } from '../../kernel/index.ts'
import { schoolExamples } from './attendance.examples.ts'
import { listRegisters } from './attendance.queries.ts'
import { attendanceTotal, sessionCount, suspension } from './attendance.record.ts'
import { type SchoolData, type SuspensionLine, schoolView, type TermTotal } from './attendance.view.ts'
import { absenceBySchoolPage } from './by-school/absence-by-school.page.ts'
import { homeCallPages } from './called/home-call.page.ts'
import { casePages } from './case/case.page.ts'
import { attendanceCase } from './case/case.record.ts'
import { caseLetterPages } from './case/case-letter.page.ts'
import { caseStepPages } from './case/case-steps.page.ts'
import { caseloadPage } from './case/caseload.page.ts'
import { evidencePage } from './case/evidence.page.ts'
import { meetingPages } from './meeting/meeting.page.ts'
import { recallPages } from './notices/recall.page.ts'
import { toldOfPages } from './notices/told-of.page.ts'
import { askPages } from './pause/ask.page.ts'
import { pauseDesk } from './pause/pause.actions.ts'
import { mayPause, pausePages } from './pause/pause.page.ts'
import { pauseOf } from './pause-line.ts'
import type { SenKind } from './pupil-needs.queries.ts'
import { returnListPages } from './returns/return-list.page.ts'
import { returnPages } from './returns/returns.page.ts'
import { schoolReturn } from './returns/returns.record.ts'
import { registersSentPage } from './sent/registers-sent.page.ts'
import { sharingPages } from './sharing/sharing.page.ts'
import { listSharedWithUs } from './sharing/sharing.queries.ts'
import { termDatesPages } from './term-dates/term-dates.page.ts'
import { absenceTodayPage } from './today/absence-today.page.ts'

const needs = [
  ...headerKinds,
  sessionCount,
  attendanceTotal,
  suspension,
  schoolReturn,
  pause,
  sharedHomeFact,
  attendanceCase,
] as const

/** School and attendance. The panels that stand on it (school history) come from other services. */
export const schoolPage = ({ panels }: { readonly panels: readonly Panel[] }): Route => {
  const beside = panels.filter(p => p.place === 'school')
  return childPage<readonly [RecordKind, ...RecordKind[]], SchoolData, typeof KnownQuery>({
    path: '/children/:child/school',
    purpose: 'help with school and attendance',
    nav: '/my-children',
    query: KnownQuery,
    needs: [...needs, ...beside.flatMap(p => p.needs)] as unknown as readonly [RecordKind, ...RecordKind[]],
    load: async grant => {
      const facts = await readFacts(grant, [
        sessionCount,
        attendanceTotal,
        suspension,
        schoolReturn,
        pause,
        attendanceCase,
      ])
      const paused = pauseOf(facts)
      const help = helpOf(grant, facts)
      return {
        header: await loadHeader(grant),
        today: dayOf(grant),
        registers: await listRegisters(grant),
        terms: termsOf(facts),
        suspensions: suspensionsOf(facts),
        ...(paused ? { pause: paused } : {}),
        shared: await listSharedWithUs(grant),
        ...(help ? { help } : {}),
        ...(mayPause(grant) ? { mayPause: true as const } : {}),
        panels: await loadPanels(grant, beside),
      }
    },
    answer: (data, frame) => ({ page: schoolView(data, panelFrame(data, frame)) }),
    examples: schoolExamples,
  })
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)
const ofKind = (facts: readonly KnownFact[], kind: string) => facts.filter(f => f.kind === kind)

const helpOf = (grant: ChildGrant<never>, facts: readonly KnownFact[]): SchoolData['help'] => {
  if (ofKind(facts, 'attendance-case').some(fact => fact.body.state === 'open')) return 'open'
  const mayBegin = holds(grant.reader, 'work-on-attendance') && mayWrite(grant.decision, attendanceCase.category)
  return mayBegin && grant.knownAt === undefined ? 'may-begin' : undefined
}

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
  all: readonly KnownFact[],
  { body }: KnownFact,
): Pick<SuspensionLine, 'returnedOn' | 'missesExamination' | 'decided'> => {
  const own = ofKind(all, 'school-return').filter(({ body: one }) => one.exclusion === categoryOf(body.category))
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
  const all = ofKind(facts, 'suspension')
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

/** Terms as the census counts them: possible sessions are said once, each code's sessions by itself. */
export const termsOf = (facts: readonly KnownFact[]): TermTotal[] => {
  const terms = Map.groupBy(ofKind(facts, 'session-count'), f => `${f.body.term}|${f.source}`)
  return [...terms.values()].flatMap(rows => {
    const [first] = rows
    const possible = Math.max(0, ...rows.map(r => Number(r.body.possible ?? 0)))
    const missed = rows.filter(r => r.body.code !== undefined).reduce((sum, r) => sum + Number(r.body.sessions ?? 0), 0)
    if (!first || possible === 0) return []
    return [
      {
        term: String(first.body.term),
        possible,
        missed,
        said: first.said,
        on: first.from ?? londonDate(first.knownFrom),
      },
    ]
  })
}

/** The pages of this service, made with what others bring to them. */
export const attendancePages = ({
  panels,
  enrolment,
  sen,
  dutyPhone,
  authority,
}: {
  readonly panels: readonly Panel[]
  readonly enrolment: EnrolmentKind
  readonly sen: SenKind
  /** Of the desk that an officer is sent to before a step, the same for every child. */
  readonly dutyPhone: string
  /** Our own authority's number, of three digits. */
  readonly authority: string
}): readonly Route[] => [
  absenceTodayPage(enrolment, sen),
  absenceBySchoolPage,
  schoolPage({ panels }),
  caseloadPage(enrolment),
  ...casePages(authority),
  ...caseStepPages(authority),
  ...caseLetterPages,
  evidencePage(authority),
  ...askPages,
  ...pausePages(pauseDesk(dutyPhone)),
  ...sharingPages,
  ...termDatesPages,
  registersSentPage,
  ...homeCallPages,
  ...toldOfPages,
  ...recallPages,
  ...returnPages,
  ...returnListPages(enrolment),
  ...meetingPages(enrolment, sen),
]
