import {
  type FeedState,
  formatClock,
  formatDate,
  formatInstant,
  londonDate,
  plural,
  quietForDays,
} from '../../kernel/index.ts'
import {
  button,
  errorOf,
  type FormError,
  form,
  formErrors,
  type Html,
  html,
  input,
  insetText,
  type PageContent,
  table,
  tag,
} from '../../platform/views/index.ts'
import type { FeedKey } from '../push/feed-keys.actions.ts'
import type { SendingSchool } from '../school-feeds.queries.ts'
import type { NamedSource } from './sources.queries.ts'
import { addressOf } from './sources.view.ts'

/** The schools that send a source by themselves: their keys, and what has just been made or was written wrongly. */
export type SchoolsData = {
  readonly source: NamedSource
  /** Whether each has sent today's register, the quiet ones first. */
  readonly sending: readonly SendingSchool[]
  readonly keys: readonly FeedKey[]
  readonly made?: { readonly id: string; readonly laestab: string; readonly secret: string }
  readonly given?: string
  readonly faults: readonly FormError[]
}

/** The page of the schools that send a source by themselves. */
export const schoolsAddress = (sourceId: string): string => `${addressOf(sourceId)}/schools`

/** "Schools that send it themselves": who has a key, and making and revoking one. */
export const schoolsView = (
  data: SchoolsData,
  { at, csrf }: { readonly at: Date; readonly csrf: string },
): PageContent => {
  const { source, sending, keys, made, given, faults } = data
  const action = schoolsAddress(source.id)
  return {
    title: 'Schools that send it themselves',
    heading: `${source.name}: schools that send it themselves`,
    back: { text: source.name, href: addressOf(source.id) },
    wide: true,
    ...(faults.length > 0 ? { error: true } : {}),
    body: html`${formErrors(faults)}
${made ? madeView(made) : null}
<h2 class="govuk-heading-m">Today’s registers</h2>
${sendingTable(sending, at)}
<h2 class="govuk-heading-m">Keys</h2>
<p class="govuk-body">A school’s own system sends its bundle to <code>/feeds/bundle</code>, signed by the school’s key. A key speaks for its one school. Give it to whoever looks after that system, never by ordinary mail.</p>
${table({
  caption: 'Keys, those in use first',
  captionClasses: 'govuk-visually-hidden',
  rowHeader: true,
  columns: [{ text: 'School' }, { text: 'Key' }, { text: 'Made' }, { text: 'Last bundle' }, { text: 'Revoke' }],
  rows: keys.map(key => [
    key.school ?? key.laestab,
    html`<code>${key.id.slice(0, 8)}</code>`,
    `${formatDate(londonDate(key.madeAt))}${key.madeBy ? `, ${key.madeBy}` : ''}`,
    key.usedAt ? formatInstant(key.usedAt, londonDate(at)) : 'Never',
    key.revokedAt ? `Revoked on ${formatDate(londonDate(key.revokedAt))}` : revokeForm(action, key, csrf),
  ]),
  empty: 'No school has a key yet.',
})}
${form({
  action,
  csrf,
  body: html`${input({ name: 'laestab', label: 'Number of the school', width: 10, value: given ?? '', hint: 'Its authority and its own number: seven digits', ...errorOf(faults, 'laestab') })}
${button({ text: 'Make a key', preventDoubleClick: true })}`,
})}`,
  }
}

const stateWords: Readonly<Record<Exclude<FeedState, 'quiet'>, string>> = { came: 'Came', 'not-due': 'Not due yet' }

const stateOf = ({ state, quietFor = 0 }: SendingSchool): Html | string =>
  state === 'quiet'
    ? tag({ text: quietFor < quietForDays ? 'Quiet' : `Quiet for ${plural(quietFor, 'school day')}`, tone: 'warning' })
    : state
      ? stateWords[state]
      : 'No school day'

const sendingTable = (sending: readonly SendingSchool[], at: Date): Html =>
  table({
    caption: 'Schools that send registers, those first whose register of today is overdue',
    captionClasses: 'govuk-visually-hidden',
    rowHeader: true,
    columns: [
      { text: 'School' },
      { text: 'Due by' },
      { text: 'Today' },
      { text: 'Latest register' },
      { text: 'It came' },
    ],
    rows: sending.map(one => [
      one.school,
      formatClock(one.dueBy),
      stateOf(one),
      one.on ? formatDate(one.on) : 'None yet',
      html`${one.cameAt ? formatInstant(one.cameAt, londonDate(at)) : 'Never'}${one.problem ? html`<br>${one.problem}` : null}`,
    ]),
    empty: 'No school has sent a register yet.',
  })

const madeView = ({ id, laestab, secret }: NonNullable<SchoolsData['made']>): Html =>
  insetText({
    body: html`<p class="govuk-body">The key of school ${laestab} is made. Its secret is shown this once: copy it now.</p>
<p class="govuk-body">Key: <code>${id}</code></p>
<p class="govuk-body">Secret: <code>${secret}</code></p>`,
  })

const revokeForm = (action: string, key: FeedKey, csrf: string): Html =>
  form({
    action: `${action}/revoke`,
    csrf,
    body: html`<input type="hidden" name="key" value="${key.id}">
${button({ text: html`Revoke<span class="govuk-visually-hidden"> the key ${key.id.slice(0, 8)} of ${key.school ?? key.laestab}</span>`, kind: 'secondary' })}`,
  })
