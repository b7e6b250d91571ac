import { formatDate, formatInstant, londonDate } from '../../kernel/index.ts'
import {
  button,
  card,
  choicesIn,
  emptyState,
  errorSummary,
  form,
  type Html,
  html,
  type PageContent,
  radios,
  summaryList,
  table,
} from '../../platform/views/index.ts'
import { sourceAnswers } from './ask-school.actions.ts'
import type { SourceQuestion } from './questions.queries.ts'

/** Whoever is asked: for schools, or for the sources whose agreements they own. */
export type Answerer = 'school' | 'owner'
/** Their questions, and what they answered that nobody has decided on; `wrong` is the one that was answered with nothing. */
export type QuestionsData = {
  readonly questions: readonly SourceQuestion[]
  readonly answered: readonly SourceQuestion[]
  readonly wrong?: string
}
type Frame = { readonly at: Date; readonly csrf: string }

/** Where the questions of each are, and their words. */
export const answerers = {
  school: {
    path: '/council-requests',
    heading: 'Requests from the council',
    none: 'The council asks nothing of your school now.',
    next: { text: 'See your pupils', href: '/my-schools' },
    lead: 'Sources differ on these pupils, or two records may be one pupil. Check what your school has told us against what the family says.',
    choose: 'Choose what your school says',
  },
  owner: {
    path: '/source-questions',
    heading: 'Questions about your sources',
    none: 'Nothing is asked about the sources whose agreements you own.',
    next: { text: 'Back to today', href: '/' },
    lead: 'Sources differ on these children, two records may be one child, or a worker whom your file names says that the child is not theirs. Check in your own system what it has told us. You are asked because you own the agreement with the source.',
    choose: 'Choose what your record says',
  },
} as const satisfies Readonly<Record<Answerer, unknown>>

/** Is what a school, or a source, holds on a child right? */
export const questionsView = (
  who: Answerer,
  { questions, answered, wrong }: QuestionsData,
  frame: Frame,
): PageContent => {
  const { heading, none, next, lead, choose } = answerers[who]
  const missed = questions.some(q => q.uuid === wrong)
  return {
    title: heading,
    heading,
    error: missed,
    body: html`${missed ? errorSummary({ errors: [{ text: choose, href: `#answer-${wrong}` }] }) : null}
${
  questions.length === 0
    ? emptyState({ text: none, next })
    : html`<p class="govuk-body">${lead}</p>
${questions.map(question => questionCard(who, question, { ...frame, missed: question.uuid === wrong }))}`
}
${answered.length === 0 ? null : answeredTable(who, answered, frame)}`,
  }
}

const answeredTable = (who: Answerer, answered: readonly SourceQuestion[], { at, csrf }: Frame): Html =>
  table({
    caption: 'Your answers on which nobody has decided yet',
    columns: [{ text: 'About' }, { text: 'Your answer' }, { text: 'When' }, { text: 'Take it back' }],
    rowHeader: true,
    rows: answered.flatMap(({ uuid, name, asked, answered: said }) =>
      said
        ? [
            [
              html`${name}<br>${asked}`,
              sourceAnswers[said.answer],
              formatInstant(said.at, londonDate(at)),
              form({
                action: `${answerers[who].path}/${uuid}/take-back`,
                csrf,
                body: button({
                  text: html`Take back<span class="govuk-visually-hidden"> the answer about ${name}</span>`,
                  kind: 'secondary',
                  preventDoubleClick: true,
                }),
              }),
            ],
          ]
        : [],
    ),
  })

const questionCard = (
  who: Answerer,
  { uuid, name, asked, askedAt, references, facts, worker }: SourceQuestion,
  { at, csrf, missed }: Frame & { readonly missed: boolean },
): Html =>
  card({
    title: name,
    body: html`<p class="govuk-body">${asked}. Asked ${formatInstant(askedAt, londonDate(at))}.</p>
${summaryList({
  rows: [
    ...(references.length > 0 ? [{ key: 'Reference in your system', value: references.join(', ') }] : []),
    ...facts.map(fact => ({ key: fact.name, value: fact.value })),
    ...(worker ? [{ key: 'Worker', value: workerWords(worker) }] : []),
  ],
})}
${form({
  action: `${answerers[who].path}/${uuid}`,
  csrf,
  body: html`${radios({
    name: 'answer',
    idPrefix: `answer-${uuid}`,
    legend: html`Is this right?<span class="govuk-visually-hidden"> ${name}</span>`,
    legendClasses: 'govuk-fieldset__legend--s',
    items: choicesIn(sourceAnswers),
    ...(missed ? { error: answerers[who].choose } : {}),
  })}
${button({ text: html`Send the answer<span class="govuk-visually-hidden"> about ${name}</span>`, kind: 'secondary', preventDoubleClick: true })}`,
})}`,
  })

const workerWords = ({ name, since }: NonNullable<SourceQuestion['worker']>): string =>
  `${name}, since ${formatDate(since)}. They say that this child is not theirs.`
