import { formatDate } from '../../kernel/index.ts'
import {
  button,
  buttonGroup,
  errorOf,
  type FormError,
  form,
  type Html,
  html,
  radios,
  textarea,
} from '../../platform/views/index.ts'
import type { RecordHeader } from '../pages/header.queries.ts'
import { recordHref } from '../pages/record-page.view.ts'
import { draftButtons, draftInputs, draftLine } from '../writing/draft.view.ts'
import type { Typed } from '../writing/kept-drafts.ts'
import type { TypedForm } from '../writing/typed-form.actions.ts'
import type { TeamWork } from './allocation.ts'
import { type Answer, type AnswerFields, answerBy, reasonText } from './hand-over.ts'

/** A hand-over that stands, and what the reader can do with it. */
export type OfferToAnswer = { readonly work: TeamWork; readonly answers: readonly Answer[] }

/** What is said once it is answered. */
export const answeredWords: Readonly<Record<Answer, string>> = {
  take: 'The work is yours, with its open tasks.',
  'send-back': 'It stays where it was. They have been told, and read why.',
  withdraw: 'The hand-over is taken back. The work stays where it was.',
}
const choices: Readonly<Record<'take' | 'send-back', string>> = { take: 'I take it', 'send-back': 'I do not take it' }

type Place = {
  readonly header: RecordHeader
  readonly fields: AnswerFields
  readonly errors: readonly FormError[]
  readonly typed?: Readonly<Record<string, Partial<TypedForm>>>
}

/** A hand-over: whose work it is until it is taken, and the answer. */
export const offerPart = ({ work, answers }: OfferToAnswer, place: Place, csrf: string): Html => {
  const { offer, lead, team } = work
  if (!offer) return html``
  const { header, errors } = place
  const { typed, draft, from = '' } = place.typed?.[offer.address] ?? {}
  const fields: AnswerFields = { ...place.fields, ...typed }
  const carried = typed || from ? { from } : (place.fields as Typed)
  const action = recordHref(header.address, '/allocation/hand-over')
  const hidden = html`<input type="hidden" name="offer" value="${offer.address}">`
  return html`<h2 class="govuk-heading-m">A hand-over</h2>
<p class="govuk-body">On ${formatDate(offer.on)} it was proposed that ${offer.to} takes over ${team}’s work with ${header.first} from ${lead?.name ?? 'a worker'}. ${reasonText(offer.reason)}. Until it is taken it stays where it is. An answer is due by ${formatDate(answerBy(offer.on))}.</p>
${
  answers.includes('take')
    ? form({
        action,
        csrf,
        draft: true,
        body: html`${draftLine(draft)}${draftInputs(carried)}${hidden}${radios({
          name: 'answer',
          legend: 'Do you take it over?',
          items: [
            { value: 'take', text: choices.take, hint: 'With the open tasks that go with it' },
            {
              value: 'send-back',
              text: choices['send-back'],
              conditional: textarea({
                name: 'whyNot',
                label: 'Why not?',
                rows: 2,
                value: fields.whyNot ?? '',
                ...errorOf(errors, 'whyNot'),
              }),
            },
          ],
          value: fields.answer ?? '',
          ...errorOf(errors, 'answer'),
        })}${buttonGroup([button({ text: 'Save the answer', preventDoubleClick: true }), ...draftButtons(draft)])}`,
      })
    : form({
        action,
        csrf,
        body: html`${hidden}<input type="hidden" name="answer" value="withdraw">${button({ text: 'Take the hand-over back', kind: 'secondary', preventDoubleClick: true })}`,
      })
}`
}
