import { formatDate, formatInstant, isPlainDate, londonDate, plural } from '../../kernel/index.ts'
import type { Identity } from '../../linkage/index.ts'
import { emptyState, errorSummary, html, type PageContent, table } from '../../platform/views/index.ts'
import { chooseWords, type Halves, trayItem } from '../splitting/index.ts'
import type { HalfRecord, ListedSplit, Tray } from './tray.queries.ts'

const back = { text: 'Back to possible duplicates', href: '/duplicates' }

/** "Whose is this?": records that came apart, with what was written meanwhile. */
export const splitsView = (splits: readonly ListedSplit[], { at }: { readonly at: Date }): PageContent => ({
  title: 'Whose is this?',
  heading: 'Whose is this?',
  wide: true,
  back,
  body:
    splits.length === 0
      ? emptyState({
          text: 'Nothing waits for you to say whose it is. What services wrote is asked of who wrote it.',
          next: { text: 'See what was decided', href: '/duplicates/decided' },
        })
      : html`<p class="govuk-body">These were written while two records were one. What services wrote is not here: whoever wrote it is asked.</p>
${table({
  caption: 'Records that came apart, the oldest first',
  columns: [{ text: 'Came apart' }, { text: 'By' }, { text: 'Waits' }],
  rows: splits.map(one => [
    html`<a class="govuk-link" href="/splits/${one.uuid}">${formatInstant(one.at, londonDate(at))}</a>`,
    one.by ?? 'Not recorded',
    plural(one.waits, 'note'),
  ]),
})}`,
})

/** What a page of one split shows; `wrong` is the entry that was answered with nothing. */
export type TrayData = { readonly tray: Tray; readonly wrong?: string }

/** One split: each thing with its suggestion and the question whose it is. */
export const trayView = (
  { tray, wrong }: TrayData,
  { at, csrf }: { readonly at: Date; readonly csrf: string },
): PageContent => ({
  title: 'Whose is this?',
  heading: 'Whose is this?',
  lead: `${tray.by ?? 'Somebody'} split the record ${formatInstant(tray.at, londonDate(at))}.`,
  error: wrong !== undefined,
  back: { text: 'Back to the records that came apart', href: '/splits' },
  body: html`${wrong ? errorSummary({ errors: [{ text: chooseWords, href: `#to-${wrong}` }] }) : null}
${
  tray.items.length === 0
    ? emptyState({ text: 'All of it has an answer.', next: { text: 'Back to what waits', href: '/splits' } })
    : html`<p class="govuk-body">Until you answer, it stands on both records. What you take from a record stays in its history.</p>
${tray.items.map(item => trayItem(item, halvesOf(tray), { action: `/splits/${tray.uuid}/${item.entry}`, csrf, at, wrong }))}`
}`,
})

const halvesOf = ({ a, b }: Tray): Halves => ({
  a: { name: 'Record A', hint: hintOf(a) },
  b: { name: 'Record B', hint: hintOf(b) },
})

const hintOf = ({ identities }: HalfRecord): string => {
  const said = [...new Set(identities.map(wordsOf).filter(words => words !== ''))]
  return said.length > 0 ? said.join('; ') : 'Nothing recorded'
}

const wordsOf = ({ forename, surname, birthDate, house, street, postcode }: Identity): string =>
  [
    [forename, surname].filter(Boolean).join(' '),
    birthDate ? `born ${isPlainDate(birthDate) ? formatDate(birthDate) : birthDate}` : '',
    [house, street].filter(Boolean).join(' '),
    postcode,
  ]
    .filter(Boolean)
    .join(', ')
