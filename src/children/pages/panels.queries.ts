import { sql } from 'kysely'
import { type ChildGrant, opensAny } from '../../access/index.ts'
import { log } from '../../platform/log/index.ts'
import type { Panel } from '../panel.ts'

/** A panel with what it loaded; `failed` where it could not be read, which leaves the rest of the page standing. */
export type LoadedPanel =
  | { readonly panel: Panel; readonly state: 'ready'; readonly data: unknown }
  | { readonly panel: Panel; readonly state: 'failed' }

/** How long one panel may take. A page waits for no service. */
const mostMilliseconds = 2_000

/**
 * Loads the panels that the reader's role and relation open, one after another, with a time limit. What a role may not see is not
 * asked for at all, so that the page is the same whether or not something is there.
 */
export const loadPanels = async (grant: ChildGrant<string>, panels: readonly Panel[]): Promise<LoadedPanel[]> => {
  const open = panels.filter(panel => panel.needs.some(kind => opensAny(grant.decision, kind)))
  const whole = await apart(grant, async () => {
    const loaded: LoadedPanel[] = []
    for (const panel of open) loaded.push({ panel, state: 'ready', data: await panel.load(grant) })
    return loaded
  }).catch(() => undefined)
  if (whole !== undefined) return whole
  // One of them failed, which is rare: to set each apart from the start would cost every page a journey for each panel.
  const loaded: LoadedPanel[] = []
  for (const panel of open)
    loaded.push(
      await apart(grant, () => panel.load(grant)).then(
        (data): LoadedPanel => ({ panel, state: 'ready', data }),
        (error): LoadedPanel => {
          log.error('A part of a page could not be read', { source: panel.id, error })
          return { panel, state: 'failed' }
        },
      ),
    )
  return loaded
}

// Under a savepoint with a time limit for each statement: what fails is undone, and the page goes on in the same snapshot.
const apart = async <T>(grant: ChildGrant<string>, work: () => Promise<T>): Promise<T> => {
  await sql`savepoint panel; set local statement_timeout = ${sql.lit(mostMilliseconds)}`.execute(grant.tx)
  try {
    const done = await work()
    await sql`set local statement_timeout = 0; release savepoint panel`.execute(grant.tx)
    return done
  } catch (error) {
    await sql`rollback to savepoint panel`.execute(grant.tx)
    throw error
  }
}
