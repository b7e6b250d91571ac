import { sql } from 'kysely'
import { Type } from 'typebox'
import { asActor, type Ground, labelledParts, type Tx } from '../../../../access/index.ts'
import { ownSourcePerson, schoolOffer, tellOfChange } from '../../../../children/index.ts'
import { categoryBit, type PlainDate } from '../../../../kernel/index.ts'
import { defineJob, type Job } from '../../../../platform/jobs/index.ts'

const atOnce = 200

type Untold = {
  readonly id: number
  readonly childId: number
  readonly school: string
  readonly key: string
  readonly round: string
  readonly day: PlainDate
  readonly state: string
  readonly entryId: number | null
}

/** Offers of a round that stand otherwise than the child's record says; of children who are on record here. */
const listUntold = async (tx: Tx, roundId: number): Promise<Untold[]> => {
  const { rows } = await sql<Untold>`
    with o as (select o.id, coalesce(p.redirect_to, p.id) as "childId", coalesce(k.name, o.school_key) as school, o.school_key as key, r.name as round,
        (o.offered_at at time zone 'Europe/London')::date as day, o.told, o.entry_id as "entryId",
        case when o.ended = 'another' then 'moved' when o.ended is not null then o.ended when y.reply = 'accepted' then 'accepted' else 'offered' end as state
      from admission_offer o join admission_application a on a.id = o.application_id join person p on p.id = a.child_id
        join admission_round r on r.id = o.round_id
        left join admission_school k on k.round_id = o.round_id and k.key = o.school_key and k.known_to = 'infinity'
        left join admission_reply y on y.offer_id = o.id and y.known_to = 'infinity'
      where o.round_id = ${roundId})
    select * from o where told is distinct from state order by id limit ${atOnce}`.execute(tx)
  return rows
}

const tellOne = async (
  tx: Tx,
  at: Date,
  { id, childId, school, key, round, day, state, entryId }: Untold,
): Promise<void> => {
  const own = await ownSourcePerson({ tx, at, userId: undefined }, childId)
  await sql`update entry set known_to = ${at} where id = ${entryId} and known_to = 'infinity'`.execute(tx)
  const [part] = labelledParts(schoolOffer, { school, laestab: key, round, state })
  const { rows } = await sql<{ id: number }>`
    insert into entry (source_person_id, child_id, kind, category, category_bit, sensitivity, summary, body, true_from, known_from, source_id, replaces,
      seen_through, status, code)
    values (${own}, ${childId}, ${schoolOffer.kind}, ${schoolOffer.category}, ${categoryBit(schoolOffer.category)}, ${schoolOffer.sensitivity}, ${schoolOffer.summary},
      ${JSON.stringify(part?.body)}::jsonb, ${day}::date, ${at}, 'throughline', ${entryId},
      array(select id from source_person where person_id = ${childId} and id <> ${own} order by id), ${state}, ${key}) returning id`.execute(
    tx,
  )
  await sql`update admission_offer set told = ${state}, entry_id = ${rows[0]?.id ?? null} where id = ${id}`.execute(tx)
  await tellOfChange({ tx, at }, childId)
}

/** Puts the offers of a round on the children's records, and how each stands: a change is a new entry in place of the one before, and both stay. */
export const tellOffers = async (ground: Ground, roundId: number): Promise<void> => {
  for (;;) {
    const told = await asActor(
      ground,
      'recorder',
      async (tx, at) => {
        const untold = await listUntold(tx, roundId)
        for (const one of untold) await tellOne(tx, at, one)
        return untold.length
      },
      120,
    )
    if (told < atOnce) return
  }
}

/** Tells the records behind the pages, after each change. */
export const tellOffersJob = (ground: Ground): Job =>
  defineJob({
    name: 'tell-offers',
    schema: Type.Object({ round: Type.Number() }),
    run: ({ round }) => tellOffers(ground, round),
  }) as Job
