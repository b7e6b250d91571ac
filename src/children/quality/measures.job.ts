import { sql } from 'kysely'
import { Type } from 'typebox'
import { asActor, type Ground, type Tx } from '../../access/index.ts'
import { londonDate } from '../../kernel/index.ts'
import { defineJob, type Job } from '../../platform/jobs/index.ts'
import { measure } from './completeness.ts'
import { drawOf } from './quality.queries.ts'

/**
 * Keeps how complete and how old what each source tells is, for the month that runs: the last look of a month stands. Of children who are
 * shielded from anybody none is drawn, so that the figures are the same whoever reads them.
 */
export const keepMeasures = async (ground: Ground): Promise<void> => {
  const sources = await asActor(ground, 'clearing-house', async tx => {
    const { rows } = await sql<{ id: string }>`select id from source where layout <> 'throughline' order by id`.execute(
      tx,
    )
    return rows.map(row => row.id)
  })
  for (const source of sources) await asActor(ground, 'clearing-house', (tx, at) => keepMeasure(tx, source, at), 120)
}

const keepMeasure = async (tx: Tx, source: string, at: Date): Promise<void> => {
  const drawn = await drawOf(tx, source)
  if (drawn.length === 0) return
  const today = londonDate(at)
  const { children, told, addresses, oldAddresses } = measure(
    drawn.map(({ own }) => own),
    today,
  )
  await sql`insert into source_measure (source_id, month, measured_at, children, birth, sex, number, address, addresses, old_addresses)
    values (${source}, date_trunc('month', ${today}::date)::date, ${at}, ${children}, ${told.birth}, ${told.sex}, ${told.number}, ${told.address},
      ${addresses}, ${oldAddresses})
    on conflict (source_id, month) do update set (measured_at, children, birth, sex, number, address, addresses, old_addresses) =
      (excluded.measured_at, excluded.children, excluded.birth, excluded.sex, excluded.number, excluded.address, excluded.addresses, excluded.old_addresses)`.execute(
    tx,
  )
}

/** Every Monday night. */
export const keepMeasuresJob = (ground: Ground): Job =>
  defineJob({
    name: 'keep-source-measures',
    schema: Type.Object({}),
    cron: '10 3 * * 1',
    run: () => keepMeasures(ground),
  }) as Job
