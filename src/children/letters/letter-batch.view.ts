import { plural } from '../../kernel/index.ts'
import { button, buttonGroup, emptyState, form, html, type PageContent } from '../../platform/views/index.ts'
import { type Letter, letterView } from './letter.view.ts'

/** A letter of a batch, under words of its own in a form: nothing of whom it is about. */
type BatchLetter = { readonly ref: string; readonly letter: Letter }
export type LetterBatch = {
  readonly back: NonNullable<PageContent['back']>
  readonly letters: readonly BatchLetter[]
  /** How many more are due that the gate lets go to no address. */
  readonly held: number
}

/** Letters to print, each on its own page, to where the gate let them go as this page was loaded; and the form that says that they have gone. */
export const letterBatchView = (
  { back, letters, held }: LetterBatch,
  { action, csrf }: { readonly action: string; readonly csrf: string },
): PageContent => ({
  title: 'Letters to print',
  heading: 'Letters to print',
  back,
  body: html`${held > 0 ? html`<p class="govuk-body tl-noprint">${plural(held, 'letter is', 'letters are')} not here, because no address may be printed: ask the family or the duty team first.</p>` : null}${
    letters.length === 0
      ? emptyState({ text: 'No letter is ready to go.' })
      : html`<div class="tl-noprint">${form({
          action,
          csrf,
          body: html`<p class="govuk-body">Print this page, or the PDF, today: what stops a letter may change by tomorrow. Then say that they have gone.</p>${letters.map(({ ref }) => html`<input type="hidden" name="letter" value="${ref}">`)}${buttonGroup(
            [
              button({
                text: `${plural(letters.length, 'letter has', 'letters have')} gone`,
                name: 'way',
                value: 'gate',
                preventDoubleClick: true,
              }),
              button({ text: 'Save them as one PDF', kind: 'secondary', name: 'way', value: 'pdf' }),
            ],
          )}`,
        })}</div>
${letters.map(one => letterView(one.letter))}`
  }`,
})
