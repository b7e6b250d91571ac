import {
  button,
  buttonGroup,
  card,
  emptyState,
  errorOf,
  type FormError,
  form,
  formErrors,
  type Html,
  html,
  input,
  type PageContent,
  paragraphs,
  phoneLink,
  summaryList,
  textarea,
} from '../../../platform/views/index.ts'
import type { FamilyService, ServiceForm } from './family-services.ts'

export type ServicesData = { readonly services: readonly FamilyService[]; readonly mayKeep: boolean }

export const exampleServices: readonly FamilyService[] = [
  {
    service: '0d000000-0000-4000-8000-000000000081',
    name: 'Larch debt advice',
    does: 'Debts, benefits, rent arrears.',
    forWhom: 'Any family in Northmere',
    how: 'By telephone with the family beside you, or they drop in on Tuesdays.',
    phone: '01632 960833',
  },
  {
    service: '0d000000-0000-4000-8000-000000000082',
    name: 'Mill Street youth club',
    does: 'Clubs, one to ones and trips.',
    forWhom: 'Children of 8 to 18',
    how: 'Their form, sent by the worker.',
    phone: '',
  },
]

/** The list: what each service does, for whom, and how a family is sent there. */
export const servicesView = ({ services, mayKeep }: ServicesData): PageContent => ({
  title: 'Services for families',
  heading: 'Services for families',
  ...(mayKeep ? { lead: html`<a class="govuk-link" href="/services/new">Put a service on the list</a>` } : {}),
  body:
    services.length === 0
      ? emptyState({ text: 'No service is on the list yet.' })
      : html`${services.map(one =>
          card({
            title: one.name,
            body: html`${paragraphs(one.does)}${summaryList({
              rows: [
                { key: 'For whom', value: one.forWhom },
                { key: 'How a family is sent there', value: one.how },
                ...(one.phone ? [{ key: 'Telephone', value: phoneLink({ number: one.phone }) }] : []),
              ],
            })}`,
            ...(mayKeep ? { link: { text: `Change ${one.name}`, href: `/services/${one.service}/change` } } : {}),
          }),
        )}`,
})

/** The form of one service, new or changed, and the way off the list. */
export const serviceFormView = (
  data: { readonly service?: string; readonly fields: ServiceForm; readonly errors: readonly FormError[] },
  csrf: string,
): PageContent => {
  const { service, fields, errors } = data
  const title = service ? 'Change a service' : 'Put a service on the list'
  const area = (name: keyof ServiceForm, label: string, hint?: string): Html =>
    textarea({ name, label, rows: 2, value: fields[name] ?? '', ...(hint ? { hint } : {}), ...errorOf(errors, name) })
  return {
    title,
    heading: title,
    error: errors.length > 0,
    back: { text: 'Services for families', href: '/services' },
    body: html`${formErrors(errors)}${form({
      action: service ? `/services/${service}/change` : '/services/new',
      csrf,
      body: html`${input({ name: 'name', label: 'Name', value: fields.name ?? '', ...errorOf(errors, 'name') })}${area('does', 'What does it do?')}${area('forWhom', 'For whom is it?', 'For example, ages, streets, needs')}${area('how', 'How is a family sent there?')}${input({ name: 'phone', label: 'Telephone, if there is one', value: fields.phone ?? '', width: 20, inputmode: 'tel', ...errorOf(errors, 'phone') })}${buttonGroup(
        [button({ text: 'Save', preventDoubleClick: true }), html`<a class="govuk-link" href="/services">Cancel</a>`],
      )}`,
    })}${
      service
        ? html`<h2 class="govuk-heading-m">Take it off the list</h2><p class="govuk-body">Nobody can be sent there from today. Those who were stay on their records.</p>${form({ action: `/services/${service}/end`, csrf, body: button({ text: 'Take it off the list', kind: 'warning', preventDoubleClick: true }) })}`
        : null
    }`,
  }
}
