import { sql } from 'kysely'
import { categoryWords, type Ground, type Tx } from '../access/index.ts'
import { categories } from '../kernel/index.ts'
import { asIntake, type IntakeGround } from './ground.ts'
import { jsonRows } from './json-rows.queries.ts'
import { layoutOf } from './run.ts'
import type { Source } from './source.ts'

/** A source as it is registered: an id of its own where the layout serves many (spreadsheets). */
export type SourceToRegister = { readonly id: string; readonly source: Source }

/** What a source's columns tell, in words: what is shared, where nobody has said it better. Null where no column tells anything. */
export const sharedWords = (columns: Source['columns']): string | null =>
  categories
    .filter(category => columns.some(column => column.category === category))
    .map(category => categoryWords[category])
    .join('; ') || null

const rowOf = ({ id, source }: SourceToRegister): object => ({
  id,
  layout: layoutOf(id),
  service: source.service,
  category: source.tells ?? null,
  said: source.said,
  keeps_once: source.keepsOnce ?? null,
  trust: source.rank,
  ...source.agreement,
  fields: sharedWords(source.columns),
  name: id === source.id ? source.name : `${source.name}: ${id.slice(id.indexOf(':') + 1)}`,
})

/**
 * Writes sources into the register: what each is called and how far it is trusted follows the code; its agreement, its
 * mapping and when it is due are the council's, begin with what the source declares (`proposed`: not in force before the
 * council has agreed), and are never overwritten.
 */
export const registerSourcesIn = async (
  tx: Tx,
  sources: readonly SourceToRegister[],
  { at, proposed = false }: { at: Date; proposed: boolean | undefined },
): Promise<void> => {
  if (sources.length === 0) return
  await sql`
    insert into source (id, layout, name, service, category, said, keeps_once, trust, agreement_purpose, agreement_basis, agreement_owner, agreement_fields, agreement_from,
      agreement_review_on, created_at)
    select id, layout, name, service, category, said, keeps_once, trust, purpose, basis, owner, fields, ${proposed ? null : at}::date, ${at}::date + interval '1 year', ${at}
    from ${jsonRows(sources.map(rowOf), 'id text, layout text, name text, service text, category text, said text, keeps_once text, trust jsonb, purpose text, basis text, owner text, fields text')}
    on conflict (id) do update set layout = excluded.layout, service = excluded.service, category = excluded.category, said = excluded.said,
        keeps_once = excluded.keeps_once, trust = excluded.trust
      where (source.layout, source.service, source.category, source.said, source.keeps_once, source.trust)
        is distinct from (excluded.layout, excluded.service, excluded.category, excluded.said, excluded.keeps_once, excluded.trust)
        and source.mapping is null`.execute(tx)
}

/** The same for the whole list, at the start of the product. */
export const registerSources = (
  ground: Pick<IntakeGround, 'agreementsProposed'> & Ground,
  sources: readonly Source[],
): Promise<void> =>
  asIntake(ground, (tx, at) =>
    registerSourcesIn(
      tx,
      sources.filter(s => s.id !== 'spreadsheet').map(source => ({ id: source.id, source })),
      { at, proposed: ground.agreementsProposed },
    ),
  )

export type SourceState = { readonly live: boolean; readonly mapped: boolean; readonly mapping: unknown }

/** Whether the source may be read today: its agreement is live, and a spreadsheet's columns have been confirmed. */
export const loadSourceState = async (tx: Tx, id: string, at: Date): Promise<SourceState> => {
  const { rows } = await sql<{ live: boolean; mapping: unknown }>`
    select mapping, agreement_purpose is not null and coalesce(agreement_from <= ${at}::date, false) and agreement_withdrawn_at is null
      and coalesce(agreement_review_on >= ${at}::date, true) as live
    from source where id = ${id}`.execute(tx)
  const mapping = rows[0]?.mapping ?? undefined
  return { live: rows[0]?.live ?? false, mapping, mapped: layoutOf(id) !== 'spreadsheet' || mapping !== undefined }
}
