import { Type } from 'typebox'
import { deskAction, deskPage, type Route } from '../../../access/index.ts'
import { formatDate, londonDate, type PlainDate } from '../../../kernel/index.ts'
import {
  button,
  emptyState,
  errorOf,
  type FormError,
  form,
  formErrors,
  type Html,
  html,
  input,
  type PageContent,
} from '../../../platform/views/index.ts'
import { checkCard } from './card.actions.ts'
import { type Audience, answerOf, type CardAnswer, readCardNumber } from './card.ts'

type CheckData = {
  readonly typed: string
  readonly errors: readonly FormError[]
  /** What the card answers, or that no card in use has the number; undefined before anything was asked. */
  readonly answer?: CardAnswer | 'none'
}

const checkView = ({ typed, errors, answer }: CheckData, csrf: string): PageContent => ({
  title: 'Check a card',
  heading: 'Check a card',
  error: errors.length > 0,
  body: html`${formErrors(errors)}${answer ? answerWords(answer) : null}
<p class="govuk-body">You learn what the holder wants you to know, and no name or reason. The holder can see that you looked.</p>
${form({
  action: '/check-card',
  csrf,
  body: html`${input({ name: 'number', label: 'Number on the card', hint: 'For example, K7WP 4RD 9XC', value: typed, ...errorOf(errors, 'number') })}${button({ text: 'Check the card', preventDoubleClick: true })}`,
})}`,
})

const answerWords = (answer: CardAnswer | 'none'): Html =>
  answer === 'none'
    ? emptyState({ text: 'No card in use has this number.' })
    : html`<h2 class="govuk-heading-m">In use until ${formatDate(answer.until)}</h2>${
        answer.says.length > 0
          ? html`<ul class="govuk-list govuk-list--bullet">${answer.says.map(one => html`<li>${one}</li>`)}</ul>`
          : html`<p class="govuk-body">The holder wants you to know nothing else.</p>`
      }`

const common = {
  path: '/check-card',
  purpose: 'check a card',
  nav: '/check-card',
  right: 'check-cards',
  actor: 'recorder',
} as const

const checkCardPage = deskPage<'recorder', CheckData>({
  ...common,
  load: async () => ({ typed: '', errors: [] }),
  answer: (data, frame) => ({ page: checkView(data, frame.csrf) }),
  examples: {
    usual: { typed: '', errors: [] },
    'a card in use': {
      typed: 'K7WP 4RD 9XC',
      errors: [],
      answer: { until: '2028-05-04' as PlainDate, says: ['May collect prescriptions', 'Flexible appointments'] },
    },
    'no such card': { typed: 'K7WP 4RD 9XC', errors: [], answer: 'none' },
    'not a number': {
      typed: 'K7',
      errors: [{ field: 'number', text: 'Enter the ten letters and digits of the card' }],
    },
  },
})

const checkCardAction = deskAction({
  ...common,
  form: Type.Object({ number: Type.Optional(Type.String({ maxLength: 40 })) }),
  act: async (command, { form: { number: typed = '' } }) => {
    const csrf = command.reader?.csrf ?? ''
    const number = readCardNumber(typed)
    if (!number) {
      const errors = [{ field: 'number', text: 'Enter the ten letters and digits of the card' }]
      return { page: checkView({ typed, errors }, csrf), status: 422 }
    }
    const audience: Audience = command.reader?.role === 'surgery' ? 'surgery' : 'school'
    const answer = answerOf(await checkCard(command, number), audience, londonDate(command.at)) ?? 'none'
    return { page: checkView({ typed, errors: [], answer }, csrf) }
  },
})

/** Checking a card, for a school or a surgery that is signed in. */
export const checkCardPages: readonly Route[] = [checkCardPage, checkCardAction]
