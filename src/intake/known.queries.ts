import { sql } from 'kysely'
import { contentHash, heldHash, placeOfRow, type Tx, vaultOf } from '../access/index.ts'
import { jsonRows } from './json-rows.queries.ts'
import type { Known, PlacedOutcome } from './plan-batch.ts'
import { wantedOf } from './plan-batch.ts'
import { findSourcePersons, type SourcePersonPlace } from './source-persons.actions.ts'
import type { KnownVersion } from './versions.ts'

type Loaded = Known & { readonly persons: ReadonlyMap<string, SourcePersonPlace> }

/** All that the plan of a batch needs to know, in four queries. */
export const loadKnown = async (tx: Tx, sourceId: string, outcomes: readonly PlacedOutcome[]): Promise<Loaded> => {
  const wanted = wantedOf(outcomes)
  return {
    versions: openHashes(tx, sourceId, await loadVersions(tx, sourceId, wanted.keys), outcomes),
    listedAt: await loadListed(tx, sourceId, wanted.scopes),
    persons: await findSourcePersons(tx, sourceId, wanted.persons),
    personOfRow: await loadPersonOfRow(tx, sourceId, wanted.parents),
  }
}

type VersionRow = {
  key: string
  id: number
  version: number
  as_of: Date
  confirmed: Date
  hash: string
  gone: boolean
  current: boolean
  undone: boolean
  run: number | null
  kept: unknown
}
/** A version with its content, where the vault holds that. */
type LoadedVersion = KnownVersion & { readonly kept: unknown }

const loadVersions = async (
  tx: Tx,
  sourceId: string,
  keys: readonly string[],
): Promise<Map<string, LoadedVersion[]>> => {
  if (keys.length === 0) return new Map()
  const { rows } = await sql<VersionRow>`
    select r.key, r.id, r.version, r.as_of, coalesce(r.confirmed_as_of, r.as_of) as confirmed, encode(r.content_hash, 'hex') as hash, r.gone, r.known_to = 'infinity' as current,
      u.state = 'undone' as undone, case when u.state = 'done' then u.id end as run,
      case when r.held then r.content end as kept
    from ${jsonRows(
      keys.map(key => ({ key })),
      'key text',
    )}
    cross join lateral (${byKey(sourceId)} offset 0) r join import_run u on u.id = r.run_id`.execute(tx)
  const versions = new Map<string, LoadedVersion[]>()
  for (const { key, as_of, confirmed, run, ...row } of rows) {
    const list = versions.get(key) ?? []
    list.push({ ...row, run: run ?? undefined, asOf: as_of.getTime(), confirmedAt: confirmed.getTime() })
    versions.set(key, list)
  }
  return versions
}

/** What the vault holds is told from what arrives by a hash that its own key makes: where they are the same, so are the versions. */
const openHashes = (
  tx: Tx,
  sourceId: string,
  versions: Map<string, LoadedVersion[]>,
  outcomes: readonly PlacedOutcome[],
): Map<string, KnownVersion[]> => {
  const held = new Set([...versions].flatMap(([key, list]) => (list.some(v => v.kept !== null) ? [key] : [])))
  if (held.size === 0) return versions
  const arriving = Map.groupBy(
    outcomes.flatMap(({ outcome: o }) =>
      o.outcome === 'accepted' && held.has(o.row.key) ? [{ key: o.row.key, hash: contentHash(o.row.content) }] : [],
    ),
    row => row.key,
  )
  const same = (key: string, { hash, version, kept }: LoadedVersion) =>
    arriving.get(key)?.find(row => heldHash(vaultOf(tx), kept, placeOfRow(sourceId, key, version), row.hash) === hash)
  return new Map(
    [...versions].map(([key, list]) => [
      key,
      list.map(v => (v.kept === null ? v : { ...v, hash: same(key, v)?.hash ?? v.hash })),
    ]),
  )
}

/** Row by row through its key, whatever PostgreSQL thinks of a table that has just begun to grow (`offset 0` holds it to that). */
const byKey = (sourceId: string) => sql`select * from source_record r where r.source_id = ${sourceId} and r.key = x.key`

const loadListed = async (tx: Tx, sourceId: string, scopes: readonly string[]): Promise<Map<string, number>> => {
  const { rows } = await sql<{ scope: string; as_of: Date }>`
    select scope, max(as_of) as as_of from intake.snapshot
    where source_id = ${sourceId} and scope = any(${scopes}::text[]) group by scope`.execute(tx)
  return new Map(rows.map(row => [row.scope, row.as_of.getTime()]))
}

const loadPersonOfRow = async (tx: Tx, sourceId: string, keys: readonly string[]): Promise<Map<string, string>> => {
  if (keys.length === 0) return new Map()
  const { rows } = await sql<{ key: string; person_key: string }>`
    select r.key, r.person_key from ${jsonRows(
      keys.map(key => ({ key })),
      'key text',
    )}
    cross join lateral (${byKey(sourceId)} offset 0) r
    where r.known_to = 'infinity' and r.person_key is not null`.execute(tx)
  return new Map(rows.map(row => [row.key, row.person_key]))
}
