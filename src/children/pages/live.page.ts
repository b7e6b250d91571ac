import { childPage } from '../../access/index.ts'
import { identity } from '../kinds/index.ts'
import { stateOf } from './live.queries.ts'

const needs = [identity] as const

type Live = { readonly topic: string; readonly state: string }

/** "This record has changed", by id only. Open to whoever may open the record, and heard where what changed is theirs to see. */
export const livePage = childPage<typeof needs, Live>({
  path: '/children/:child/live',
  purpose: 'know when the record changes',
  needs,
  load: async grant => ({ topic: `child:${grant.address}`, state: await stateOf(grant) }),
  answer: ({ topic, state }) => ({ live: [topic], state }),
  examples: { usual: { topic: 'child:5b0f6f6e-8f1d-4c38-9a54-0c7a3d2e1b90', state: '7d5f' } },
})
