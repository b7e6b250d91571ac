import { sql } from 'kysely'
import { type ChildGrant, childPage } from '../../access/index.ts'
import { identity } from '../kinds/index.ts'

const needs = [identity] as const

type Live = { readonly topic: string; readonly state: string }

/**
 * How the record stands for this reader: made of the rows that row security lets through, so that it changes when something does
 * that they may see, and only then.
 */
const stateOf = async ({ tx, childId }: ChildGrant<'identity'>): Promise<string> => {
  const clocks = sql`concat_ws('/', count(*), max(id), max(known_from), max(known_to) filter (where known_to < 'infinity'))`
  const { rows } = await sql<{ state: string }>`select md5(concat_ws('|',
    (select ${clocks} from entry where child_id = ${childId}), (select ${clocks} from involvement where child_id = ${childId}),
    (select ${clocks} from relationship where child_id = ${childId}),
    (select concat_ws('/', count(*), max(changed_at)) from attendance_year where child_id = ${childId}))) as state`.execute(
    tx,
  )
  return rows[0]?.state ?? ''
}

/** "This record has changed", by id only. Open to whoever may open the record, and heard where what changed is theirs to see. */
export const livePage = childPage<typeof needs, Live>({
  path: '/children/:child/live',
  purpose: 'know when the record changes',
  needs,
  load: async grant => ({ topic: `child:${grant.address}`, state: await stateOf(grant) }),
  answer: ({ topic, state }) => ({ live: [topic], state }),
  examples: { usual: { topic: 'child:5b0f6f6e-8f1d-4c38-9a54-0c7a3d2e1b90', state: '7d5f' } },
})
