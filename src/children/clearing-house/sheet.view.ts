import { formatInstant } from '../../kernel/index.ts'
import { details, evidenceBoxes, type Html, html, summaryList } from '../../platform/views/index.ts'
import { decidedWords } from './answer.ts'
import type { ComparedCase } from './compared.queries.ts'
import type { EvidenceSheet } from './evidence-sheet.ts'
import { signed, weightTable } from './score.view.ts'

const closenessWords = {
  same: 'Same',
  similar: 'Similar',
  different: 'Different',
  'only-in-one': 'Only in one',
} as const

/** "What it was decided on": the page's own words at that moment, whatever the sources say since. Shown and printed without a value of either record. */
export const sheetPart = (sheet: EvidenceSheet, { decided, state }: ComparedCase): Html => html`
<h2 class="govuk-heading-m">What it was decided on</h2>
<p class="govuk-body">${state === 'undone' || !decided ? 'What this page said when the question was answered.' : `${decided.by ?? 'Nobody'} decided this on ${formatInstant(decided.at)}: ${decidedWords(state)}. This page then said:`}</p>
${evidenceBoxes(sheet)}
${summaryList({
  rows: Object.entries(closenessWords).flatMap(([closeness, key]) => {
    const labels = sheet.facts.filter(fact => fact.closeness === closeness).map(fact => fact.label)
    return labels.length > 0 ? [{ key, value: labels.join(', ') }] : []
  }),
})}
${details({
  summary: 'How the system scored this then',
  body: html`<p class="govuk-body">The two scored ${signed(sheet.bits)} in all, by the rules of version ${sheet.model}.</p>${weightTable(sheet.weights)}`,
})}
<h2 class="govuk-heading-m">What the sources say now</h2>`
