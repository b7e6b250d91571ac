import {
  type KeptReply,
  type KnownShown,
  knownFolded,
  type MergeData,
  mergeView,
  type RecordHeader,
  recordPage,
  repliesView,
  sharedButtons,
  sharedInputs,
  sharedLines,
} from '../../children/index.ts'
import { boxesNamed, formatDate, type PlainDate, plural } from '../../kernel/index.ts'
import {
  button,
  buttonGroup,
  dateInput,
  emptyState,
  errorOf,
  type FormError,
  form,
  formErrors,
  type Html,
  html,
  type PageContent,
  radios,
  table,
  warningText,
} from '../../platform/views/index.ts'
import { type ItemAnswer, type Scored, type SheetKey, sheets } from './screening.ts'

/** A sheet that was filled in, with what it adds up to. */
export type FilledSheet = Scored & {
  readonly sheet: SheetKey
  readonly on: PlainDate | undefined
  readonly said: string
  /** What the record knew already then, and whether it was right. */
  readonly known: readonly KeptReply[]
}
/** The latest first. */
export type ScreeningData = {
  readonly header: RecordHeader
  readonly filled: readonly FilledSheet[]
  readonly mayAdd: boolean
}
export type SheetFormData = {
  readonly header: RecordHeader
  readonly sheet: SheetKey
  readonly fields: Readonly<Record<string, string | undefined>>
  readonly errors: readonly FormError[]
  readonly draft?: { readonly savedAt: Date }
  readonly known: KnownShown
}
/** One sheet typed on two pages, to be put together. */
export type SheetMergeData = Pick<SheetFormData, 'header' | 'sheet'> & { readonly merging: MergeData }

const hrefOf = ({ address }: RecordHeader, part = ''): string => `/children/${address}/screening${part}`

/** Every sheet with its scores, and what must be spoken of today before all. */
export const screeningView = ({ header, filled, mayAdd }: ScreeningData): PageContent => ({
  ...recordPage(header, {
    title: 'Screening',
    wide: false,
    body: html`${filled.some(one => one.speakToday) ? speakToday(header.first, filled) : null}
<p class="govuk-body">Scores help you to talk with ${header.first} and decide nothing. A low score is no reason to close a case. Compare sheets of one kind only.</p>
${filled.length === 0 ? emptyState({ text: 'No sheet is recorded.' }) : filled.map(one => sheetCard(one, earlierOf(one, filled)))}
${
  mayAdd
    ? buttonGroup(
        (Object.keys(sheets) as SheetKey[]).map(key =>
          button({ text: `Enter a ${sheets[key].title}`, href: hrefOf(header, `/${key}`), kind: 'secondary' }),
        ),
      )
    : null
}`,
  }),
  back: { text: `${header.first}’s record`, href: `/children/${header.address}` },
})

const speakToday = (first: string, filled: readonly FilledSheet[]): Html => {
  const on = filled.find(one => one.speakToday)?.on
  return warningText({
    text: `Speak with ${first} today, and tell the safeguarding lead. On the sheet${on ? ` of ${formatDate(on)}` : ''} item 16, whether life seems worth living, was answered above never.`,
  })
}

const earlierOf = (one: FilledSheet, filled: readonly FilledSheet[]): FilledSheet | undefined =>
  filled.slice(filled.indexOf(one) + 1).find(other => other.sheet === one.sheet)

const sheetCard = (one: FilledSheet, earlier: FilledSheet | undefined): Html => html`<section class="tl-card">
<h2 class="tl-card__title">${sheets[one.sheet].title}${one.on ? `, ${formatDate(one.on)}` : ''}</h2>
${one.missing.length > 0 ? html`<p class="govuk-body">${plural(one.missing.length, 'item was', 'items were')} left empty: ${one.missing.join(', ')}. What they belong to has no total.</p>` : null}
${table({
  caption: `Scores of ${sheets[one.sheet].title}: ${sheets[one.sheet].about}`,
  captionClasses: 'govuk-visually-hidden',
  rowHeader: true,
  columns: [
    { text: 'Part' },
    { text: 'Score' },
    ...(earlier ? [{ text: `Before${earlier.on ? `, ${formatDate(earlier.on)}` : ''}` }] : []),
  ],
  rows: one.scores.map((score, at) => [
    score.name,
    scoreWords(score),
    ...(earlier?.scores[at] ? [scoreWords(earlier.scores[at])] : []),
  ]),
})}
${repliesView(one.known)}<p class="govuk-body-s">${one.said}</p>
</section>`

const scoreWords = ({ score, most, band, concern }: Scored['scores'][number]): string =>
  score === undefined
    ? 'No total: items are missing'
    : `${score} of ${most}${band ? `, ${band}` : ''}${concern ? '. Look closer' : ''}`

/** The boxes of one sheet. The wording of its items belongs to its authors: the worker enters what stands on the sheet. */
export const sheetFormView = (data: SheetFormData | SheetMergeData, csrf: string): PageContent => {
  const { header, sheet } = data
  const { title, about, items } = sheets[sheet]
  // A title stands in the browser's tab and history: it does not name the sheet.
  const named = `Enter a sheet of ${items} items`
  const back = { text: 'Screening', href: hrefOf(header) }
  if ('merging' in data)
    return mergeView(data.merging, { header, title: named, action: hrefOf(header, `/${sheet}`), back }, csrf)
  const { fields, errors, draft, known } = data
  return {
    ...recordPage(header, {
      title: named,
      wide: false,
      error: errors.length > 0,
      top: formErrors(errors),
      body: html`${sharedLines(draft, undefined)}<p class="govuk-body">${title}: ${items} items about ${about}, as ${header.first} answered them on the sheet. Leave out what was left empty.</p>
${form({
  action: hrefOf(header, `/${sheet}`),
  csrf,
  draft: true,
  body: html`${sharedInputs(fields)}${knownFolded(known, { fields, errors })}${dateInput({ id: 'on', name: 'on', legend: 'When was it filled in?', hint: 'For example, 27 3 2026', values: boxesNamed('on', fields), ...errorOf(errors, 'on-day') })}
${Array.from({ length: items }, (_, at) =>
  radios({
    name: `item-${at + 1}`,
    legend: `Item ${at + 1}`,
    classes: 'govuk-radios--inline govuk-radios--small',
    items: answerWords.map((text, value) => ({ text, value: String(value) })),
    value: fields[`item-${at + 1}`] ?? '',
    ...errorOf(errors, `item-${at + 1}`),
  }),
)}
${buttonGroup([button({ text: 'Save the sheet', preventDoubleClick: true }), ...sharedButtons(draft), html`<a class="govuk-link" href="${hrefOf(header)}">Cancel</a>`])}`,
})}`,
    }),
    back,
  }
}

const answerWords = ['Never', 'Some of the time', 'A lot of the time']

/** What the boxes say, item by item; an empty box is a missing answer, anything else than 0, 1 or 2 is one too. */
export const answersIn = (sheet: SheetKey, fields: SheetFormData['fields']): ItemAnswer[] =>
  Array.from({ length: sheets[sheet].items }, (_, at) => {
    const value = fields[`item-${at + 1}`] ?? ''
    return value in answerWords && value !== '' ? (Number(value) as ItemAnswer) : null
  })
