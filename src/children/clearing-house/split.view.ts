import { formatDate, londonDate } from '../../kernel/index.ts'
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
} from '../../platform/views/index.ts'
import type { PartOfRecord, Splitting } from './split.queries.ts'

/** The most source records that one page can part. */
export const mostParts = 40

/** Where a record belongs, in the words of the form. None is the default. */
export const places = { a: 'Child A', b: 'Child B', unsure: 'Not sure' } as const

export const splitReasons = {
  family: 'I asked the family',
  service: 'I asked the school or service',
  document: 'I saw documents of two children',
  record: 'What the records say',
} as const

export type SplitData = {
  readonly about: Splitting
  readonly errors?: Readonly<Record<string, string>>
  readonly sent?: Readonly<Record<string, string>>
}

/** "Which records belong to which child?": each source's record with the child it is about. */
export const splitView = (
  { about, errors = {}, sent = {} }: SplitData,
  { csrf }: { readonly csrf: string },
): PageContent => {
  const problems = Object.entries(errors).map(([field, text]) => ({ text, href: `#${field}` }))
  const back = { text: 'Back to the question', href: `/duplicates/${about.uuid}` }
  return {
    title: 'Split a record',
    heading: 'Which records belong to which child?',
    wide: true,
    error: problems.length > 0,
    back,
    body: html`${problems.length > 0 ? errorSummary({ errors: problems }) : null}
${
  about.open && about.parts.length > 1
    ? html`<p class="govuk-body">These records of services are on one record now. If they are two children’s, say of each whose it is. What you are not sure of goes with the child that it agrees with most.</p>
${splitForm(about, { errors, sent, csrf })}`
    : emptyState({
        text: about.answered
          ? 'You answered this. Another reviewer looks at some answers before they are carried out.'
          : about.open
            ? 'This record rests on one source’s record, so there is nothing to part.'
            : 'There is nothing to part here any more. Somebody decided, or what the sources say has changed.',
        next: { text: back.text, href: back.href },
      })
}`,
  }
}

type Parts = {
  readonly errors: Readonly<Record<string, string>>
  readonly sent: Readonly<Record<string, string>>
  readonly csrf: string
}
const splitForm = (about: Splitting, { errors, sent, csrf }: Parts): Html =>
  form({
    action: `/duplicates/${about.uuid}/split`,
    csrf,
    body: html`<input type="hidden" name="version" value="${about.version}">
${about.parts.slice(0, mostParts).map((part, at) => partChoice(part, at, errors, sent))}
<h2 class="govuk-heading-m">What a split does</h2>
<ul class="govuk-list govuk-list--bullet">
<li>Each child gets their own facts back, with who said them and when. Nothing is lost, and both histories stay.</li>
<li>The child whose record was there first keeps its address. Restrictions hold for both until a person decides.</li>
<li>What people wrote since then stands on both, and waits under “Whose is this?” for somebody who may read it.</li>
<li>Everybody who opened the record since then is told that it was two children’s. Who began to work with it is asked which child they mean.</li>
<li>Some splits wait for another reviewer, who does not see your answer.</li>
</ul>
${select({
  name: 'reason',
  label: 'Why',
  items: [{ text: 'Choose a reason', value: '' }, ...choicesIn(splitReasons)],
  ...(sent.reason ? { value: sent.reason } : {}),
  ...(errors.reason ? { error: errors.reason } : {}),
})}
${button({ text: 'Split the record', kind: 'warning', preventDoubleClick: true })}`,
  })

const partChoice = (
  { source, since, facts }: PartOfRecord,
  at: number,
  errors: Parts['errors'],
  sent: Parts['sent'],
): Html => {
  const name = `part${at}`
  return radios({
    name,
    legend: `Record ${at + 1}: ${source}, since ${formatDate(londonDate(since))}`,
    legendClasses: 'govuk-fieldset__legend--s',
    classes: 'govuk-radios--inline',
    hint: facts.map(fact => `${fact.name}: ${fact.value}`).join('. '),
    items: choicesIn(places),
    ...(sent[name] ? { value: sent[name] } : {}),
    ...(errors[name] ? { error: errors[name] } : {}),
  })
}
