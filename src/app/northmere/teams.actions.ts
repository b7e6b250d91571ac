import { sql } from 'kysely'
import {
  asActor,
  asCommand,
  developmentIssuer,
  findInvolvementKind,
  provisionFiles,
  type Tx,
} from '../../access/index.ts'
import { allocation } from '../../children/index.ts'
import type { IntakeGround } from '../../intake/index.ts'
import { academicYearDays, academicYearOf, addDays, londonDate } from '../../kernel/index.ts'
import type { OnRecord } from './arranged.ts'
import { writeOnce } from './authored.actions.ts'

/** The services that a family of Northmere can be sent on to. */
const services = [
  {
    name: 'Larch debt advice',
    does: 'Debts, benefits, rent arrears.',
    forWhom: 'Any family in Northmere',
    how: 'By telephone with the family beside you, or they drop in on Tuesdays.',
    phone: '01632 960833',
  },
  {
    name: 'Mill Street youth club',
    does: 'Clubs, one to ones and trips.',
    forWhom: 'Children of 8 to 18',
    how: 'Their form, sent by the worker.',
    phone: '',
  },
] as const

/** What a team lead told before the demo begins: the services for families, and days on which a worker is away with somebody to cover. Done again it adds nothing. */
export const keepTeamsTold = (ground: IntakeGround): Promise<void> =>
  asActor(ground, 'recorder', async (tx, at) => {
    const of = (key: string) => sql`(select id from access.principal where kind = 'user' and key = ${key})`
    const today = londonDate(at)
    await sql`
      insert into family_service (name, does, for_whom, how, phone, from_on, told_by, known_from)
      select s.name, s.does, s."forWhom", s.how, s.phone, ${addDays(today, -200)}::date, ${of('sasha-quill')}, ${at}
      from jsonb_to_recordset(${JSON.stringify(services)}::jsonb) as s(name text, does text, "forWhom" text, how text, phone text)
      where not exists (select from family_service)`.execute(tx)
    await sql`
      insert into access.away (user_id, first_day, last_day, cover_id, set_by, set_at)
      select away.id, ${addDays(today, 3)}::date, ${addDays(today, 10)}::date, cover.id, away.id, ${at}
      from ${of('josie-tarn')} away, ${of('ravi-menon')} cover where not exists (select from access.away)`.execute(tx)
  })

/** Which wards and schools the teams of two halves of Northmere belong to, as their directory tells by file. Done again it changes nothing. */
export const keepTeamPlaces = async (
  ground: IntakeGround,
  wards: readonly string[],
  laestab: string | undefined,
): Promise<void> => {
  const from = academicYearDays(academicYearOf(londonDate(ground.now()))).from
  const half = Math.ceil(wards.length / 2)
  const place = { from, lastDay: undefined, school: undefined }
  const places = wards.map((ward, at) => ({
    ...place,
    team: at < half ? 'south-protection' : 'north-protection',
    ward,
  }))
  const school = laestab ? [{ ...place, team: 'north-protection', ward: undefined, school: laestab }] : []
  const nobody = {
    issuer: developmentIssuer,
    people: [],
    teams: [],
    trainings: [],
    completions: [],
    whole: false,
    check: false,
  }
  await provisionFiles(ground, { ...nobody, places: [...places, ...school] })
}

/** Who owns the agreement with the sources of a service, and is asked about what they tell; the youth service for all others. */
const owners = {
  Schools: 'ada-birch',
  'Social care': 'dawn-hughes',
  'Early help': 'bronwen-achebe',
  'Young carers': 'ravi-menon',
}

/** The owners of the sources' agreements, as information governance wrote them down. Done again it changes nothing. */
export const keepSourceOwners = (ground: IntakeGround): Promise<void> =>
  asActor(ground, 'import-desk', async tx => {
    await sql`
      update source s set agreement_owner_id = p.id, agreement_owner = p.name from access.principal p
      where s.layout <> 'throughline' and s.agreement_owner_id is null and p.kind = 'user'
        and p.key = coalesce(${JSON.stringify(owners)}::jsonb ->> s.service, 'dee-akinola')`.execute(tx)
  })

/** A hand-over that waits: Priya Raman proposes that Tom Ellwood takes her work with the unborn child. Done again it adds nothing. */
export const keepHandOver = (ground: IntakeGround, children: OnRecord): Promise<void> =>
  asCommand(ground, 'recorder', async command => {
    const { tx, at } = command
    const child = children.get('unborn')
    const [from, to, team] = [
      await findPrincipal(tx, 'priya-raman'),
      await findPrincipal(tx, 'tom-ellwood'),
      await findPrincipal(tx, 'north-protection'),
    ]
    if (child === undefined || !from || !to || !team) return
    const work = 'social-work'
    const on = addDays(londonDate(at), -1)
    const category = findInvolvementKind(work)?.category ?? allocation.category
    const body = { act: 'offered', workerId: to, fromId: from, reason: 'caseload', on, work, teamId: team }
    await writeOnce(command, { kind: allocation, body, child, from: on, author: from, category })
  })

const findPrincipal = async (tx: Tx, key: string): Promise<number | undefined> => {
  const { rows } = await sql<{ id: number }>`select id from access.principal where key = ${key}`.execute(tx)
  return rows[0]?.id
}
