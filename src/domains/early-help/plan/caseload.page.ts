import { listPage, type Route } from '../../../access/index.ts'
import { address, chosenValue, type EnrolmentKind, exampleCards, identity, meeting } from '../../../children/index.ts'
import { formatDate, formatNearDate, londonDate, type PlainDate } from '../../../kernel/index.ts'
import { emptyState, type Html, html, table, tag } from '../../../platform/views/index.ts'
import { type HelpLine, listHelp, mostLines } from './caseload.queries.ts'
import { helpHref } from './form.view.ts'
import { labelsOn } from './headings.ts'
import { helpCase, leadPractitioner } from './help.record.ts'

type Caseload = { readonly lines: readonly HelpLine[]; readonly more: boolean; readonly today: PlainDate }

/** The families whom one works with in early help, by when the team meets next. */
export const helpCaseloadPage = (enrolment: EnrolmentKind): Route =>
  listPage({
    path: '/early-help',
    purpose: 'see the families I give early help to',
    nav: '/early-help',
    needs: [identity, chosenValue, address, enrolment, helpCase, leadPractitioner, meeting],
    load: async (grant): Promise<Caseload> => ({ ...(await listHelp(grant)), today: londonDate(grant.at) }),
    answer: data => ({ page: { title: 'Early help', heading: 'Early help', body: view(data), wide: true } }),
    examples: {
      usual: {
        lines: exampleCards.map((child, at) => ({
          child,
          since: '2026-01-12' as PlainDate,
          open: at === 0,
          lead: at === 0 ? 'Sam Ali' : undefined,
          review: at === 0 ? ('2026-05-01' as PlainDate) : undefined,
        })),
        more: false,
        today: '2026-05-04' as PlainDate,
      },
      nothing: { lines: [], more: false, today: '2026-05-04' as PlainDate },
    },
  })

const view = (caseload: Caseload): Html =>
  html`${linesView(caseload)}<p class="govuk-body"><a class="govuk-link" href="/services">Services for families</a></p>`
const linesView = ({ lines, more, today }: Caseload): Html =>
  lines.length === 0
    ? emptyState({
        text: 'None of the children you work with has early help. Offer it from a child’s page.',
        next: { text: 'See your children', href: '/my-children' },
      })
    : html`${table({
        caption: 'Children with early help, by next meeting',
        captionClasses: 'govuk-visually-hidden',
        rowHeader: true,
        columns: [
          { text: 'Child' },
          { text: 'Age' },
          { text: 'Since' },
          { text: labelsOn(today).lead },
          { text: 'Team meets by' },
        ],
        rows: lines.map(({ child, since, open, lead, review }) => [
          html`<a class="govuk-link" href="${helpHref(child.address)}">${child.name}</a>`,
          child.age,
          open ? formatDate(since) : `Offered ${formatDate(since)}`,
          lead ?? (open ? 'Nobody yet' : ''),
          review
            ? html`${formatNearDate(review, today)} ${review < today ? tag({ text: 'Late', tone: 'warning' }) : null}`
            : '',
        ]),
      })}${more ? html`<p class="govuk-body">The first ${mostLines} are shown. Find the others under My children.</p>` : null}`
