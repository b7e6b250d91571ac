import { boxesNamed, formatDate, type PlainDate } from '../../kernel/index.ts'
import {
  button,
  buttonGroup,
  dateInput,
  emptyState,
  errorOf,
  type FormError,
  fieldset,
  form,
  formErrors,
  type Html,
  html,
  input,
  type PageContent,
  paragraphs,
  select,
  textarea,
} from '../../platform/views/index.ts'
import type { RecordHeader } from '../pages/header.queries.ts'
import { recordHref, recordPage } from '../pages/record-page.view.ts'
import { draftButtons, draftInputs, draftLine, type ShownDrafts } from '../writing/draft.view.ts'
import { saidCard, writtenLine } from './said.view.ts'
import type { SaidOfChild, SaidVersion } from './supervision.queries.ts'
import { actionLines, type Fields, type Supervised } from './supervision-form.ts'

/** What was said of a child in supervision, and the form for who manages the work. */
export type ChildSupervisionData = {
  readonly header: RecordHeader
  readonly today: PlainDate
  readonly said: readonly SaidOfChild[]
  /** Whom the reader supervises of those who work with the child; none where the page is to read. */
  readonly supervised: readonly Supervised[]
  readonly fields: Fields
  /** When what stands in the form was kept as a draft. */
  readonly draft?: ShownDrafts
  readonly errors: readonly FormError[]
}

export const childSupervisionView = (data: ChildSupervisionData, csrf: string): PageContent => {
  const { header, said, supervised, errors } = data
  return recordPage(header, {
    title: 'Supervision',
    wide: false,
    error: errors.length > 0,
    top: formErrors(errors),
    body: html`<p class="govuk-body">What a worker and their manager said about ${header.first}, and decided. What is about the worker is kept on no child’s record.</p>
${supervised.length > 0 ? formPart(data, csrf) : null}
${said.length === 0 ? emptyState({ text: `Nothing about ${header.first} is written down that you can see.` }) : said.map(one => ofChild(one, header))}`,
  })
}

const ofChild = (said: SaidOfChild, { address }: RecordHeader): Html =>
  saidCard<SaidVersion>(said, said.before, {
    title: `${formatDate(said.on)}, with ${said.worker}`,
    words: versionPart,
    ...(said.mayCorrect
      ? {
          correct: {
            text: `Correct what was said on ${formatDate(said.on)}`,
            href: recordHref(address, `/supervision/${said.address}/correct`),
          },
        }
      : {}),
  })
const versionPart = (version: SaidVersion): Html =>
  html`<h3 class="govuk-heading-s">What was discussed</h3>${version.discussed.map(({ text, person }) => paragraphs(person ? `About ${person}: ${text}` : text))}
<h3 class="govuk-heading-s">What was decided</h3>${version.decided.map(({ text }) => paragraphs(text))}${writtenLine(version, version.why)}`

const formPart = ({ header, supervised, fields, errors, draft }: ChildSupervisionData, csrf: string): Html => {
  const days = (name: string, legend: string) =>
    dateInput({
      ...{ id: name, name, legend, hint: 'For example, 27 3 2026', values: boxesNamed(name, fields) },
      ...errorOf(errors, `${name}-day`),
    })
  const area = (name: string, label: string, hint?: string) =>
    textarea({
      name,
      label,
      rows: 4,
      spellcheck: true,
      value: fields[name] ?? '',
      ...(hint ? { hint } : {}),
      ...errorOf(errors, name),
    })
  const text = (name: string, label: string) =>
    input({ name, label, value: fields[name] ?? '', ...errorOf(errors, name) })
  return form({
    action: recordHref(header.address, '/supervision'),
    csrf,
    draft: true,
    body: html`${draftInputs(fields)}<h2 class="govuk-heading-m">Write down a supervision</h2>${draftLine(draft)}${select(
      {
        name: 'with',
        label: 'With whom?',
        value: fields.with ?? '',
        items: [
          ...(supervised.length > 1 ? [{ value: '', text: 'Choose' }] : []),
          ...supervised.map(({ key, name, team }) => ({ value: key, text: `${name}, ${team}` })),
        ],
        ...errorOf(errors, 'with'),
      },
    )}${days('held', 'Which day?')}${area('discussed', 'What was discussed?', `How it goes for ${header.first}, what you worry about, what you do not know. Write as if ${header.first} will read it`)}${area('decided', 'What was decided, and why?')}${area('others', 'What is about somebody else', 'It is kept apart from what is about the child')}${text('othersName', 'Who is that part about?')}
${Array.from({ length: actionLines }, (_, at) => at + 1).map(at =>
  fieldset({
    legend: { text: `Action ${at}`, classes: 'govuk-fieldset__legend--s' },
    body: html`${text(`what-${at}`, 'What is to be done')}${select({
      ...{ name: `doer-${at}`, label: 'Who does it', value: fields[`doer-${at}`] ?? 'worker' },
      items: [
        { value: 'worker', text: 'The worker: they are asked to take it' },
        { value: 'me', text: 'Me' },
      ],
      ...errorOf(errors, `doer-${at}`),
    })}${days(`by-${at}`, 'By when')}`,
  }),
)}${buttonGroup([button({ text: 'Save', preventDoubleClick: true }), ...draftButtons(draft)])}`,
  })
}
