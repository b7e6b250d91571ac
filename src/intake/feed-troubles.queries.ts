import { sql } from 'kysely'
import { quietForDays } from '../kernel/index.ts'
import { asIntake, type IntakeGround } from './ground.ts'
import { listSendingSchools } from './school-feeds.queries.ts'

/** How many schools could not be asked at the last try, and how many have been quiet for so long that they are named. */
export type FeedTroubles = { readonly pulls: number; readonly quiet: number }

/** What is wrong with schools' feeds now. A school of which something came, or that shares only a part, could be asked. */
export const countFeedTroubles = (ground: IntakeGround): Promise<FeedTroubles> =>
  asIntake(ground, async (tx, at) => {
    const { rows } = await sql<{ pulls: number }>`select count(*)::int as pulls from feed_pull
      where token <> '' and problem is not null and came_at is distinct from tried_at`.execute(tx)
    const schools = await listSendingSchools({ tx, at })
    const quiet = schools.filter(one => (one.quietFor ?? 0) >= quietForDays).length
    return { pulls: rows[0]?.pulls ?? 0, quiet }
  })
