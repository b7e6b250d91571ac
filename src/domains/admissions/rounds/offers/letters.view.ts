import { type LetterBatch, letterBatchView, lettersAtOnce } from '../../../../children/index.ts'
import { plural } from '../../../../kernel/index.ts'
import {
  button,
  emptyState,
  form,
  type Html,
  html,
  type PageContent,
  table,
  warningText,
} from '../../../../platform/views/index.ts'
import { applicationHref } from '../applications/applications.view.ts'
import type { AdmissionRound } from '../rounds.queries.ts'
import { roundHref } from '../rounds.view.ts'
import type { LetterCounts, LetterDue } from './letters.queries.ts'

export type LettersData = {
  readonly round: AdmissionRound
  readonly counts: LetterCounts
  readonly page: number
  readonly due: readonly (LetterDue & { readonly addressed: boolean })[]
}
export type PrintData = Pick<LetterBatch, 'letters' | 'held'> & { readonly round: AdmissionRound }

/** Letters that refuse name where to appeal: said before they go while nobody has said where that is. */
export const appealsToWarning = (round: AdmissionRound): Html | null =>
  round.appealsTo
    ? null
    : html`${warningText({ text: 'Letters that refuse a place name the clerk to the appeal panels without an address.' })}<p class="govuk-body"><a class="govuk-link" href="${roundHref(round, '/appeals')}">Say where appeals are sent</a> before you print them.</p>`

const sortWords = { outcome: 'The offer, or no place', reminder: 'Reminder', reply: 'What they answered' } as const
/** A letter's own words in a form: nothing of whom it is about. */
export const letterRef = ({ sort, about, application }: Pick<LetterDue, 'sort' | 'about' | 'application'>): string =>
  `${sort}:${about}:${application}`

const sumWords = ({ due, gone, byHand, stopped }: LetterCounts): string =>
  `${plural(due + gone, 'letter')} = ${due} to go + ${gone} gone${byHand > 0 ? ` (${byHand} of them another way)` : ''}.${
    stopped > 0 ? ` Beside them ${plural(stopped, 'is', 'are')} stopped: the record says that the child has died.` : ''
  }`

/** The letters that a round owes, and which of them the gate lets go. */
export const lettersView = ({ round, counts, page, due }: LettersData, csrf: string): PageContent => {
  const ready = due.filter(one => one.addressed).length
  return {
    title: 'Letters',
    heading: `${round.name}: letters`,
    wide: true,
    back: { text: round.name, href: roundHref(round) },
    body: html`${appealsToWarning(round)}<p class="govuk-body">${sumWords(counts)}</p>
${ready > 0 ? button({ text: `Print ${plural(ready, 'letter')} of this page`, href: roundHref(round, `/letters/print?page=${page}`) }) : null}
${
  due.length === 0
    ? emptyState({ text: 'No letter is to go.' })
    : table({
        caption: `Letters to go, by name: ${(page - 1) * lettersAtOnce + 1} to ${(page - 1) * lettersAtOnce + due.length} of ${counts.due}`,
        rowHeader: true,
        columns: [{ text: 'Child' }, { text: 'What it says' }, { text: 'Address' }],
        rows: due.map(one => [
          html`<a class="govuk-link" href="${applicationHref(round, one.application)}">${one.forename} ${one.surname}</a>`,
          sortWords[one.sort],
          one.addressed
            ? 'Ready'
            : form({
                action: roundHref(round, '/letters'),
                csrf,
                body: html`<p class="govuk-body">None is printed: ask the family or the duty team first.</p><input type="hidden" name="letter" value="${letterRef(one)}">${button({ text: 'It went another way', kind: 'secondary', name: 'way', value: 'hand' })}`,
              }),
        ]),
      })
}
${page > 1 || page * lettersAtOnce < counts.due ? html`<p class="govuk-body">${page > 1 ? html`<a class="govuk-link" href="?page=${page - 1}">Earlier in the list</a> ` : null}${page * lettersAtOnce < counts.due ? html`<a class="govuk-link" href="?page=${page + 1}">Further in the list</a>` : null}</p>` : null}`,
  }
}

/** The letters of a page of the list, to print. */
export const printView = ({ round, letters, held }: PrintData, csrf: string): PageContent =>
  letterBatchView(
    { back: { text: 'Letters', href: roundHref(round, '/letters') }, letters, held },
    { action: roundHref(round, '/letters'), csrf },
  )
