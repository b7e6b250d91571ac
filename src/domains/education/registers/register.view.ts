import { type RecordHeader, recordPage } from '../../../children/index.ts'
import { boxesNamed, formatDate, isOfSchoolAge, lowerFirst, type PlainDate } from '../../../kernel/index.ts'
import {
  button,
  buttonGroup,
  card,
  dateInput,
  emptyState,
  errorOf,
  eventList,
  type FormError,
  form,
  formErrors,
  type Html,
  html,
  input,
  type PageContent,
  type Part,
  paragraphs,
  radios,
  table,
  tag,
  textarea,
} from '../../../platform/views/index.ts'
import {
  type Clock,
  clocksOf,
  missingBefore,
  type RegisterFile,
  type RegisterSort,
  type RegisterStep,
  type StepSort,
} from './register.ts'
import type { Fields } from './register-form.ts'

export type RegisterData = {
  readonly header: RecordHeader
  readonly today: PlainDate
  readonly files: readonly RegisterFile[]
  /** Whether this reader keeps the register: the right, and a reason to write about the child. */
  readonly mayWork: boolean
  readonly fields?: Fields
  readonly errors?: readonly FormError[]
}

/** Where the pages of a child on a register are. */
export const registerHref = (sort: RegisterSort, address: string, part = ''): string =>
  `/children/${address}/${sort.key}${part}`

const framed = (
  header: RecordHeader,
  errors: readonly FormError[],
  page: { title: string; body: Part; back: { text: string; href: string } },
): PageContent => ({
  ...recordPage(header, {
    title: page.title,
    wide: false,
    error: errors.length > 0,
    top: formErrors(errors),
    body: page.body,
  }),
  back: page.back,
})

/** A child on the register: what is owed, what was done, and how it ends. */
export const registerView = (sort: RegisterSort, data: RegisterData, csrf: string): PageContent => {
  const { header, files, errors = [] } = data
  const open = files.find(one => one.head.open)
  return framed(header, errors, {
    title: sort.title,
    back: { text: 'School and attendance', href: `/children/${header.address}/school` },
    body: html`${open ? openPart(sort, data, open) : beginPart(sort, data, csrf)}${files.filter(one => !one.head.open).map(one => endedCard(sort, one))}`,
  })
}

const words = (list: readonly { readonly value: string; readonly text: string }[], value: string | undefined): string =>
  list.find(one => one.value === value)?.text ?? 'Not recorded'

const openPart = (sort: RegisterSort, data: RegisterData, file: RegisterFile): Html => {
  const { header, today, mayWork } = data
  const { head } = file
  return html`<p class="govuk-body">${header.first} is on the register of ${sort.of} since <strong>${formatDate(head.since)}</strong>. ${words(sort.sources, head.from)}.</p>
${ageWords(data)}${head.opening ? paragraphs(head.opening) : null}<p class="govuk-body"><a class="govuk-link" href="/children/${header.address}/returns">What schools told us</a></p>
${card({ title: 'What is owed', body: clockList(clocksOf(sort, file, header.schoolAge, today), today) })}
${sort.checklist ? checklistCard(sort, data, file) : stepsCard(sort, data, file)}
${card({ title: 'What was done', body: doneList(sort, file.steps) })}
${mayWork ? html`<p class="govuk-body"><a class="govuk-link" href="${registerHref(sort, header.address, '/end')}">End it</a></p>` : null}`
}

const clockList = (clocks: readonly Clock[], today: PlainDate): Html =>
  clocks.length === 0
    ? html`<p class="govuk-body">Nothing is owed by a day.</p>`
    : html`<ul class="govuk-list govuk-list--bullet">${clocks.map(
        one =>
          html`<li>${one.what}: by ${formatDate(one.dueOn)}${one.dueOn < today ? html` ${tag({ text: 'Overdue', tone: 'warning' })}` : null}</li>`,
      )}</ul>`

const stepHref = (sort: RegisterSort, { header }: RegisterData, step: StepSort): string =>
  registerHref(sort, header.address, `/${step.code}`)

const checklistCard = (sort: RegisterSort, data: RegisterData, file: RegisterFile): Html =>
  card({
    title: 'Reasonable enquiries',
    body: table({
      caption: 'Who was asked, when, and what came of it',
      captionClasses: 'govuk-visually-hidden',
      rowHeader: true,
      columns: [{ text: 'Who is asked' }, { text: 'Last asked' }, { text: 'What came of it' }],
      rows: sort.steps.map(step => {
        const last = file.steps.filter(one => one.step === step.code).at(-1)
        return [
          data.mayWork
            ? html`<a class="govuk-link" href="${stepHref(sort, data, step)}">${step.title}</a>`
            : step.title,
          last ? `${formatDate(last.on)}, ${last.by}` : 'Not yet',
          last ? words(step.outcomes, last.outcome) : '',
        ]
      }),
    }),
  })

const stepsCard = (sort: RegisterSort, data: RegisterData, file: RegisterFile): Html =>
  card({
    title: 'Steps',
    body: html`<ul class="govuk-list govuk-list--spaced">${sort.steps.map(step => {
      const missing = missingBefore(step, file, data.header.schoolAge, data.today)
      if (missing) return html`<li>${step.title}. <strong>Not yet:</strong> ${lowerFirst(missing)}.</li>`
      return html`<li>${data.mayWork ? html`<a class="govuk-link" href="${stepHref(sort, data, step)}">${step.title}</a>` : step.title}</li>`
    })}</ul>`,
  })

const doneList = (sort: RegisterSort, steps: readonly RegisterStep[]): Html =>
  eventList({
    events: [...steps]
      .sort((a, b) => (a.on < b.on ? 1 : -1))
      .map(one => {
        const step = sort.steps.find(each => each.code === one.step)
        return {
          title: step?.title ?? one.step,
          when: formatDate(one.on),
          date: one.on,
          key: false,
          body: html`<p class="govuk-body">${one.who ? `${one.who}. ` : null}${words(step?.outcomes ?? [], one.outcome)}.${one.until ? ` Time until ${formatDate(one.until)}.` : null}</p>${one.words ? paragraphs(one.words) : null}`,
          source: { from: one.by, at: formatDate(one.on) },
        }
      }),
    empty: 'Nothing has been written down yet.',
  })

const endedCard = (sort: RegisterSort, { head, steps }: RegisterFile): Html =>
  card({
    title: `${formatDate(head.since)} to ${head.closedOn ? formatDate(head.closedOn) : 'an unknown day'}: ${lowerFirst(words(sort.endings, head.ending))}`,
    body: html`${head.closing ? paragraphs(head.closing) : null}${doneList(sort, steps)}`,
  })

/** Both registers are of children of compulsory school age: whoever is younger or older is said to be. */
const ageWords = ({ header: { first, schoolAge: age }, today }: RegisterData): Html | null =>
  age && !isOfSchoolAge(age, today)
    ? html`<p class="govuk-body"><strong>${first} is not of compulsory school age:</strong> ${today < age.from ? `it begins on ${formatDate(age.from)}` : `it ended on ${formatDate(age.until)}`}.</p>`
    : null

const beginPart = (sort: RegisterSort, data: RegisterData, csrf: string): Html => {
  const { header, mayWork, fields = {}, errors = [] } = data
  return html`${emptyState({ text: `${header.first} is not on the register of ${sort.of}.` })}${
    mayWork
      ? card({
          title: sort.begin,
          body: form({
            action: registerHref(sort, header.address),
            csrf,
            body: html`${ageWords(data)}<p class="govuk-body">${sort.beginHint}.</p>${dayBoxes('on', sort.sinceLabel, fields, errors)}${radios(
              {
                name: 'from',
                legend: 'Who told of it?',
                items: sort.sources,
                value: fields.from ?? '',
                ...errorOf(errors, 'from'),
              },
            )}${textarea({ name: 'words', label: 'What were you told?', rows: 4, value: fields.words ?? '', ...errorOf(errors, 'words') })}${button({ text: sort.begin, preventDoubleClick: true })}`,
          }),
        })
      : null
  }`
}

const dayBoxes = (name: string, legend: string, fields: Fields, errors: readonly FormError[]): Html =>
  dateInput({
    id: name,
    name,
    legend,
    hint: 'For example, 27 3 2026',
    values: boxesNamed(name, fields),
    ...errorOf(errors, `${name}-day`),
  })

export type RegisterFormData = {
  readonly header: RecordHeader
  readonly today: PlainDate
  /** The step that is written down; without it the form ends it. */
  readonly step: StepSort | undefined
  readonly missing: string | undefined
  readonly fields: Fields
  readonly errors: readonly FormError[]
}

/** The form of a step, or of the end. */
export const registerFormView = (sort: RegisterSort, data: RegisterFormData, csrf: string): PageContent => {
  const { header, step, missing, errors } = data
  return framed(header, errors, {
    title: step?.title ?? `End: ${lowerFirst(sort.title)}`,
    back: { text: sort.title, href: registerHref(sort, header.address) },
    body: missing
      ? html`<p class="govuk-body">This step cannot be taken yet: ${lowerFirst(missing)}.</p>`
      : form({
          action: registerHref(sort, header.address, `/${step?.code ?? 'end'}`),
          csrf,
          body: html`${step ? stepFields(step, data) : endFields(sort, data)}${buttonGroup([
            button({ text: 'Save', preventDoubleClick: true }),
            html`<a class="govuk-link" href="${registerHref(sort, header.address)}">Cancel</a>`,
          ])}`,
        }),
  })
}

const stepFields = (step: StepSort, { fields, errors }: RegisterFormData): Html =>
  html`${step.hint ? html`<p class="govuk-body">${step.hint}.</p>` : null}${dayBoxes('on', 'When did it happen?', fields, errors)}${input({ name: 'who', label: step.who, value: fields.who ?? '', ...errorOf(errors, 'who') })}${radios(
    {
      name: 'outcome',
      legend: 'What came of it?',
      items: step.outcomes,
      value: fields.outcome ?? '',
      ...errorOf(errors, 'outcome'),
    },
  )}${
    step.untilDays === undefined
      ? null
      : dayBoxes('until', `Until when is there time? At least ${step.untilDays} days`, fields, errors)
  }${textarea({ name: 'words', label: 'Anything else', rows: 4, value: fields.words ?? '', ...errorOf(errors, 'words') })}`

const endFields = (sort: RegisterSort, { fields, errors }: RegisterFormData): Html =>
  html`${radios({ name: 'outcome', legend: 'How does it end?', items: sort.endings, value: fields.outcome ?? '', ...errorOf(errors, 'outcome') })}${textarea(
    {
      name: 'words',
      label: 'Where is the child now, and how do you know?',
      rows: 4,
      value: fields.words ?? '',
      ...errorOf(errors, 'words'),
    },
  )}`
