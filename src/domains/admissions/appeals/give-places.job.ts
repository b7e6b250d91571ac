import { sql } from 'kysely'
import { Type } from 'typebox'
import { asActor, type Ground, type Tx } from '../../../access/index.ts'
import { defineJob, type Job } from '../../../platform/jobs/index.ts'
import { listsAreDue } from '../rounds/index.ts'
import { givenByAppeal, type LiveOffer } from './appeal-place.ts'

type Given = {
  readonly round: number
  readonly application: number
  readonly key: string
  /** As which choice; null where it was none of theirs. */
  readonly rank: number | null
  readonly by: 'appeal' | 'fair access'
}
/** Below every choice that a family can name. */
const belowAll = 32_767

/** Gives a place over the published number, as the child's or beside the one that they hold until the family answers; nothing where it is theirs already. */
export const giveOverNumber = async (
  tx: Tx,
  now: Date,
  { round, application, key, rank, by }: Given,
): Promise<void> => {
  const { rows: offers } = await sql<LiveOffer>`
    select id, school_key as key, rank, standing from admission_offer where application_id = ${application} and ended is null for update`.execute(
    tx,
  )
  const given = givenByAppeal(offers, key, rank ?? belowAll)
  if (!given) return
  await sql`update admission_offer set ended = 'another', ended_at = ${now} where id = any(${given.ends}::bigint[])`.execute(
    tx,
  )
  await sql`insert into admission_offer (round_id, application_id, school_key, rank, given_by, standing, offered_at)
    values (${round}, ${application}, ${key}, ${rank}, ${by}, ${given.standing}, ${now})`.execute(tx)
  await listsAreDue({ tx }, round)
}

type Upheld = Omit<Given, 'by'> & { readonly id: number; readonly live: boolean }

/**
 * Gives the places that panels have upheld, over the published number, each once. The child leaves the waiting list and the record is told as with every
 * offer; a place that the family gives up later frees none, while the school is over its number. An application that was withdrawn is given none.
 */
export const giveAppealPlaces = (ground: Ground): Promise<void> =>
  asActor(ground, 'admissions', async (tx, now) => {
    const { rows } = await sql<Upheld>`
      select x.id, x.round_id as round, x.application_id as application, x.school_key as key, p.rank, a.state = 'live' as live
      from admission_appeal x join admission_application a on a.id = x.application_id
        left join admission_preference p on p.application_id = x.application_id and p.school_key = x.school_key and p.known_to = 'infinity'
      where x.outcome = 'upheld' and x.placed_at is null order by x.id for update of x`.execute(tx)
    for (const { id, live, ...one } of rows) {
      if (live) await giveOverNumber(tx, now, { ...one, by: 'appeal' })
      await sql`update admission_appeal set placed_at = ${now} where id = ${id}`.execute(tx)
    }
  })

/** Gives the places of upheld appeals behind the page. */
export const giveAppealPlacesJob = (ground: Ground): Job =>
  defineJob({
    name: 'give-appeal-places',
    schema: Type.Object({}),
    run: () => giveAppealPlaces(ground),
  }) as Job
