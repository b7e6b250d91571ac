import { formatInstant, londonDate } from '../../kernel/index.ts'
import {
  button,
  card,
  emptyState,
  errorSummary,
  form,
  type Html,
  html,
  type PageContent,
  radios,
  summaryList,
} from '../../platform/views/index.ts'
import { schoolAnswers } from './ask-school.actions.ts'
import type { SchoolQuestion } from './questions.queries.ts'

const chooseWords = 'Choose what your school says'
/** The questions of a school; `wrong` is the one that was answered with nothing. */
export type QuestionsData = { readonly questions: readonly SchoolQuestion[]; readonly wrong?: string }
type Frame = { readonly at: Date; readonly csrf: string }

/** "Requests from the council": is what the school holds on a pupil right? */
export const questionsView = ({ questions, wrong }: QuestionsData, frame: Frame): PageContent => {
  const missed = questions.some(q => q.uuid === wrong)
  return {
    title: 'Requests from the council',
    heading: 'Requests from the council',
    error: missed,
    body: html`${missed ? errorSummary({ errors: [{ text: chooseWords, href: `#answer-${wrong}` }] }) : null}
${
  questions.length === 0
    ? emptyState({
        text: 'The council asks nothing of your school now.',
        next: { text: 'See your pupils', href: '/my-schools' },
      })
    : html`<p class="govuk-body">Sources differ on these pupils, or two records may be one pupil. Check what your school has told us against what the family says.</p>
${questions.map(question => questionCard(question, frame, question.uuid === wrong))}`
}`,
  }
}

const questionCard = (
  { uuid, pupil, school, askedAt, facts }: SchoolQuestion,
  { at, csrf }: Frame,
  missed: boolean,
): Html =>
  card({
    title: pupil,
    body: html`<p class="govuk-body">${school}. Asked ${formatInstant(askedAt, londonDate(at))}.</p>
${summaryList({ rows: facts.map(fact => ({ key: fact.name, value: fact.value })) })}
${form({
  action: `/council-requests/${uuid}`,
  csrf,
  body: html`${radios({
    name: 'answer',
    idPrefix: `answer-${uuid}`,
    legend: html`Is this right?<span class="govuk-visually-hidden"> ${pupil}</span>`,
    legendClasses: 'govuk-fieldset__legend--s',
    items: Object.entries(schoolAnswers).map(([value, text]) => ({ value, text })),
    ...(missed ? { error: chooseWords } : {}),
  })}
${button({ text: html`Send the answer<span class="govuk-visually-hidden"> about ${pupil}</span>`, kind: 'secondary', preventDoubleClick: true })}`,
})}`,
  })
