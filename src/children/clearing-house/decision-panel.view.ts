import { formatInstant } from '../../kernel/index.ts'
import {
  button,
  choicesIn,
  details,
  form,
  type Html,
  html,
  insetText,
  radios,
  select,
  shortcutsToggle,
} from '../../platform/views/index.ts'
import { answers, decidedWords, reasons, saidWords, skipReasons } from './answer.ts'
import type { CompareData } from './compare-data.ts'
import type { ComparedCase } from './compared.queries.ts'

const keys: Readonly<Partial<Record<string, string>>> = { join: 's', apart: 'd', family: 'f', ask: 'n' }

/** The four answers, none chosen, with what a joining does. */
export const decisionPanel = (data: CompareData, csrf: string): Html => {
  const { about, errors, sent } = data
  return html`${data.place?.openBy ? insetText({ body: `${data.place.openBy} has this open too. Whoever saves first decides.` }) : null}
${viewsOf(about)}
${form({
  action: `/duplicates/${about.uuid}/decision`,
  csrf,
  body: html`<input type="hidden" name="version" value="${about.version}">
${radios({
  name: 'decision',
  legend: 'What are these two records?',
  legendClasses: 'govuk-fieldset__legend--s',
  classes: 'govuk-radios--small',
  items: Object.entries(answers).map(([value, text]) => ({
    value,
    text,
    ...(keys[value] ? { attributes: { 'data-key': keys[value] } } : {}),
  })),
  ...(sent ? { value: sent.decision } : {}),
  ...(errors?.decision ? { error: errors.decision } : {}),
})}
${select({
  name: 'reason',
  label: 'Why',
  hint: 'Needed where the facts speak against your answer.',
  items: [{ text: 'No reason given', value: '' }, ...choicesIn(reasons)],
  ...(sent ? { value: sent.reason } : {}),
  ...(errors?.reason ? { error: errors.reason } : {}),
})}
${button({ text: 'Save and show next', preventDoubleClick: true })}
<p class="govuk-body-s">Nothing changes until you save. After a join, whoever works with either record sees what both say, as far as their work allows. Every value is kept. You can undo a join later.</p>`,
})}
${details({
  summary: 'Skip for now',
  open: errors?.skip !== undefined,
  body: form({
    action: `/duplicates/${about.uuid}/skip`,
    csrf,
    body: html`${select({
      name: 'skip',
      label: 'Why skip it',
      hint: 'After three skips a senior looks at it.',
      items: [{ text: 'Choose a reason', value: '' }, ...choicesIn(skipReasons)],
      ...(errors?.skip ? { error: errors.skip } : {}),
    })}
${button({ text: 'Skip', kind: 'secondary', preventDoubleClick: true })}`,
  }),
})}
${form({
  action: '/duplicates/keys',
  csrf,
  body: shortcutsToggle(
    'S same child, D different children, F same family, N not sure, G to the evidence. Enter saves.',
    data.keys ?? false,
  ),
})}`
}

/** What others said, for the senior who settles it. */
const viewsOf = ({ views }: ComparedCase): Html | null =>
  views.length === 0
    ? null
    : html`<p class="govuk-body">Before you:</p><ul class="govuk-list govuk-list--bullet">${views.map(
        v => html`<li>${v.by}: ${v.answer ? saidWords(v.answer) : 'passed it on'}. ${v.reason}</li>`,
      )}</ul>`

/** A question that has been answered: by whom, when, how, and the way to take it back. */
export const closedPanel = (about: ComparedCase, csrf: string): Html => {
  if (about.answered)
    return html`<p class="govuk-body">You answered this on ${formatInstant(about.answered.at)}: ${saidWords(about.answered.answer)}. Another reviewer looks at some answers before they are carried out.</p>
${form({
  action: `/duplicates/${about.uuid}/take-back`,
  csrf,
  body: button({ text: 'Take my answer back', kind: 'secondary', preventDoubleClick: true }),
})}`
  const undoable = ['joined', 'apart', 'family'].includes(about.state)
  const when = about.decided
    ? `${about.decided.by ?? 'Nobody'} decided this on ${formatInstant(about.decided.at)}: `
    : ''
  return undoable
    ? html`<p class="govuk-body">${when}${decidedWords(about.state)}.</p>${about.state === 'joined' ? html`<p class="govuk-body"><a class="govuk-link" href="/duplicates/${about.uuid}/values">Choose which values are shown</a></p>` : null}${button({ text: 'Undo this', href: `/duplicates/${about.uuid}/undo`, kind: 'secondary' })}`
    : html`<p class="govuk-body">There is nothing to decide here any more. What the sources say has changed, or a decision was undone.</p>`
}
