import { formatInstant } from '../../../../kernel/index.ts'
import {
  button,
  errorOf,
  type FormError,
  form,
  formErrors,
  type Html,
  html,
  insetText,
  type PageContent,
  table,
  textarea,
} from '../../../../platform/views/index.ts'
import type { AdmissionRound } from '../rounds.queries.ts'
import { roundHref } from '../rounds.view.ts'
import type { Pause } from './pause.actions.ts'

export type PauseData = {
  readonly round: AdmissionRound
  readonly pauses: readonly Pause[]
  readonly why: string
  readonly errors: readonly FormError[]
}

/** "Olwen Pritchard paused it on 4 March 2027 at 10am: …" where a round is paused now. */
export const pausedWords = ([last]: readonly Pause[]): string | undefined =>
  last && !last.opened ? `${last.by} paused this round on ${formatInstant(last.at)}: ${last.why}` : undefined

/** Pauses a round, or opens it again, and shows who did either before. */
export const pauseView = ({ round, pauses, why, errors }: PauseData, csrf: string): PageContent => {
  const paused = pausedWords(pauses)
  const heading = paused ? 'Open the round again' : 'Pause the round'
  return {
    title: heading,
    heading,
    back: { text: round.name, href: roundHref(round) },
    ...(errors.length > 0 ? { error: true } : {}),
    body: html`${formErrors(errors)}${
      paused
        ? insetText({ body: paused })
        : html`<p class="govuk-body">While it is paused no run begins or is approved, and no offers go out, even at their moment. Applications come in and are checked.</p>`
    }
${form({
  action: roundHref(round, '/pause'),
  csrf,
  body: html`${textarea({ name: 'why', label: paused ? 'Why it goes on' : 'Why it is paused', hint: 'It stays on record. Name no child', rows: 3, value: why, ...errorOf(errors, 'why') })}${
    paused
      ? html`<p class="govuk-body">Offers that two people have approved go out within a minute if their moment has passed.</p>`
      : null
  }<input type="hidden" name="paused" value="${paused ? 'yes' : 'no'}">${button({ text: heading, preventDoubleClick: true })}`,
})}${pauses.length === 0 ? null : history(pauses)}`,
  }
}

const history = (pauses: readonly Pause[]): Html =>
  table({
    caption: 'Paused and opened, newest first',
    columns: [{ text: 'Paused' }, { text: 'Why' }, { text: 'Opened again' }, { text: 'Why it goes on' }],
    rows: pauses.map(one => [
      `${formatInstant(one.at)}, ${one.by}`,
      one.why,
      one.opened ? `${formatInstant(one.opened.at)}, ${one.opened.by}` : 'Not yet',
      one.opened?.why ?? '',
    ]),
  })
