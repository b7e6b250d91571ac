import { formatInstant, londonDate, upperFirst } from '../../kernel/index.ts'
import {
  button,
  emptyState,
  form,
  type Html,
  html,
  type PageContent,
  pagination,
  table,
} from '../../platform/views/index.ts'
import { answers, decidedWords, saidWords } from './answer.ts'
import type { DecidedCase, WaitingAnswer } from './cases.queries.ts'
import type { ComparedCase } from './compared.queries.ts'

/** Decisions, the last first; one more than a page shows tells that there are more. */
export type DecidedData = {
  readonly cases: readonly DecidedCase[]
  readonly page: number
  readonly more: boolean
  /** The reader's own answers that nobody has carried out yet. */
  readonly waiting: readonly WaitingAnswer[]
}

const back = { text: 'Back to possible duplicates', href: '/duplicates' }

/** "Decided": what was answered by whom, with the way to take it back. */
export const decidedView = (
  { cases, page, more, waiting }: DecidedData,
  { at }: { readonly at: Date },
): PageContent => ({
  title: 'Decided duplicates',
  heading: 'Decided',
  wide: true,
  back,
  body: html`<p class="govuk-body"><a class="govuk-link" href="/splits">Whose is this? What was written before a record came apart</a></p>
${page === 1 ? ownAnswers(waiting, at) : null}
${
  cases.length === 0
    ? emptyState({ text: 'Nothing has been decided yet.', next: { text: 'See what waits', href: '/duplicates' } })
    : table({
        caption: 'Decisions, the last first',
        columns: [{ text: 'When' }, { text: 'Decision' }, { text: 'Why' }, { text: 'By' }, { text: 'Look and undo' }],
        rows: cases.map(one => [
          formatInstant(one.at, londonDate(at)),
          one.was ? `Undone. It was: ${saidWords(one.was.answer)}` : upperFirst(decidedWords(one.state)),
          one.was?.reason ?? one.reason ?? 'Not recorded',
          one.was ? `${one.was.by}. Undone by ${one.by ?? 'somebody'}` : (one.by ?? 'Not recorded'),
          linksOf(one),
        ]),
      })
}
${
  page > 1 || more
    ? pagination({
        label: 'Pages of decisions',
        ...(page > 1 ? { previous: { href: `/duplicates/decided?page=${page - 1}` } } : {}),
        ...(more ? { next: { href: `/duplicates/decided?page=${page + 1}` } } : {}),
      })
    : null
}`,
})

/** What was undone can be looked at alone: the question was asked anew. */
const linksOf = ({ uuid, state, at }: DecidedCase): Html => {
  const link = (to: string, text: string, rest: string) =>
    html`<a class="govuk-link" href="/duplicates/${uuid}${to}">${text}<span class="govuk-visually-hidden"> ${rest} ${formatInstant(at)}</span></a> `
  return html`${link('', 'Look', 'at the decision of')}${state === 'undone' ? null : link('/undo', 'Undo', 'the decision of')}${state === 'joined' ? link('/values', 'Values', 'that the record shows which was joined') : null}`
}

const ownAnswers = (waiting: readonly WaitingAnswer[], at: Date): Html | null =>
  waiting.length === 0
    ? null
    : table({
        caption: 'Your answers that wait for another reviewer',
        columns: [{ text: 'When' }, { text: 'Your answer' }, { text: 'Look and take back' }],
        rows: waiting.map(one => [
          formatInstant(one.at, londonDate(at)),
          answers[one.answer],
          html`<a class="govuk-link" href="/duplicates/${one.uuid}">Look<span class="govuk-visually-hidden"> at your answer of ${formatInstant(one.at)}</span></a>`,
        ]),
      })

const effects: Readonly<Record<string, string>> = {
  joined:
    'The two records come apart again, each with its own address, facts and workers. Restrictions hold for both. What was written since the join waits under “Whose is this?”, each part for somebody who may read it, and everybody who looked is told.',
  apart: 'That they are different children is forgotten.',
  family:
    'That they are different children of one family is forgotten, and they leave the family that the decision made.',
}

/** A decision that may be taken back: the record's address where the two are one now, and whether one record was split by it. */
export type Undoing = ComparedCase & { readonly address?: string | undefined; readonly split?: boolean }

/** Asks before a decision is taken back. */
export const undoView = (about: Undoing, { csrf }: { readonly csrf: string }): PageContent => ({
  title: 'Undo this decision',
  heading: 'Undo this decision?',
  back: { text: 'Back to decided', href: '/duplicates/decided' },
  body: html`<p class="govuk-body">${about.decided ? `${about.decided.by ?? 'Nobody'} decided on ${formatInstant(about.decided.at)}: ${decidedWords(about.state)}.` : ''}</p>
<p class="govuk-body">${effects[about.state] ?? ''} The question is then asked again.</p>
${form({
  action: `/duplicates/${about.uuid}/undo`,
  csrf,
  body: html`<input type="hidden" name="version" value="${about.version}">${button({ text: 'Undo the decision', kind: 'warning', preventDoubleClick: true })}`,
})}
${
  about.split
    ? html`<h2 class="govuk-heading-m">Or put the two together again</h2>
<p class="govuk-body">If the split was a mistake, undo it and join the two at once. What either record says stays.</p>
${form({
  action: `/duplicates/${about.uuid}/undo`,
  csrf,
  body: html`<input type="hidden" name="version" value="${about.version}"><input type="hidden" name="together" value="yes">${button({ text: 'Undo the split and join them', kind: 'secondary', preventDoubleClick: true })}`,
})}`
    : null
}
${
  about.state === 'joined' && about.address
    ? html`<h2 class="govuk-heading-m">Or split it another way</h2>
<p class="govuk-body">If the two records were mixed before they were joined, say of each source’s record whose it is.</p>
${form({
  action: `/duplicates/part/${about.address}`,
  csrf,
  body: button({ text: 'Say which records are whose', kind: 'secondary', preventDoubleClick: true }),
})}`
    : null
}
<p class="govuk-body"><a class="govuk-link" href="/duplicates/decided">Leave it as it is</a></p>`,
})
