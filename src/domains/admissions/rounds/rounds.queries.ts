import { sql } from 'kysely'
import type { CommandGrant } from '../../../access/index.ts'
import { NotFound, type PlainDate, parseUuid } from '../../../kernel/index.ts'
import type { SchoolCriteria } from '../criteria/criteria-schema.ts'
import type { AppealsTo } from './offers/appeals-to.ts'

/** Whoever runs admissions, asking by the actor that reads rounds. */
export type Desk = CommandGrant<'admissions'>

/** A round of admissions: who may apply, its days, and how the draw is committed to. */
export type AdmissionRound = {
  readonly id: number
  readonly address: string
  readonly name: string
  readonly bornFrom: PlainDate
  readonly bornTo: PlainDate
  readonly closesOn: PlainDate
  readonly offerDay: PlainDate
  readonly releaseAt: Date
  readonly commitment: string
  readonly supervisor: string
  readonly secondPass: boolean
  /** From when families may apply by their own account; undefined where they may not. */
  readonly onlineFrom: PlainDate | undefined
  /** The year group of applications that come during the year, without a round: R, or 1 to 11. Its offers are out from its first day. */
  readonly yearGroup: string | undefined
  /** The last day to appeal against its refusals, once it is published. */
  readonly appealsBy: PlainDate | undefined
  /** Where families send their appeals today; undefined while nobody has said so. */
  readonly appealsTo: AppealsTo | undefined
  readonly releasedAt: Date | undefined
}

type Row = Omit<AdmissionRound, 'releasedAt' | 'onlineFrom' | 'yearGroup' | 'appealsBy' | 'appealsTo'> & {
  appeals: PlainDate | null
  clerk: AppealsTo | null
  released: Date | null
  online: PlainDate | null
  group: string | null
}

const columns = sql`r.id, r.uuid as address, r.name, r.born_from as "bornFrom", r.born_to as "bornTo", r.closes_on as "closesOn",
  r.offer_day as "offerDay", r.release_at as "releaseAt", r.commitment, r.supervisor, r.second_pass as "secondPass", r.online_from as online, r.year_group as group,
  r.appeals_lodge_by as appeals, (select jsonb_build_object('address', c.address, 'email', c.email) from appeal_address c
    where c.true_from <= ((select access.at()) at time zone 'Europe/London')::date order by c.true_from desc, c.id desc limit 1) as clerk,
  (select l.released_at from admission_release l where l.round_id = r.id) as released`
const roundOf = ({ released, online, group, appeals, clerk, ...row }: Row): AdmissionRound => ({
  ...row,
  onlineFrom: online ?? undefined,
  yearGroup: group ?? undefined,
  appealsBy: appeals ?? undefined,
  appealsTo: clerk ?? undefined,
  releasedAt: released ?? undefined,
})

/** Every round, the latest offer day first. */
export const listRounds = async ({ tx }: Desk): Promise<AdmissionRound[]> => {
  const { rows } =
    await sql<Row>`select ${columns} from admission_round r order by r.offer_day desc, r.id desc`.execute(tx)
  return rows.map(roundOf)
}

/** One round by its address. @throws NotFound */
export const findRound = async ({ tx }: Desk, address: string | undefined): Promise<AdmissionRound> => {
  const { rows } =
    await sql<Row>`select ${columns} from admission_round r where r.uuid = ${parseUuid(address ?? '') ?? null}::uuid`.execute(
      tx,
    )
  const [row] = rows
  if (!row) throw new NotFound()
  return roundOf(row)
}

/** One round by its number. @throws NotFound */
export const findRoundById = async ({ tx }: Desk, id: number): Promise<AdmissionRound> => {
  const { rows } = await sql<Row>`select ${columns} from admission_round r where r.id = ${id}`.execute(tx)
  const [row] = rows
  if (!row) throw new NotFound()
  return roundOf(row)
}

/** What a school of the round has decided, and who told it when. */
export type RoundSchool = {
  readonly key: string
  readonly name: string
  readonly places: number
  readonly ownOrder: boolean
  readonly settings: SchoolCriteria
  readonly toldBy: string
  readonly toldAt: Date
}

/** A school that families may name, with the council that keeps it where that is another; such a one has no places here. */
export type NamedSchool = RoundSchool & { readonly council: string | null }

/** Every school of a round that families may name, by name: our own, then those of other councils. */
export const listNamedSchools = async ({ tx }: Pick<Desk, 'tx'>, roundId: number): Promise<NamedSchool[]> => {
  const { rows } = await sql<NamedSchool>`
    select s.key, s.name || coalesce(' (council ' || s.council || ')', '') as name, s.places, s.own_order as "ownOrder", s.settings, s.council, p.name as "toldBy", s.known_from as "toldAt"
    from admission_school s join access.principal p on p.id = s.told_by
    where s.round_id = ${roundId} and s.known_to = 'infinity' order by s.council nulls first, s.name, s.key`.execute(tx)
  return rows
}

/** Our own schools of a round as they stand, by name. */
export const listSchools = async (desk: Pick<Desk, 'tx'>, roundId: number): Promise<RoundSchool[]> =>
  (await listNamedSchools(desk, roundId)).filter(one => one.council === null)
