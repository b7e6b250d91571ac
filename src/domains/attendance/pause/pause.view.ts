import { type RecordHeader, recordPage } from '../../../children/index.ts'
import { type Category, formatDate, lowerFirst, type PlainDate, upperFirst } from '../../../kernel/index.ts'
import {
  button,
  buttonGroup,
  card,
  errorOf,
  type FormError,
  form,
  formErrors,
  type Html,
  html,
  type PageContent,
  type Part,
  paragraphs,
  radios,
  summaryList,
  textarea,
} from '../../../platform/views/index.ts'
import type { Fields } from '../case/step-form.ts'
import { stepTitle } from '../case/steps.ts'
import type { ToldReason } from './pause.queries.ts'
import { answers, type Question, reasonList, reasonWords } from './pause.ts'

/** What somebody who may know a reason sees: the reasons, the questions, and the form that asks to be spoken to first. */
export type PauseData = {
  readonly header: RecordHeader
  readonly today: PlainDate
  readonly reasons: readonly ToldReason[]
  readonly questions: readonly Question[]
  /** Whose information a reason of this reader's may be, with who reads that. */
  readonly choices: readonly { readonly category: Category; readonly readers: string }[]
  readonly fields: Fields
  readonly errors: readonly FormError[]
}

/** Where they are. */
export const pauseHref = (address: string, part = ''): string => `/children/${address}/attendance-pause${part}`
const questionHref = (address: string, entry: string): string => `/children/${address}/attendance-questions/${entry}`

const framed = (
  header: RecordHeader,
  errors: readonly FormError[],
  { title, body, back }: { title: string; body: Part; back: { text: string; href: string } },
): PageContent => ({
  ...recordPage(header, {
    title,
    wide: false,
    error: errors.length > 0,
    top: formErrors(errors),
    body,
  }),
  back,
})

/** Who learns what, the reasons that stand, the questions, and the form. */
export const pauseView = (data: PauseData, csrf: string): PageContent => {
  const { header, reasons, questions, choices, errors } = data
  return framed(header, errors, {
    title: 'Before absence is acted on',
    back: { text: 'School and attendance', href: `/children/${header.address}/school` },
    body: html`<p class="govuk-body">When something in ${header.first}’s life may explain absence, ask here that nobody takes a step against the family before speaking first. Education welfare officers then read “Speak to someone first”, in the same words whatever the reason. They learn what you share when they ask, and no more.</p>
${questions.map(one => questionCard(header, one))}${reasons.map(one => reasonCard(data, one))}${choices.length > 0 ? beginCard(data, csrf) : null}`,
  })
}

const reasonCard = ({ header, today }: PauseData, one: ToldReason): Html =>
  card({
    title: reasonWords(one.sort, one.list),
    body: html`${one.words ? paragraphs(one.words) : null}<p class="govuk-body">To be looked at again by <strong>${one.reviewBy ? formatDate(one.reviewBy) : 'a day that is not recorded'}</strong>${
      one.reviewBy && one.reviewBy < today ? '. That day has passed; it stands until somebody ends it' : null
    }.</p><p class="govuk-body-s">Written by ${one.by}${one.on ? `, ${formatDate(one.on)}` : null}.</p>${
      one.mayShare
        ? html`<p class="govuk-body"><a class="govuk-link" href="/children/${header.address}/welfare-sharing?fact=${one.address}">Share this with education welfare</a></p>`
        : null
    }`,
    link: { text: 'Keep it, or end it', href: pauseHref(header.address, `/${one.address}`) },
  })

const questionCard = (header: RecordHeader, one: Question): Html =>
  card({
    title: one.outcome ? `Answered: ${lowerFirst(stepTitle(one.about))}` : `Asked: ${lowerFirst(stepTitle(one.about))}`,
    body: html`${questionWords(one)}`,
    ...(one.outcome ? {} : { link: { text: 'Answer', href: questionHref(header.address, one.address) } }),
  })

/** A question with its answer, if there is one. */
export const questionWords = (one: Question): Html => {
  const outcome = answers.find(each => each.value === one.outcome)?.text
  return html`${one.words ? paragraphs(one.words) : null}${
    outcome
      ? html`<p class="govuk-body"><strong>${outcome}.</strong>${one.answeredOn ? ` Answered on ${formatDate(one.answeredOn)}.` : null}</p>${one.shared ? paragraphs(one.shared) : html`<p class="govuk-body">Nothing else was shared.</p>`}`
      : html`<p class="govuk-body">To be answered by <strong>${formatDate(one.answerBy)}</strong>.</p>`
  }`
}

const beginCard = ({ header, today, choices, fields, errors }: PauseData, csrf: string): Html =>
  card({
    title: 'Ask to be spoken to first',
    body: form({
      action: pauseHref(header.address),
      csrf,
      body: html`${radios({
        name: 'sort',
        legend: 'What may explain the absence?',
        hint: 'A pause has a real reason. Officers never see it',
        items: reasonList(today).reasons.map(one => ({ value: one.code, text: one.text })),
        value: fields.sort ?? '',
        ...errorOf(errors, 'sort'),
      })}${textarea({ name: 'words', label: 'What is happening?', rows: 4, value: fields.words ?? '', ...errorOf(errors, 'words') })}${radios(
        {
          name: 'category',
          legend: 'Who can read the reason?',
          hint: `Only people who work with ${header.first}`,
          items: choices.map(one => ({ value: one.category, text: upperFirst(one.readers) })),
          value: fields.category ?? (choices.length === 1 ? (choices[0]?.category ?? '') : ''),
          ...errorOf(errors, 'category'),
        },
      )}${button({ text: 'Ask to be spoken to first', preventDoubleClick: true })}`,
    }),
  })

export type ReviewData = {
  readonly header: RecordHeader
  readonly reason: ToldReason
  readonly fields: Fields
  readonly errors: readonly FormError[]
}

/** A reason that stands, looked at again: kept for six more weeks, or ended, with why. */
export const reviewView = ({ header, reason, fields, errors }: ReviewData, csrf: string): PageContent =>
  framed(header, errors, {
    title: 'Look at it again',
    back: { text: 'Before absence is acted on', href: pauseHref(header.address) },
    body: html`<p class="govuk-body">${reasonWords(reason.sort, reason.list)}.</p>${reason.words ? paragraphs(reason.words) : null}
${form({
  action: pauseHref(header.address, `/${reason.address}`),
  csrf,
  body: html`${radios({
    name: 'decision',
    legend: 'Does it still stand?',
    items: [
      {
        value: 'keep',
        text: 'Yes, keep it',
        hint: 'It is looked at again in six weeks. Officers ask anew before a step',
      },
      { value: 'end', text: 'No, end it', hint: 'Where no other reason stands, absence may be acted on again' },
    ],
    value: fields.decision ?? '',
    ...errorOf(errors, 'decision'),
  })}${textarea({ name: 'words', label: 'Why?', rows: 3, value: fields.words ?? '', ...errorOf(errors, 'words') })}${buttonGroup(
    [
      button({ text: 'Save', preventDoubleClick: true }),
      html`<a class="govuk-link" href="${pauseHref(header.address)}">Cancel</a>`,
    ],
  )}`,
})}`,
  })

export type AnswerData = {
  readonly header: RecordHeader
  readonly question: Question
  readonly fields: Fields
  readonly errors: readonly FormError[]
}

/** The answer to an officer: an outcome, and what is shared of it. */
export const answerView = ({ header, question, fields, errors }: AnswerData, csrf: string): PageContent =>
  framed(header, errors, {
    title: `Answer: ${lowerFirst(stepTitle(question.about))}`,
    back: { text: 'Before absence is acted on', href: pauseHref(header.address) },
    body: html`${summaryList({
      rows: [
        { key: 'Asked', value: question.words ? paragraphs(question.words) : 'Nothing was written' },
        { key: 'Answer by', value: formatDate(question.answerBy) },
      ],
    })}${
      question.outcome
        ? questionWords(question)
        : form({
            action: questionHref(header.address, question.address),
            csrf,
            body: html`${answerFields(fields, errors)}${button({ text: 'Send the answer', preventDoubleClick: true })}`,
          })
    }`,
  })

/** The questions of an answer, whether it is given here or was given by phone. */
export const answerFields = (fields: Fields, errors: readonly FormError[]): Html =>
  html`${radios({
    name: 'outcome',
    legend: 'What is the answer?',
    items: answers,
    value: fields.outcome ?? '',
    ...errorOf(errors, 'outcome'),
  })}${textarea({
    name: 'shared',
    label: 'What is shared with the officer?',
    hint: 'They learn this and no more. Leave it empty to share nothing but the answer',
    rows: 4,
    value: fields.shared ?? '',
    ...errorOf(errors, 'shared'),
  })}`
