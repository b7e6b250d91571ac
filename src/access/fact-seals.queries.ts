import { sql } from 'kysely'
import type { SealKind } from './fact-seals.actions.ts'
import type { ChildGrant, Grant } from './grant.ts'

/** The seal of a fact, for one of those whom it names. People by their ids. */
export type FactSeal = {
  readonly id: number
  readonly kind: SealKind
  readonly reason: string
  readonly sealedBy: number | undefined
  readonly sealedAt: Date
  readonly readers: readonly number[]
  /** Who asked to lift it, and why. */
  readonly asked: { readonly by: number; readonly at: Date; readonly reason: string } | undefined
}

type Row = {
  id: number
  kind: SealKind
  reason: string
  sealed_by: number | null
  sealed_at: Date
  readers: number[]
  asked_by: number | null
  asked_at: Date | null
  asked_reason: string | null
}

/** The seal of this entry; undefined where it has none. Row security shows an entry with a seal, and its seal, to the named alone. */
export const findSeal = async ({ tx }: ChildGrant<never>, entry: number): Promise<FactSeal | undefined> => {
  const { rows } = await sql<Row>`
    select s.id, s.kind, s.reason, s.sealed_by, s.sealed_at, s.asked_by, s.asked_at, s.asked_reason,
      array(select r.user_id from access.fact_seal_reader r where r.seal_id = s.id order by r.user_id) as readers
    from entry e join access.fact_seal s on s.id = e.seal where e.id = ${entry}`.execute(tx)
  const [row] = rows
  return row
    ? {
        id: row.id,
        kind: row.kind,
        reason: row.reason,
        sealedBy: row.sealed_by ?? undefined,
        sealedAt: row.sealed_at,
        readers: row.readers,
        asked:
          row.asked_by && row.asked_at
            ? { by: row.asked_by, at: row.asked_at, reason: row.asked_reason ?? '' }
            : undefined,
      }
    : undefined
}

/** Facts that another named person asks the reader to open again, as far as the reader may still read them: one for each seal. */
export const listLiftsToAnswer = async ({
  tx,
  reader,
}: Grant<never>): Promise<{ childId: number; fact: string; by: string; at: Date }[]> => {
  const { rows } = await sql<{ child_id: number; fact: string; by: string; at: Date }>`
    select distinct on (s.id) e.child_id, e.uuid as fact, p.name as by, s.asked_at as at
    from access.fact_seal s join access.principal p on p.id = s.asked_by join entry e on e.seal = s.id and e.known_to = 'infinity'
    where s.lifted_at is null and s.asked_by <> ${reader.userId} order by s.id, e.id`.execute(tx)
  return rows.map(row => ({ childId: row.child_id, fact: row.fact, by: row.by, at: row.at }))
}
