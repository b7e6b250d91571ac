import { sql } from 'kysely'
import type { ChildGrant } from '../../access/index.ts'
import type { Category, PlainDate } from '../../kernel/index.ts'
import { namesOf } from '../pages/names.queries.ts'
import type { Invited, Meeting } from './meetings.queries.ts'
import type { PackPlan } from './pack.ts'
import type { Pack } from './packs.queries.ts'

/** A meeting to which the reader is asked, as much of it as they are told, and the pack that is made for them. */
export type AskedTo = {
  readonly meeting: Pick<Meeting, 'address' | 'sort' | 'on' | 'at' | 'place' | 'calledBy'> & { readonly off: boolean }
  readonly person: Pick<Invited, 'who' | 'label'> & { readonly workerId: number }
  readonly pack: AskedPack | undefined
}
export type AskedPack = Pick<Pack, 'address' | 'version' | 'hash' | 'madeAt' | 'items'> & { readonly plan: PackPlan }

type Row = {
  meeting: string
  on: PlainDate
  at: string | null
  place: string | null
  off: boolean
  by: number | null
  pack: PackBody | null
}
type PackBody = {
  readonly address: string
  readonly version: number
  readonly sections: readonly Category[]
  readonly items: readonly number[]
  readonly from?: PlainDate
  readonly since?: PlainDate
  readonly hash: string
  readonly madeAt: string
}

/** The meetings about this child to which the reader is asked and of which they read nothing else, the next first. */
export const listAsked = async (grant: ChildGrant<'meeting-asked' | 'meeting'>): Promise<readonly AskedTo[]> => {
  const { userId, name } = grant.reader
  const { rows } = await sql<Row>`
    select e.code as meeting, e.due_on::text as on, e.body->>'at' as at, e.body->>'place' as place, e.status = 'called-off' as off,
      (e.body->>'calledById')::bigint as by, e.body->'pack' as pack
    from entry e where e.child_id = ${grant.childId} and e.kind = 'meeting-asked' and e.known_to = 'infinity' and e.number = ${userId}
      and not exists (select from entry m where m.child_id = e.child_id and m.kind = 'meeting' and m.known_to = 'infinity'
        and coalesce(m.body->>'meeting', m.uuid::text) = e.code)
    order by e.due_on, e.id limit 20`.execute(grant.tx)
  const names = await namesOf(
    grant,
    rows.map(({ by }) => by),
  )
  return rows.map(({ meeting, on, at, place, off, by, pack }) => ({
    meeting: {
      ...{ address: meeting, sort: '', on, off, at: at ?? undefined, place: place ?? undefined },
      calledBy: names.get(by ?? 0) ?? 'a worker',
    },
    person: { who: 'worker', label: name, workerId: userId },
    pack: pack ? packIn(pack) : undefined,
  }))
}

const packIn = ({ address, version, sections, items, from, since, hash, madeAt }: PackBody): AskedPack => ({
  ...{ address, version, items, hash, madeAt: new Date(madeAt) },
  plan: { sections, from, since, outside: false },
})
