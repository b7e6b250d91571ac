import { deskPage, listOverseenShields, type OverseenShield, type Route } from '../../access/index.ts'
import { formatDate, formatInstant, formatNumber, londonDate, type PlainDate, plural } from '../../kernel/index.ts'
import { emptyState, type Html, html, table, tag } from '../../platform/views/index.ts'
import { keptWords } from './kept-record.view.ts'

type Overseen = { readonly shields: readonly OverseenShield[]; readonly more: boolean; readonly at: Date }

/**
 * What is kept to named people, for the Caldicott guardian: that it was done, by whom, until when, and whether enough of the named work here. Nothing by
 * which the record could be found: whoever is asked about it is the person who did it, by the reference that the named read too.
 */
export const overseenPage: Route = deskPage({
  path: '/kept-records',
  purpose: 'oversee what is kept to named people',
  nav: 'urgent-reviews',
  right: 'review-urgent',
  actor: 'approvals',
  load: async (command): Promise<Overseen> => ({ ...(await listOverseenShields(command)), at: command.at }),
  answer: data => ({
    page: { title: 'Kept to named people', heading: 'Kept to named people', body: overseenView(data) },
  }),
  examples: {
    usual: { shields: exampleShields(), more: false, at: new Date('2026-05-06T07:15:00Z') },
    'more than is shown': { shields: exampleShields().slice(0, 2), more: true, at: new Date('2026-05-06T07:15:00Z') },
    'nothing is kept': { shields: [], more: false, at: new Date('2026-05-06T07:15:00Z') },
  },
})

const overseenView = ({ shields, more, at }: Overseen): Html => {
  const today = londonDate(at)
  return html`<p class="govuk-body">What somebody who works with a child keeps to a few people, and what was opened again in the last 90 days. Whose record it is stands nowhere here: ask whoever did it, by the reference.</p>
${more ? html`<p class="govuk-body">There are more than the ${formatNumber(shields.length)} shown. Those to be looked at first are here; the others follow as these are looked at.</p>` : null}
${
  shields.length === 0
    ? emptyState({ text: 'Nobody keeps a record to named people by hand.' })
    : table({
        caption: 'Kept by hand',
        columns: [{ text: 'Reference' }, { text: 'What' }, { text: 'Who' }, { text: 'To be looked at by' }],
        rows: shields.map(one => [
          one.shield.slice(0, 8),
          keptWords[one.kind]('the child').text,
          html`${one.by}, ${formatInstant(one.since, today)}. ${namedWords(one)}${one.renamedAt ? ` Names changed by ${one.renamedBy ?? 'a colleague'}, ${formatInstant(one.renamedAt, today)}.` : ''}`,
          endWords(one, today),
        ]),
      })
}`
}

const namedWords = ({ named, working }: OverseenShield): string =>
  `${plural(named, 'person', 'people')} named${working < named ? `, ${working} of them working here still` : ''}.`

const endWords = (one: OverseenShield, today: PlainDate): Html => {
  if (one.endedAt) return html`Opened again by ${one.endedBy ?? 'a colleague'}, ${formatInstant(one.endedAt, today)}`
  const tags = [
    ...(one.reviewOn && one.reviewOn < today ? [tag({ text: 'Overdue', tone: 'stop' })] : []),
    ...(one.working < 2 ? [tag({ text: 'Too few work here', tone: 'stop' })] : []),
    ...(one.askedAt ? [tag({ text: 'Asked to open it', tone: 'warning' })] : []),
  ]
  return html`${one.reviewOn ? formatDate(one.reviewOn) : 'No day'}${tags.map(each => html`<div>${each}</div>`)}`
}

function exampleShields(): OverseenShield[] {
  const one: OverseenShield = {
    shield: '0a5ef2c4-9f3b-4c55-9f0e-0d5f3a7f1c71',
    kind: 'restricted',
    by: 'Priya Raman',
    since: new Date('2026-04-30T14:20:00Z'),
    reviewOn: '2026-07-29' as PlainDate,
    ...{ named: 3, working: 3, renamedBy: null, renamedAt: null, askedAt: null, endedBy: null, endedAt: null },
  }
  return [
    { ...one, reviewOn: '2026-05-01' as PlainDate, named: 2, working: 1 },
    { ...one, kind: 'sealed', renamedBy: 'Dawn Hughes', renamedAt: new Date('2026-05-03T10:00:00Z') },
    { ...one, kind: 'protected', askedAt: new Date('2026-05-04T09:05:00Z') },
    { ...one, endedBy: 'Dawn Hughes', endedAt: new Date('2026-05-05T09:05:00Z') },
  ]
}
