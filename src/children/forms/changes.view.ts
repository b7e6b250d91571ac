import { formatInstant } from '../../kernel/index.ts'
import { type Html, html, paragraphs, table } from '../../platform/views/index.ts'
import { type Asked, changesBetween } from './merge.ts'
import type { SavedVersion } from './open-form.actions.ts'

/** One saving of a form, and what it changed of the version before; nothing in the first. */
export type VersionChanges = Pick<SavedVersion, 'by' | 'at'> & {
  readonly changes: readonly { readonly label: string; readonly before: string; readonly after: string }[]
}
/** What each version changed of the one before, the newest first. */
export const versionChanges = (asked: readonly Asked[], versions: readonly SavedVersion[]): VersionChanges[] =>
  versions
    .map(({ by, at, fields }, n) => {
      const before = versions[n - 1]
      return { by, at, changes: before ? changesBetween(asked, before.fields, fields) : [] }
    })
    .reverse()

/** Each saving of a form with what it changed, side by side with what stood before. */
export const changesList = (versions: readonly VersionChanges[]): Html =>
  html`${versions.map(
    ({ by, at, changes }, n) =>
      html`<h2 class="govuk-heading-m">${formatInstant(at)}, ${by}</h2>${
        n === versions.length - 1 ? html`<p class="govuk-body">Written for the first time.</p>` : changesTable(changes)
      }`,
  )}`
/** What changed, question by question, before and then. */
export const changesTable = (changes: VersionChanges['changes']): Html =>
  changes.length === 0
    ? unchanged
    : table({
        rowHeader: true,
        columns: [{ text: 'About' }, { text: 'Before' }, { text: 'Then' }],
        rows: changes.map(({ label, before, after }) => [label, words(before), words(after)]),
      })
const unchanged = html`<p class="govuk-body">Looked at again, and nothing changed.</p>`
const words = (text: string) => (text.includes('\n') ? paragraphs(text) : text || 'Nothing')
