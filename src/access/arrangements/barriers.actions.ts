import { sql } from 'kysely'
import { parseUuid } from '../../kernel/index.ts'
import { actorContext } from '../context.ts'
import { type Ground, type Tx, withContext } from '../transaction.ts'
import { provisionBarriers, type SourceKey } from './provision.ts'

/** Two records that must never meet, by their random addresses: the one that is shut first, then the one of the new identity. */
export type RecordPair = readonly [shut: string, other: string]
/** What stops a pair, by its place in the list: no value and no address. */
export type BarrierFault = {
  readonly at: number
  readonly why: 'no such record' | 'one record' | 'not shut' | 'nobody tells of it'
}

/**
 * Puts a barrier between two records: every number under which a source knows the one, and every one of the other, so that no feed, reviewer or
 * rule ever ties them again (domain.md 7.7). Only for a record that two people have shut. Nothing is kept where a pair has a fault. Done again
 * it adds what sources have told since. With `check` it only looks.
 */
export const barRecords = async (
  ground: Ground,
  pairs: readonly RecordPair[],
  { check = false }: { readonly check?: boolean } = {},
): Promise<{ readonly faults: readonly BarrierFault[]; readonly pairs: number }> => {
  const found = await withContext(ground, actorContext('arrangements', ground.now()), async tx => {
    const all: { readonly at: number; readonly pair: readonly [Known, Known] }[] = []
    for (const [at, [shut, other]] of pairs.entries())
      all.push({ at, pair: [await findKeys(tx, shut), await findKeys(tx, other)] })
    return all
  })
  const faults = found.flatMap(({ at, pair }) => {
    const why = faultOf(pair)
    return why ? [{ at, why }] : []
  })
  const kept = found.flatMap(({ pair: [shut, other] }) => shut.keys.flatMap(a => other.keys.map(b => [a, b] as const)))
  if (faults.length === 0 && !check) await provisionBarriers(ground, kept)
  return { faults, pairs: faults.length === 0 ? kept.length : 0 }
}

type Known = { readonly id: number | undefined; readonly sealed: boolean; readonly keys: readonly SourceKey[] }
const faultOf = ([shut, other]: readonly [Known, Known]): BarrierFault['why'] | undefined => {
  if (shut.id === undefined || other.id === undefined) return 'no such record'
  if (shut.id === other.id) return 'one record'
  if (!shut.sealed) return 'not shut'
  return shut.keys.length === 0 || other.keys.length === 0 ? 'nobody tells of it' : undefined
}

const findKeys = async (tx: Tx, address: string): Promise<Known> => {
  const { rows } = await sql<{ id: number; sealed: boolean; keys: SourceKey[] }>`
    select p.id, exists (select from access.shield h where h.child_id = p.id and h.kind = 'sealed' and h.ends_at = 'infinity') as sealed,
      coalesce((select json_agg(json_build_object('source', s.source_id, 'key', s.key) order by s.id)
        from source_person s where s.person_id = p.id and s.source_id <> 'throughline'), '[]') as keys
    from person p where p.id = (select coalesce(redirect_to, id) from person where uuid = ${parseUuid(address) ?? null}::uuid)`.execute(
    tx,
  )
  return rows[0] ?? { id: undefined, sealed: false, keys: [] }
}
