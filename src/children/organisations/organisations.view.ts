import { categoryWords } from '../../access/index.ts'
import { boxesNamed, type Category, categories, formatDate, type PlainDate } from '../../kernel/index.ts'
import {
  button,
  checkboxes,
  dateInput,
  emptyState,
  errorOf,
  type FormError,
  form,
  formErrors,
  type Html,
  html,
  input,
  type PageContent,
  table,
  tag,
  textarea,
} from '../../platform/views/index.ts'
import { historyTable, liveTag, withdrawForm } from './agreement.view.ts'
import type { ToldChange } from './agreement-form.ts'
import type { OrganisationDetails } from './organisations.queries.ts'

/** The page of one organisation's agreement. It names no child. */
export const organisationAddress = (organisation: string): string => `/organisations/${organisation}`
/** What an organisation may agree to read: what no role reads in full is not for an agreement. */
export const agreeable: readonly Category[] = categories.filter(one => one !== 'adoption' && one !== 'confidential')

const stateOf = ({ state, reviewOn }: OrganisationDetails, today: PlainDate): Html => {
  switch (state) {
    case 'withdrawn':
      return tag({ text: 'Withdrawn: nothing opens', tone: 'stop' })
    case 'none':
      return tag({ text: 'None: urgent access alone', tone: 'stop' })
    case 'ended':
      return tag({ text: 'Review overdue: urgent access alone', tone: 'warning' })
    default:
      return liveTag(reviewOn, today)
  }
}

export type OrganisationsData = { readonly organisations: readonly OrganisationDetails[]; readonly today: PlainDate }
/** Every organisation and its agreement. */
export const organisationsView = ({ organisations, today }: OrganisationsData): PageContent => ({
  title: 'Organisations',
  heading: 'Organisations whose staff read here',
  back: { text: 'Agreements', href: '/agreements' },
  lead: 'Without an agreement in force their staff can open a record urgently and nothing else. Once one is withdrawn, nothing opens to them.',
  wide: true,
  body:
    organisations.length === 0
      ? emptyState({
          text: 'Nobody who works here is staff of an outside organisation. The file of people says who is.',
        })
      : table({
          caption: 'Every organisation and its agreement',
          captionClasses: 'govuk-visually-hidden',
          rowHeader: true,
          columns: [
            { text: 'Organisation' },
            { text: 'Owner' },
            { text: 'Look at it by' },
            { text: 'State' },
            { text: 'Staff here', numeric: true },
          ],
          rows: organisations.map(one => [
            html`<a class="govuk-link" href="${organisationAddress(one.organisation)}">${one.name}</a>`,
            one.owner ?? '',
            one.reviewOn ? formatDate(one.reviewOn) : '',
            stateOf(one, today),
            String(one.staff),
          ]),
        }),
})

type BoxName = 'purpose' | 'basis' | 'owner' | 'ownerKey' | 'review-day' | 'review-month' | 'review-year'
/** What somebody typed and chose. */
export type OrganisationBoxes = Readonly<Partial<Record<BoxName, string>>> & {
  readonly categories?: readonly Category[]
}
export type OrganisationData = {
  readonly organisation: OrganisationDetails
  readonly changes: readonly ToldChange[]
  readonly today: PlainDate
  readonly given: OrganisationBoxes | undefined
  readonly faults: readonly FormError[]
  /** Why it is to end, as it was typed. */
  readonly reason?: string
}

/** The day of the review as it was typed. */
export const reviewBoxes = ({ categories: _, ...given }: OrganisationBoxes) => boxesNamed('review', given)

const boxesOf = (one: OrganisationDetails): OrganisationBoxes => {
  const [year = '', month = '', day = ''] = (one.reviewOn ?? '').split('-')
  return {
    purpose: one.purpose ?? '',
    basis: one.basis ?? '',
    categories: one.categories,
    owner: one.owner ?? '',
    ownerKey: one.ownerKey ?? '',
    'review-day': day,
    'review-month': month,
    'review-year': year,
  }
}

/** One agreement: what is agreed, how to end it, and how it came about. */
export const organisationView = (data: OrganisationData, csrf: string): PageContent => {
  const { organisation, changes, faults, today } = data
  return {
    title: `Agreement: ${organisation.name}`,
    heading: organisation.name,
    back: { text: 'Organisations', href: '/organisations' },
    error: faults.length > 0,
    body: html`${formErrors(faults)}
<p class="govuk-body">${stateOf(organisation, today)}</p>
${agreementForm(organisation.organisation, data.given ?? boxesOf(organisation), faults, csrf)}
${organisation.state === 'withdrawn' || organisation.state === 'none' ? null : withdrawForm(`${organisationAddress(organisation.organisation)}/withdraw`, effect, csrf, data)}
${changes.length > 0 ? historyTable(changes) : null}`,
  }
}

const agreementForm = (address: string, given: OrganisationBoxes, faults: readonly FormError[], csrf: string): Html =>
  form({
    action: organisationAddress(address),
    csrf,
    body: html`${textarea({ id: 'purpose', name: 'purpose', label: 'Purpose', value: given.purpose ?? '', rows: 2, ...errorOf(faults, 'purpose') })}
${textarea({ id: 'basis', name: 'basis', label: 'Legal basis', value: given.basis ?? '', rows: 2, ...errorOf(faults, 'basis') })}
${checkboxes({ name: 'categories', legend: 'What may its staff read?', hint: 'At most as far as their role goes. A role never sees more by this.', items: agreeable.map(value => ({ value, text: categoryWords[value] })), values: [...(given.categories ?? [])], ...errorOf(faults, 'categories') })}
${input({ id: 'owner', name: 'owner', label: 'Owner of the agreement', value: given.owner ?? '', ...errorOf(faults, 'owner') })}
${input({ id: 'ownerKey', name: 'ownerKey', label: 'Owner’s user name, if they work here', hint: 'They are told on Today when it is to be looked at', value: given.ownerKey ?? '', ...errorOf(faults, 'ownerKey') })}
${dateInput({ id: 'review', name: 'review', legend: 'Look at it again by', hint: 'After this day its staff can open a record urgently and nothing else', values: reviewBoxes(given), ...errorOf(faults, 'review-day') })}
${button({ text: 'Save the agreement', preventDoubleClick: true })}`,
  })

const effect =
  'Nothing opens to the staff of this organisation from their next request on, urgent access included. An agreement that is saved again opens it again.'
