import { answersOf, namedForms } from '../../../children/index.ts'
import { formatDate, type PlainDate } from '../../../kernel/index.ts'
import { button, card, form, type Html, html, tag } from '../../../platform/views/index.ts'
import { consentForms } from './consent-form.ts'
import { supportConsent } from './support.record.ts'
import type { SupportData } from './support-data.ts'
import { supportHref } from './support-form.view.ts'
import type { Written } from './written.ts'

const daysOf = ({ until, withdrawnOn }: Written['body']) => ({
  until: until as PlainDate,
  withdrawnOn: withdrawnOn as PlainDate | undefined,
})

/** Who may know of the support because the young person agreed, what was agreed, and how it is taken back. */
export const consentCard = (data: SupportData, csrf: string): Html => {
  const { header, written, today } = data
  const all = written.filter(one => one.kind === supportConsent.kind).toReversed()
  const stands = (one: Written) => one.body.state === 'agreed' && daysOf(one.body).until >= today
  return card({
    title: `Who ${header.first} agreed may know`,
    body:
      all.length === 0
        ? html`<p class="govuk-body">Nobody yet. Those whom ${header.first} agrees to learn of the support, and nobody else.</p>`
        : html`${[...all.filter(stands), ...all.filter(one => !stands(one))].map(one => oneConsent(data, one, stands(one), csrf))}`,
    link: { text: 'Write down who may know', href: supportHref(header.address, '/agreed') },
  })
}

const oneConsent = ({ header }: SupportData, one: Written, stands: boolean, csrf: string): Html => {
  const { until, withdrawnOn } = daysOf(one.body)
  const names = Array.isArray(one.body.names) ? one.body.names.map(String) : []
  const answers = answersOf(namedForms(consentForms, header.first), one.body, ['on', 'agreed', 'who', 'until'])
  return html`<h3 class="govuk-heading-s">${names.join('; ')}</h3><p class="govuk-body">${
    stands
      ? html`${tag({ text: 'Agreed' })} Until ${formatDate(until)}.`
      : withdrawnOn
        ? `Taken back on ${formatDate(withdrawnOn)}. They learn nothing of it now.`
        : `It ended on ${formatDate(until)}. They learn nothing of it now.`
  }</p>${answers.map(({ label, words }) => html`<p class="govuk-body">${label} ${words}</p>`)}<p class="govuk-body-s">Written by ${one.by}, ${formatDate(one.on)}.</p>${
    stands
      ? form({
          action: supportHref(header.address, `/agreed/${one.address}/end`),
          csrf,
          body: button({ text: 'Take it back', kind: 'secondary', preventDoubleClick: true }),
        })
      : null
  }`
}
