import {
  boxesNamed,
  claimRows,
  formatDate,
  formatInstant,
  type PlainDate,
  responsibilityAnswers,
  tellerRelations,
} from '../../../kernel/index.ts'
import {
  button,
  buttonGroup,
  dateInput,
  errorOf,
  type FormError,
  fieldset,
  form,
  formErrors,
  type Html,
  html,
  input,
  insetText,
  type PageContent,
  phoneLink,
  radios,
  select,
  summaryList,
  textarea,
} from '../../../platform/views/index.ts'
import { type Fields, mostWanted } from '../rounds/index.ts'
import type { SentWords } from './application-words.ts'
import { boxOf, factText, type OpenRound, type OpenSchool, type Question, questionsOf } from './asked.ts'
import type { Sent } from './sent.queries.ts'

export type ApplyData = {
  readonly round: OpenRound
  readonly fields: Fields
  readonly errors: readonly FormError[]
  /** Since when it is kept, where it was begun before. */
  readonly savedAt: Date | undefined
  /** What is sent, before it is. */
  readonly check?: SentWords
  /** What it takes the place of. */
  readonly replaces?: Pick<Sent, 'sentAt'> | undefined
}

/** Where families' pages of school places are. */
export const placesHref = (part = ''): string => `/family/school-places${part}`
const hrefOf = (round: OpenRound): string => placesHref(`/apply/${round.address}`)

/** The form of an application, or what was typed before it is sent. */
export const applyView = (data: ApplyData, csrf: string, phone: string): PageContent =>
  data.check ? checkView(data.check, data, csrf) : formView(data, csrf, phone)

const formView = ({ round, fields, errors, savedAt }: ApplyData, csrf: string, phone: string): PageContent => {
  const state = { fields, errors }
  return {
    title: 'Apply for school places',
    heading: `Apply for school places: ${round.name}`,
    error: errors.length > 0,
    back: { text: 'School places', href: placesHref() },
    body: html`${formErrors(errors)}${
      savedAt
        ? insetText({ body: `What you typed on ${formatInstant(savedAt)} is kept for thirty days. Only you see it.` })
        : null
    }<p class="govuk-body">${round.yearGroup === null ? `Send it by ${formatDate(round.closesOn as PlainDate)}. One that is sent later is looked at after all others.` : 'This is for children who need a place during the school year. We answer in writing within fifteen school days.'} If you need help, ${phoneLink({ number: phone, text: `call ${phone}` })}.</p>
<p class="govuk-body">If the child has an education, health and care plan, do not apply here: the plan names the school.</p>
${form({ action: hrefOf(round), csrf, body: html`${fields.replaces ? html`<input type="hidden" name="replaces" value="${fields.replaces}">` : null}${childFields(state)}${schoolFields(round, state)}${factFields(round, state)}${youFields(state)}${buttons()}` })}`,
  }
}

type State = Pick<ApplyData, 'fields' | 'errors'>
const box = ({ fields, errors }: State, name: string, label: string, hint?: string): Html =>
  input({ name, label, value: fields[name] ?? '', ...(hint ? { hint } : {}), ...errorOf(errors, name) })
const group = (text: string, body: Html): Html =>
  fieldset({ legend: { text, classes: 'govuk-fieldset__legend--m' }, body })

const childFields = (state: State): Html =>
  group(
    'The child',
    html`${box(state, 'forename', 'First name')}${box(state, 'surname', 'Last name')}${dateInput({
      id: 'born',
      name: 'born',
      legend: 'Date of birth',
      values: boxesNamed('born', state.fields),
      ...errorOf(state.errors, 'born-day'),
    })}${box(state, 'line', 'Where the child lives', 'House and street')}${box(state, 'town', 'Town (if you like)')}${box(state, 'postcode', 'Postcode')}`,
  )

const schoolItems = (schools: readonly OpenSchool[], none: string) => [
  { text: none, value: '' },
  ...schools.map(one => ({ text: one.name, value: one.key })),
]

const schoolFields = ({ schools }: OpenRound, { fields, errors }: State): Html =>
  group(
    'The schools, best first',
    html`<p class="govuk-body">Name them in the order in which you really want them. Schools never see your order, and no school takes a child sooner for being named first. Use all your choices: a school that you do not name cannot be offered by your wish.</p>
${Array.from({ length: Math.min(mostWanted, schools.length) }, (_, i) =>
  select({
    name: `want-${i + 1}`,
    label: i === 0 ? 'The school you want most' : `School ${i + 1}`,
    value: fields[`want-${i + 1}`] ?? '',
    items: schoolItems(schools, 'None'),
    ...errorOf(errors, `want-${i + 1}`),
  }),
)}`,
  )

const factFields = ({ schools }: OpenRound, state: State): Html =>
  group(
    'What the schools ask',
    html`${questionsOf(schools).map(question => factField(question, schools, state))}${textarea({
      name: 'reasons',
      label: 'Your reasons, and anything else that we should know (if you like)',
      rows: 3,
      value: state.fields.reasons ?? '',
    })}${textarea({
      name: 'evidence',
      label: 'Which papers show what you say here?',
      hint: 'For example a council tax bill, a birth certificate, a letter from your faith leader. You can send them once this is sent, or say where we can see them: a person looks at them before anything counts',
      rows: 3,
      value: state.fields.evidence ?? '',
    })}`,
  )

const factField = (
  { fact, text, sort, values }: Question,
  schools: readonly OpenSchool[],
  { fields, errors }: State,
): Html => {
  const name = boxOf(fact)
  const common = { name, value: fields[name] ?? '', ...errorOf(errors, name) }
  if (sort === 'school') return select({ ...common, label: text, items: schoolItems(schools, 'None') })
  if (sort === 'value')
    return select({
      ...common,
      label: text,
      items: [{ text: 'None', value: '' }, ...values.map(value => ({ text: value, value }))],
    })
  return radios({
    ...common,
    legend: text,
    items: [
      { text: 'Yes', value: 'yes' },
      { text: 'No', value: 'no' },
    ],
  })
}

const youFields = (state: State): Html =>
  group(
    'You',
    html`${box(state, 'saidBy', 'Your name')}${select({
      name: 'teller-relation',
      label: 'Who you are to the child',
      items: [{ text: 'Choose one', value: '' }, ...tellerRelations],
      value: state.fields['teller-relation'] ?? '',
      ...errorOf(state.errors, 'teller-relation'),
    })}${radios({
      name: 'responsibility',
      legend: 'Do you have parental responsibility for the child?',
      hint: 'A mother has it from birth. A father, a step-parent or a guardian may have it by marriage, by the birth certificate, by an agreement or by a court order.',
      items: [...responsibilityAnswers],
      value: state.fields.responsibility ?? '',
      ...errorOf(state.errors, 'responsibility'),
    })}`,
  )

const buttons = (): Html =>
  buttonGroup([
    button({ text: 'Continue' }),
    button({ text: 'Save and come back later', kind: 'secondary', name: 'step', value: 'save' }),
    button({ text: 'Forget what I typed', kind: 'secondary', name: 'step', value: 'forget' }),
  ])

/** What was sent, as rows of a summary; `whose` is how the one who sent it is called. */
export const sentRows = (words: SentWords, questions: readonly Question[], whose: 'Your' | 'Their') => [
  { key: 'Child', value: `${words.child.forename} ${words.child.surname}` },
  { key: 'Date of birth', value: formatDate(words.child.birthDate as PlainDate) },
  {
    key: 'Where the child lives',
    value: [words.home.line, words.home.town, words.home.postcode].filter(Boolean).join(', '),
  },
  {
    key: 'Schools, best first',
    value: html`<ol class="govuk-list govuk-list--number">${words.schools.map(one => html`<li>${one.name}</li>`)}</ol>`,
  },
  ...Object.entries(words.facts).map(([fact, value]) => ({
    key: questions.find(one => one.fact === fact)?.text ?? factText(fact),
    value: value === 'yes' ? 'Yes' : (words.schools.find(one => one.key === value)?.name ?? value),
  })),
  ...(words.reasons === '' ? [] : [{ key: 'Reasons', value: words.reasons }]),
  ...(words.evidence === '' ? [] : [{ key: 'Papers', value: words.evidence }]),
  { key: `${whose} name`, value: words.saidBy },
  ...claimRows(words.claim).map(row =>
    row.key.startsWith('Who') && whose === 'Your' ? { ...row, key: 'Who you are to the child' } : row,
  ),
]

const checkView = (words: SentWords, { round, fields, replaces }: ApplyData, csrf: string): PageContent => ({
  title: 'Check before you send',
  heading: 'Check before you send',
  body: html`${summaryList({ rows: sentRows(words, questionsOf(round.schools), 'Your') })}
${replaces ? html`<p class="govuk-body">It takes the place of what you sent for this child on ${formatInstant(replaces.sentAt)}.</p>` : null}
<p class="govuk-body">A person first checks that you may apply for this child, and what you say. Schools that rank for themselves are told what their criteria ask, and not your other choices.</p>
${form({
  action: hrefOf(round),
  csrf,
  body: html`${Object.entries(fields).map(([name, value]) => (name === 'step' ? null : html`<input type="hidden" name="${name}" value="${value ?? ''}">`))}${buttonGroup(
    [
      button({ text: 'Send', name: 'step', value: 'send', preventDoubleClick: true }),
      button({ text: 'Change it', kind: 'secondary', name: 'step', value: 'change' }),
    ],
  )}`,
})}`,
})

/** It is kept, and not sent. */
export const keptView = (round: OpenRound): PageContent => ({
  title: 'We kept what you typed',
  heading: 'We kept what you typed',
  body: html`<p class="govuk-body">It is not sent. It is kept for thirty days, and only you see it.${round.yearGroup === null ? ` Send it by ${formatDate(round.closesOn as PlainDate)}.` : null}</p>
<p class="govuk-body"><a class="govuk-link" href="${hrefOf(round)}">Go on with it</a></p>`,
})
