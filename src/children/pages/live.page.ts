import { childPage } from '../../access/index.ts'
import { identity } from '../kinds/index.ts'

const needs = [identity] as const

/** "This record has changed", by id only. Open to whoever may open the record. */
export const livePage = childPage<typeof needs, string>({
  path: '/children/:child/live',
  purpose: 'know when the record changes',
  needs,
  load: async grant => `child:${grant.address}`,
  answer: topic => ({ live: [topic] }),
  examples: { usual: 'child:5b0f6f6e-8f1d-4c38-9a54-0c7a3d2e1b90' },
})
