import { sql } from 'kysely'
import { type ChildGrant, opens, type RecordKind } from '../../access/index.ts'
import { log } from '../../platform/log/index.ts'
import type { Panel } from '../panel.ts'

/** A panel with what it loaded; `failed` where it could not be read, which leaves the rest of the page standing. */
export type LoadedPanel =
  | { readonly panel: Panel; readonly state: 'ready'; readonly data: unknown }
  | { readonly panel: Panel; readonly state: 'failed' }

/** How long one panel may take. A page waits for no service. */
const mostMilliseconds = 2_000

/** May the reader see anything of these kinds of this child? */
export const mayReadAny = (grant: Pick<ChildGrant<string>, 'decision'>, kinds: readonly RecordKind[]): boolean =>
  kinds.some(kind =>
    [{}, ...Object.values(kind.labels)].some(label =>
      opens(grant.decision, {
        category: label?.category ?? kind.category,
        sensitivity: label?.sensitivity ?? kind.sensitivity,
        summary: label?.summary ?? kind.summary,
      }),
    ),
  )

/**
 * Loads the panels that the reader's role and relation open, one after another, each under a savepoint with a time limit.
 * What a role may not see is not asked for at all, so that the page is the same whether or not something is there.
 */
export const loadPanels = async (grant: ChildGrant<string>, panels: readonly Panel[]): Promise<LoadedPanel[]> => {
  const loaded: LoadedPanel[] = []
  // The end of one panel goes with the beginning of the next in one message: a page has many panels, and each message is a journey.
  let ended = sql``
  for (const one of panels.filter(p => mayReadAny(grant, p.needs))) {
    await sql`${ended}savepoint panel; set local statement_timeout = ${sql.lit(mostMilliseconds)}`.execute(grant.tx)
    loaded.push(await loadPanel(grant, one))
    ended = sql`release savepoint panel; `
  }
  if (loaded.length > 0) await sql`${ended}set local statement_timeout = 0`.execute(grant.tx)
  return loaded
}

const loadPanel = async (grant: ChildGrant<string>, panel: Panel): Promise<LoadedPanel> => {
  try {
    return { panel, state: 'ready', data: await panel.load(grant) }
  } catch (error) {
    // Undoes what the panel began; the page goes on in the same snapshot.
    await sql`rollback to savepoint panel`.execute(grant.tx)
    log.error('A part of a page could not be read', { source: panel.id, error })
    return { panel, state: 'failed' }
  }
}
