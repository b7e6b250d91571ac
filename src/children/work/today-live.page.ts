import { listPage } from '../../access/index.ts'
import { identity } from '../kinds/index.ts'
import { toldNow } from './told.queries.ts'

type Live = { readonly topics: readonly string[]; readonly state: string }

/** "There is something new on Today", by ids only: heard where a notice is raised or withdrawn that is the reader's to see. */
export const todayLivePage = listPage({
  path: '/today/live',
  purpose: 'know when there is something new on Today',
  needs: [identity],
  load: (grant): Promise<Live> => toldNow(grant),
  answer: ({ topics, state }) => ({ live: topics, state }),
  examples: { usual: { topics: ['child:5b0f6f6e-8f1d-4c38-9a54-0c7a3d2e1b90'], state: '7d5f' } },
})
