import { formatDate, londonDate, lowerFirst, plural } from '../../kernel/index.ts'
import { button, emptyState, html, type PageContent, table } from '../../platform/views/index.ts'
import { aboutFact } from '../golden-record/index.ts'
import type { ListedShape } from './conflicts.queries.ts'

/** "Conflicts": facts on which sources disagree, those that are alike together. No child is named: the next is drawn. */
export const listView = (shapes: readonly ListedShape[]): PageContent => {
  const open = shapes.reduce((sum, one) => sum + one.open, 0)
  const asked = shapes.reduce((sum, one) => sum + one.asked, 0)
  const next = shapes.find(one => one.next)?.next
  return {
    title: 'Conflicts',
    heading: 'Conflicts',
    wide: true,
    body: html`${
      shapes.length === 0
        ? emptyState({
            text: 'All clear: the sources disagree on nothing that you may see. New conflicts come with the next import.',
            next: { text: 'See what was chosen', href: '/conflicts/decided' },
          })
        : html`<p class="govuk-body">Sources disagree on ${plural(open, 'fact')}. Until somebody chooses, each record shows what its rule chooses, and says that two sources disagree.${asked > 0 ? ` ${plural(asked, 'question waits', 'questions wait')} for a source.` : ''}</p>
${next ? button({ text: 'Start next', href: `/conflicts/${next}` }) : null}`
    }
<p class="govuk-body"><a class="govuk-link" href="/conflicts/decided">Chosen, and how to undo it</a></p>
${
  shapes.length === 0
    ? null
    : table({
        caption: 'What is alike stands together, what does most harm first',
        columns: [
          { text: 'Fact' },
          { text: 'Told by' },
          { text: 'To choose', numeric: true },
          { text: 'Asked', numeric: true },
          { text: 'Oldest' },
          { text: 'Decide' },
        ],
        rows: shapes.map(one => [
          aboutFact[one.fact].name,
          one.toldBy.join(', '),
          one.open,
          one.asked,
          formatDate(londonDate(one.oldest)),
          html`${one.next ? html`<a class="govuk-link" href="/conflicts/${one.next}">Next<span class="govuk-visually-hidden"> of ${kindOf(one)}</span></a> ` : null}<a class="govuk-link" href="/conflicts/alike/${one.uuid}">Under a rule<span class="govuk-visually-hidden">: ${kindOf(one)}</span></a>`,
        ]),
      })
}`,
  }
}

/** "date of birth, told by school census and another service". */
export const kindOf = ({ fact, toldBy }: Pick<ListedShape, 'fact' | 'toldBy'>): string =>
  `${lowerFirst(aboutFact[fact].name)}, told by ${toldBy.join(' and ')}`
