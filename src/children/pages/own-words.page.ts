import { childPage, type RecordKind, type Route } from '../../access/index.ts'
import type { PlainDate } from '../../kernel/index.ts'
import { readFacts } from '../golden-record/index.ts'
import { headerKinds, loadHeader } from './header.queries.ts'
import { namesOf } from './names.queries.ts'
import type { RecordParts } from './overview.page.ts'
import { holdsOwnWords, ownWordsOf } from './own-words.ts'
import { type OwnWordsData, ownWordsView } from './own-words.view.ts'
import { ameliaHeader } from './record.examples.ts'

const authors = new Map([[7, 'Sam Ali']])
const usual: OwnWordsData = {
  header: ameliaHeader,
  authors,
  own: [
    {
      ...{ on: '2026-04-27' as PlainDate, occasion: 'Visit', made: false, said: 'Throughline', author: 7 },
      words: ['I like it when gran is here.\n\nNot when it is dark.'],
    },
    {
      ...{ on: '2026-03-09' as PlainDate, occasion: 'Me and the cat', made: true, said: 'Throughline', author: 7 },
      ...{ words: ['He sleeps on my bed.'], page: '/documents/0d000000-0000-4000-8000-000000000001' },
    },
  ],
}

/** Everything that the child said or made, in time order, on one page: each where the reader may see what it stands in. */
export const ownWordsPage = ({ kinds }: RecordParts): Route => {
  const own = kinds.filter(holdsOwnWords) as unknown as readonly [RecordKind, ...RecordKind[]]
  return childPage<readonly [RecordKind, ...RecordKind[]], OwnWordsData>({
    path: '/children/:child/own-words',
    purpose: 'read what the child said',
    nav: '/my-children',
    needs: [...headerKinds, ...own] as never,
    load: async grant => {
      const words = ownWordsOf(await readFacts(grant, own), own)
      return {
        header: await loadHeader(grant),
        own: words,
        authors: await namesOf(
          grant,
          words.map(one => one.author),
        ),
      }
    },
    answer: data => ({ page: ownWordsView(data) }),
    examples: { usual, nothing: { ...usual, own: [] } },
  })
}
