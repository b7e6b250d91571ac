import { formatDate, lowerFirst, plural } from '../../kernel/index.ts'
import {
  button,
  choicesIn,
  emptyState,
  errorSummary,
  form,
  type Html,
  html,
  type PageContent,
  radios,
  select,
  summaryList,
  versionOf,
} from '../../platform/views/index.ts'
import {
  type Conflicting,
  choiceReasons,
  fieldOf,
  type Offered,
  offered,
  type SeveralErrors,
} from '../conflicts/index.ts'
import { aboutFact } from '../golden-record/index.ts'

/** What the sources of a record that was joined just now tell differently. */
export type ValuesData = {
  readonly uuid: string
  readonly conflicts: readonly Conflicting[]
  readonly errors?: SeveralErrors
  readonly sent?: Readonly<Record<string, string>>
}

/** Changes with whatever the page shows: choices between older values are not saved. */
export const versionOfValues = (conflicts: readonly Conflicting[]): string =>
  versionOf(conflicts.map(one => [one.uuid, one.version]))

/** "Which values do we show?": after a join, each fact on which its sources differ, with what the record's rule shows chosen beforehand. */
export const valuesView = (
  { uuid, conflicts, errors = {}, sent }: ValuesData,
  { csrf }: { readonly csrf: string },
): PageContent => {
  const problems = Object.entries(errors).map(([field, text]) => ({ text, href: `#${field}` }))
  return {
    title: 'Which values do we show?',
    heading: 'Which values do we show?',
    ...(conflicts.length > 0
      ? { lead: `The two records are one now, and its sources differ on ${plural(conflicts.length, 'fact')}.` }
      : {}),
    error: problems.length > 0,
    back: { text: 'Back to possible duplicates', href: '/duplicates' },
    body:
      conflicts.length === 0
        ? emptyState({
            text: 'The sources of this record differ on nothing that waits to be chosen.',
            next: { text: 'See what waits', href: '/duplicates' },
          })
        : html`${problems.length > 0 ? errorSummary({ errors: problems }) : null}
<p class="govuk-body">The record keeps every value. What you choose is shown until a source says something new, and can be undone under “Chosen”. What you leave waits under “Conflicts”, where a source can be asked. If the values show that these are two children, <a class="govuk-link" href="/duplicates/${uuid}/undo">undo the join</a>.</p>
${whoRows(conflicts)}
${form({
  action: `/duplicates/${uuid}/values`,
  csrf,
  body: html`<input type="hidden" name="version" value="${versionOfValues(conflicts)}">
${conflicts.map(one => factRadios(one, errors, sent))}
${select({
  name: 'reason',
  label: 'Why',
  hint: 'Needed where you choose another value than the rule.',
  items: [{ text: 'No reason given', value: '' }, ...choicesIn(choiceReasons)],
  ...(sent ? { value: sent.reason ?? '' } : {}),
  ...(errors.reason ? { error: errors.reason } : {}),
})}
${button({ text: 'Save and show next', preventDoubleClick: true })}`,
})}`,
  }
}

/** Who the child is, by what nobody has to choose. */
const whoRows = (conflicts: readonly Conflicting[]): Html | null => {
  const rows = (['name', 'birth'] as const)
    .filter(fact => conflicts.every(one => one.fact !== fact))
    .flatMap(fact => {
      const words = conflicts[0] && aboutFact[fact].said(conflicts[0].record)?.values[0]?.words
      return words ? [{ key: aboutFact[fact].name, value: words }] : []
    })
  return rows.length > 0 ? summaryList({ rows }) : null
}

const factRadios = (
  { fact, said }: Conflicting,
  errors: SeveralErrors,
  sent: Readonly<Record<string, string>> | undefined,
): Html => {
  const field = fieldOf(fact)
  return radios({
    name: field,
    legend: aboutFact[fact].name,
    legendClasses: 'govuk-fieldset__legend--s',
    classes: 'govuk-radios--small',
    items: [
      ...offered(said?.values ?? []).map((value, at) => ({
        value: String(at),
        text: value.words,
        hint: hintOf(value, aboutFact[fact].rule),
      })),
      { value: 'later', text: 'Leave it for later' },
    ],
    value: sent ? (sent[field] ?? '') : '0',
    ...(errors[field] ? { error: errors[field] } : {}),
  })
}

const hintOf = ({ tellers, shown }: Offered, rule: string): string => {
  const told = tellers.map(({ said, on }) => `${said}, ${formatDate(on)}`).join('; ')
  return shown ? `${told}. Shown by the rule: ${lowerFirst(rule)}.` : told
}

/** The sources say something else by now, or somebody chose first: nothing was saved. */
export const valuesLateView = (uuid: string): PageContent => ({
  title: 'Your choices were not saved',
  heading: 'Your choices were not saved',
  error: true,
  back: { text: 'Back to possible duplicates', href: '/duplicates' },
  body: html`<p class="govuk-body">What the sources say of this record has changed since you opened the page, or somebody chose before you. Your choices were not saved.</p>
<p class="govuk-body"><a class="govuk-link" href="/duplicates/${uuid}/values">Look at the values as they are now</a></p>`,
})
