import { formatInstant, londonDate, plural } from '../../kernel/index.ts'
import { type Html, html, type TaskItem } from '../../platform/views/index.ts'
import type { NoticeKind, WithdrawnWhy } from './child-notice.ts'
import type { Told } from './told.queries.ts'

/** The kind of thing that changed, in words that say nothing of what it is. */
export const noticeWords: Readonly<Record<NoticeKind, string>> = {
  'stopped-attending': 'Away from school without a known reason',
  excluded: 'Suspended or excluded from school',
  'moved-school': 'A change of school',
  'moved-address': 'A change of address',
}
const withdrawnWords: Readonly<Record<WithdrawnWhy, string>> = {
  corrected: 'what we had been told was corrected',
  ended: 'this is no longer so',
  rule: 'the rule behind this was taken back',
}
/** Where what happened is read. */
const pageOf = ({ kind, child }: Told): string =>
  `/children/${child.address}${kind === 'moved-address' ? '' : '/school'}`

/** What rules found, as tasks of Today: each at once, and one summary of the rest. */
export const toldItems = (told: readonly Told[], at: Date): TaskItem[] => {
  const summary = told.filter(one => one.daily && !one.withdrawn)
  return [
    ...told.filter(one => !one.daily || one.withdrawn).map(one => toldItem(one, at)),
    ...(summary.length > 0 ? [summaryItem(summary)] : []),
  ]
}

const toldItem = (told: Told, at: Date): TaskItem => {
  const when = formatInstant(told.at, londonDate(at))
  return {
    title: told.child.name,
    href: pageOf(told),
    hint: told.withdrawn
      ? `${noticeWords[told.kind]}: ${withdrawnWords[told.withdrawn]}, ${when}.`
      : `${noticeWords[told.kind]}, ${when}.`,
    status:
      told.withdrawn === undefined && told.safeguarding ? { tag: 'To know now', tone: 'warning' } : 'For you to know',
  }
}

const summaryItem = (summary: readonly Told[]): TaskItem => ({
  title: 'Your daily summary',
  hint: html`${plural(summary.length, 'change')} told of children you work with:${summary.map(
    (one): Html =>
      html` <a class="govuk-link" href="${pageOf(one)}">${one.child.name}</a>, ${noticeWords[one.kind].toLowerCase()}.`,
  )}`,
  status: 'For you to know',
})
