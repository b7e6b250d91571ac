import { sizeWords } from '../../../children/index.ts'
import { formatInstant } from '../../../kernel/index.ts'
import {
  button,
  errorOf,
  type FormError,
  fileUpload,
  form,
  type Html,
  html,
  insetText,
} from '../../../platform/views/index.ts'
import { mostPapers } from './paper-limits.ts'
import type { Paper } from './papers.queries.ts'

/** A family's papers of one application: which it sent, and the form that sends more, while they are taken. */
export const ownPapers = (
  papers: readonly Paper[],
  {
    action,
    csrf,
    takes,
    goBack,
    errors,
  }: { action: string; csrf: string; takes: boolean; goBack: boolean; errors: readonly FormError[] },
): Html | null =>
  papers.length === 0 && !takes
    ? null
    : html`<h2 class="govuk-heading-m" id="papers-sent">Papers</h2>
${papers.length === 0 ? html`<p class="govuk-body">You have sent no papers.</p>` : html`<ul class="govuk-list govuk-list--bullet">${papers.map(one => html`<li>${one.name} (${sizeWords(one.bytes)}), sent ${formatInstant(one.addedAt)}${goBack ? form({ action: `${action}/take-back`, csrf, body: html`<input type="hidden" name="paper" value="${one.address}">${button({ text: html`Take back<span class="govuk-visually-hidden"> ${one.name}</span>`, kind: 'secondary', preventDoubleClick: true })}` }) : null}</li>`)}</ul>`}
${
  takes && papers.length < mostPapers
    ? form({
        action,
        csrf,
        multipart: true,
        body: html`${fileUpload({
          name: 'papers',
          label: 'Send papers that show what you say',
          hint: 'For example a photograph or a PDF of a council tax bill or a birth certificate, each smaller than 10 MB. Only those who check applications open them. We delete them a year after offer day.',
          multiple: true,
          ...errorOf(errors, 'papers'),
        })}${button({ text: 'Send the papers', kind: 'secondary', preventDoubleClick: true })}`,
      })
    : null
}`

/** The papers of an application as an officer opens them; where the address is protected nobody opens what may tell it. */
export const officerPapers = (papers: readonly Paper[], hrefOf: (paper: Paper) => string, isProtected: boolean): Html =>
  html`<h2 class="govuk-heading-m">Papers</h2>
${
  papers.length === 0
    ? html`<p class="govuk-body">The family sent no papers.</p>`
    : isProtected
      ? insetText({ body: 'The family sent papers. They may say where the child lives, so they are not shown.' })
      : html`<ul class="govuk-list govuk-list--bullet">${papers.map(one => html`<li><a class="govuk-link" href="${hrefOf(one)}">${one.name}</a> (${sizeWords(one.bytes)}), sent ${formatInstant(one.addedAt)}</li>`)}</ul>`
}`
