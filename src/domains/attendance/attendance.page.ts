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
import { schoolExamples } from './attendance.examples.ts'
import { listRegisters } from './attendance.queries.ts'
import { attendanceTotal, sessionCount, suspension } from './attendance.record.ts'
import { type SchoolData, schoolView } from './attendance.view.ts'
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
import { suspensionsOf } from './suspension-lines.ts'
import { termDatesPages } from './term-dates/term-dates.page.ts'
import { termsOf } from './term-totals.ts'
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

const helpOf = (grant: ChildGrant<never>, facts: readonly KnownFact[]): SchoolData['help'] => {
  if (facts.some(fact => fact.kind === 'attendance-case' && fact.body.state === 'open')) return 'open'
  const mayBegin = holds(grant.reader, 'work-on-attendance') && mayWrite(grant.decision, attendanceCase.category)
  return mayBegin && grant.knownAt === undefined ? 'may-begin' : undefined
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
  /** Of the desk that an officer is sent to before a step, or about an address, the same for every child. */
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
  ...caseLetterPages(dutyPhone),
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
