import { plural } from '../../kernel/index.ts'
import {
  button,
  emptyState,
  errorSummary,
  form,
  type Html,
  html,
  type PageContent,
  radios,
  table,
} from '../../platform/views/index.ts'
import { aboutFact } from '../golden-record/index.ts'
import type { Alike } from './decided.queries.ts'
import { mayDecide, sampleSize, weighRules } from './rule.ts'

/** How many conflicts a rule decides in one go. */
export const mostAtOnce = 1_000

export type AlikeData = { readonly alike: Alike; readonly error?: string }

/** Conflicts of one kind: how far each rule agrees with what the reader chose by hand, and deciding the rest under one of them. */
export const alikeView = ({ alike, error }: AlikeData, { csrf }: { readonly csrf: string }): PageContent => {
  const { fact, toldBy, open, sample } = alike
  const left = sampleSize - sample.length
  const agreeing = weighRules(sample).filter(mayDecide)
  return {
    title: 'Decide under a rule',
    heading: 'Decide under a rule',
    lead: `${aboutFact[fact].name}, told by ${toldBy.join(' and ')}. ${plural(open, 'conflict')} of this kind ${open === 1 ? 'waits' : 'wait'}.`,
    error: error !== undefined,
    back: { text: 'Back to conflicts', href: '/conflicts' },
    body: html`${error ? errorSummary({ errors: [{ text: error, href: '#rule' }] }) : null}
<p class="govuk-body">A rule may decide all of this kind once you have decided ${sampleSize} of them by hand, and the rule would have chosen the same each time. They are drawn, not picked. Where there are fewer, you decide all of them by hand.</p>
${sample.length === 0 ? null : agreement(alike)}
${
  open === 0
    ? emptyState({ text: 'None of this kind waits.', next: { text: 'Back to conflicts', href: '/conflicts' } })
    : left > 0
      ? more(alike, left)
      : agreeing.length === 0
        ? html`<p class="govuk-body">No rule agrees with all that you chose, so each of these needs somebody to look at it.</p>${nextButton(alike)}`
        : ruleForm(alike, agreeing, { csrf, error })
}`,
  }
}

const agreement = ({ sample }: Alike): Html =>
  table({
    caption: `Your last ${plural(sample.length, 'choice')} by hand, and what each rule would have chosen`,
    columns: [{ text: 'Rule' }, { text: 'Chose the same', numeric: true }],
    rowHeader: true,
    rows: weighRules(sample).map(({ rule, agreed, of }) => [rule.sentence, `${agreed} of ${of}`]),
  })

const more = (alike: Alike, left: number): Html =>
  html`<p class="govuk-body">You decided ${alike.sample.length} by hand. ${alike.open < left ? 'Decide the rest by hand: there are too few for a rule.' : `Decide ${left} more, then a rule may follow.`}</p>${nextButton(alike)}`

const nextButton = ({ next }: Alike): Html | null =>
  next ? button({ text: 'Decide the next by hand', href: `/conflicts/${next}` }) : null

type Parts = { readonly csrf: string; readonly error: string | undefined }
const ruleForm = (alike: Alike, agreeing: ReturnType<typeof weighRules>, { csrf, error }: Parts): Html =>
  form({
    action: `/conflicts/alike/${alike.uuid}`,
    csrf,
    body: html`${radios({
      name: 'rule',
      legend: 'Which rule decides the rest?',
      hint: 'Only rules that agree with all that you chose stand here.',
      items: agreeing.map(({ rule }) => ({ text: rule.sentence, value: rule.key })),
      ...(error ? { error } : {}),
    })}
<p class="govuk-body">Every record keeps both values, and says that the rule chose. You can undo all of it at once under “Chosen”. Where the rule cannot say, the question stays.${alike.open > mostAtOnce ? ` One go decides ${mostAtOnce.toLocaleString('en-GB')}.` : ''}</p>
${button({ text: `Decide ${plural(Math.min(alike.open, mostAtOnce), 'conflict')}`, preventDoubleClick: true })}`,
  })
