import { formatInstant, londonDate, plural } from '../../kernel/index.ts'
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
import { aboutFact, type HeadFact } from '../golden-record/index.ts'

/** One choice, or all that a rule chose at once. */
export type DecidedConflict = {
  readonly uuid: string
  readonly fact: HeadFact
  readonly reason: string
  readonly by: string | undefined
  readonly at: Date
  /** How many were decided at once, under a rule or of one record that was joined; undefined for a choice by itself. */
  readonly many: number | undefined
  /** Of how many different facts. */
  readonly facts: number
}
export type DecidedData = {
  readonly choices: readonly DecidedConflict[]
  readonly page: number
  readonly more: boolean
}

/** "Chosen": what was decided by whom, with the way to take it back. */
export const decidedView = (
  { choices, page, more }: DecidedData,
  { at, csrf }: { readonly at: Date; readonly csrf: string },
): PageContent => ({
  title: 'Chosen values',
  heading: 'Chosen',
  wide: true,
  back: { text: 'Back to conflicts', href: '/conflicts' },
  body: html`${
    choices.length === 0
      ? emptyState({ text: 'Nothing has been chosen yet.', next: { text: 'See what waits', href: '/conflicts' } })
      : table({
          caption: 'Choices, the last first',
          columns: [{ text: 'When' }, { text: 'Fact' }, { text: 'Why' }, { text: 'By' }, { text: 'Look and undo' }],
          rows: choices.map(one => [
            formatInstant(one.at, londonDate(at)),
            whatOf(one),
            one.reason,
            one.by ?? 'Not recorded',
            one.many === undefined ? look(one) : undoMany(one, csrf),
          ]),
        })
  }
${
  page > 1 || more
    ? pagination({
        label: 'Pages of choices',
        ...(page > 1 ? { previous: { href: `/conflicts/decided?page=${page - 1}` } } : {}),
        ...(more ? { next: { href: `/conflicts/decided?page=${page + 1}` } } : {}),
      })
    : null
}`,
})

const whatOf = ({ fact, many, facts }: DecidedConflict): string => {
  if (many === undefined) return aboutFact[fact].name
  return facts > 1 ? `${plural(facts, 'fact')} of one record` : `${aboutFact[fact].name}, ${plural(many, 'record')}`
}

const look = ({ uuid, at }: DecidedConflict): Html =>
  html`<a class="govuk-link" href="/conflicts/${uuid}">Look and undo<span class="govuk-visually-hidden"> the choice of ${formatInstant(at)}</span></a>`

const undoMany = ({ uuid, at }: DecidedConflict, csrf: string): Html =>
  form({
    action: `/conflicts/batches/${uuid}/undo`,
    csrf,
    body: button({
      text: html`Undo all of them<span class="govuk-visually-hidden">, chosen ${formatInstant(at)}</span>`,
      kind: 'secondary',
      preventDoubleClick: true,
    }),
  })
