import { formatDate } from '../../kernel/index.ts'
import { emptyState, eventList, html, type PageContent, paragraphs } from '../../platform/views/index.ts'
import type { RecordHeader } from './header.queries.ts'
import type { OwnWords } from './own-words.ts'
import { recordHref, recordPage } from './record-page.view.ts'
import { serviceWords } from './told.view.ts'

export type OwnWordsData = {
  readonly header: RecordHeader
  /** The latest first. */
  readonly own: readonly OwnWords[]
  readonly authors: ReadonlyMap<number, string>
}

/** What the child said and made, each with its occasion and who wrote it down. */
export const ownWordsView = ({ header, own, authors }: OwnWordsData): PageContent => ({
  ...recordPage(header, {
    title: `What ${header.first} said and made`,
    body: html`<p class="govuk-body">In ${header.first}’s own words, from what your role may see. Latest first.</p>${
      own.length === 0
        ? emptyState({ text: `Nothing that ${header.first} said or made is written down here.` })
        : eventList({
            level: 2,
            events: own.map(one => ({
              title: one.made ? `${header.first} made: ${one.occasion}` : one.occasion,
              when: formatDate(one.on),
              date: one.on,
              key: false,
              ...(one.words.length > 0 ? { said: paragraphs(one.words.join('\n\n')) } : {}),
              source: { from: authors.get(one.author ?? 0) ?? serviceWords(one.said), at: formatDate(one.on) },
              ...(one.page ? { href: recordHref(header.address, one.page) } : {}),
            })),
          })
    }`,
  }),
  back: { text: `${header.first}’s record`, href: recordHref(header.address) },
})
