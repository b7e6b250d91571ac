import { listPage, type Route } from '../../../access/index.ts'
import { address, chosenValue, type EnrolmentKind, exampleCards, identity } from '../../../children/index.ts'
import { formatDate, formatNearDate, londonDate, type PlainDate } from '../../../kernel/index.ts'
import { emptyState, type Html, html, table } from '../../../platform/views/index.ts'
import { attendanceCase, attendancePlan, attendanceStep } from './case.record.ts'
import { caseHref } from './case-parts.view.ts'
import { type CaseLine, listCases, mostCases } from './caseload.queries.ts'
import { stepTitle } from './steps.ts'
import { welfareNav } from './welfare-nav.view.ts'

type Caseload = { readonly cases: readonly CaseLine[]; readonly more: boolean; readonly today: PlainDate }

/** The officer's caseload: who needs me next (reference/ux.md, screen 6). */
export const caseloadPage = (enrolment: EnrolmentKind): Route =>
  listPage({
    path: '/attendance-help',
    purpose: 'see the children whom I help with attendance',
    nav: '/attendance-help',
    right: 'work-on-attendance',
    needs: [identity, chosenValue, address, enrolment, attendanceCase, attendanceStep, attendancePlan],
    load: async (grant): Promise<Caseload> => ({ ...(await listCases(grant)), today: londonDate(grant.at) }),
    answer: data => ({
      page: {
        title: 'Help with attendance',
        heading: 'Help with attendance',
        body: html`${welfareNav('/attendance-help', true)}${caseloadView(data)}`,
        wide: true,
      },
    }),
    examples: caseloadExamples,
  })

const caseloadView = ({ cases, more, today }: Caseload): Html =>
  cases.length === 0
    ? emptyState({
        text: 'You help nobody with attendance yet. Begin from a child’s page School.',
        next: { text: 'See your children', href: '/my-children' },
      })
    : html`${table({
        caption: 'Children whom you help with attendance, by next date',
        captionClasses: 'govuk-visually-hidden',
        rowHeader: true,
        columns: [{ text: 'Child' }, { text: 'Age' }, { text: 'Since' }, { text: 'Last step' }, { text: 'Next date' }],
        rows: cases.map(({ child, openedOn, lastStep, nextOn }) => [
          html`<a class="govuk-link" href="${caseHref(child.address)}">${child.name}</a>`,
          child.age,
          formatDate(openedOn),
          lastStep ? `${stepTitle(lastStep.sort)}, ${formatDate(lastStep.on)}` : 'None yet',
          nextOn ? `${formatNearDate(nextOn, today)}${nextOn < today ? ': has passed' : ''}` : 'None set',
        ]),
      })}${more ? html`<p class="govuk-body">The first ${mostCases} are shown. Find the others under My children.</p>` : null}`

const day = (text: string) => text as PlainDate
const lines: readonly CaseLine[] = exampleCards.map((child, at) => ({
  child,
  openedOn: day('2026-03-09'),
  lastStep: at === 0 ? undefined : { sort: 'notice-to-improve', on: day('2026-03-24') },
  nextOn: [day('2026-05-01'), day('2026-05-12')][at],
}))
const caseloadExamples: Readonly<Record<string, Caseload>> = {
  usual: { cases: lines, more: false, today: day('2026-05-04') },
  'nobody yet': { cases: [], more: false, today: day('2026-05-04') },
  'more than a page': { cases: lines, more: true, today: day('2026-05-04') },
}
