import { type Body, exampleFact, panel, readFacts } from '../../../children/index.ts'
import { formatDate, londonDate, type PlainDate, upperFirst } from '../../../kernel/index.ts'
import { card, html, paragraphs } from '../../../platform/views/index.ts'
import { schoolArrangements } from './support.record.ts'

type Agreed = { readonly body: Body; readonly said: string } | undefined
const needs = [schoolArrangements] as const

/** What school does for a pupil, for the few people there whom the young person chose: nobody else has this card. */
export const arrangementsPanel = panel<typeof needs, Agreed>({
  id: 'arrangements',
  title: 'Agreed with the pupil',
  needs,
  load: async grant => {
    const fact = (await readFacts(grant, needs)).at(-1)
    return fact && { body: fact.body, said: formatDate(fact.from ?? londonDate(fact.knownFrom)) }
  },
  place: 'side',
  show: (agreed, { first }) => agreed && agreedCard(agreed, first),
  examples: {
    usual: {
      said: '27 April 2026',
      body: exampleFact('school-arrangements', {
        arrangements: ['Comes later or leaves earlier on the days agreed', 'Notes from a classmate'],
        days: 'Mondays and Thursdays',
        classmate: 'Priya',
        adult: 'Ms Adeyemi',
        parents: [{ text: 'By phone after ten.', about: 'child' }],
        reviewOn: '2026-07-06',
      }).body,
    },
    'with why': {
      said: '27 April 2026',
      body: { arrangements: ['Notes from a classmate'], why: 'Cares for somebody at home' },
    },
    nothing: undefined,
  },
})

const agreedCard = ({ body, said }: NonNullable<Agreed>, first: string) => {
  const list = Array.isArray(body.arrangements) ? body.arrangements.map(String) : []
  const line = (label: string, value: unknown) =>
    typeof value === 'string' && value ? html`<p class="govuk-body">${label}: ${value}.</p>` : null
  const words = (label: string, value: unknown) =>
    Array.isArray(value)
      ? html`<h3 class="govuk-heading-s">${label}</h3>${value.map(one => paragraphs(String((one as { text?: unknown }).text ?? '')))}`
      : null
  return card({
    title: `Agreed with ${first}`,
    body: html`<p class="govuk-body">Only you and whom ${first} named can read this. Ask ${first}, not the class.</p>${line('Why', body.why)}
<ul class="govuk-list govuk-list--bullet">${list.map(one => html`<li>${upperFirst(one)}</li>`)}</ul>
${line('When', body.days)}${line('Notes from', body.classmate)}${line(`Whom ${first} goes to`, body.adult)}${words('How to meet parents', body.parents)}${words('Bullying', body.bullying)}${
  typeof body.reviewOn === 'string'
    ? html`<p class="govuk-body">Looked at again on ${formatDate(body.reviewOn as PlainDate)}.</p>`
    : null
}<p class="govuk-body-s">Agreed ${said}.</p>`,
  })
}
