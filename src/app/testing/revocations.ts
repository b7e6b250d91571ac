import type { SignedInReader } from '../../access/index.ts'
import { aChild, anEntry, aReader, aRelation, aTeam, type TestChild, testNow } from '../../access/testing/index.ts'
import type { TestDatabase } from '../../platform/testing/index.ts'
import { leaveSite, type TestSite, testSite, type Visitor } from './index.ts'

type Trial = {
  readonly db: TestDatabase
  readonly reader: SignedInReader
  readonly team: number
  readonly child: TestChild
  /** The reason by which the reader opens the child's record. */
  readonly grant: number
  readonly clock: Clock
}
/** The time that a site's trials live in. */
type Clock = { now: Date }

// Each way in which somebody's sight of a child ends while their page is open.
const ways: Readonly<Record<string, (trial: Trial) => unknown>> = {
  'the work with the child ends': ({ db, grant, clock }) =>
    db.owner.query(`update access.grant_row set ends_at = $1 where id = $2`, [clock.now, grant]),
  'its day is over': ({ clock }) => {
    clock.now = new Date(clock.now.getTime() + 61 * 60_000)
  },
  'they leave the team that works with the child': ({ db, reader, team, clock }) =>
    db.owner.query('update access.membership set ends_at = $1 where user_id = $2 and team_id = $3', [
      clock.now,
      reader.userId,
      team,
    ]),
  'their role is taken away': ({ db, reader, clock }) =>
    db.owner.query('update access.role_held set ends_at = $1 where user_id = $2', [clock.now, reader.userId]),
  'their account is paused': ({ db, reader }) =>
    db.owner.query('update access.principal set active = false where id = $1', [reader.userId]),
  'their session is ended': ({ db, reader }) =>
    db.owner.query('delete from access.session where user_id = $1', [reader.userId]),
  'a conflict of interest is declared': ({ db, reader, child }) =>
    db.owner.query(`insert into access.conflict (user_id, child_id, why) values ($1, $2, 'declared')`, [
      reader.userId,
      child.id,
    ]),
  'the child is restricted to others': trial => shield(trial, 'restricted'),
  'the child is sealed to others': trial => shield(trial, 'sealed'),
}

const shield = ({ db, child, clock }: Trial, kind: string) =>
  db.owner.query(`insert into access.shield (child_id, kind, reason, starts_at) values ($1, $2, 'test', $3)`, [
    child.id,
    kind,
    clock.now,
  ])

/** What came of the trials: how often the next request was still answered, by which way. */
export type Revoked = { readonly trials: number; readonly late: readonly string[] }

/**
 * Somebody opens a child's record, their sight of it ends in one of nine ways in turn, and they ask again: for the record, or for one of its
 * pages. Throws where the record did not open at first, for then nothing was tried.
 */
export const tryRevocations = async (db: TestDatabase, trials: number): Promise<Revoked> => {
  const clock: Clock = { now: testNow }
  const site = await testSite(db, () => clock.now)
  const late: string[] = []
  try {
    for (let trial = 0; trial < trials; trial++) {
      const [what, end] = Object.entries(ways)[trial % Object.keys(ways).length]!
      const { visitor, begun, path } = await begin(
        { db, site, clock },
        what,
        ['', '/timeline', '/family'][trial % 3] ?? '',
      )
      await end(begun)
      const { statusCode, body } = await visitor.get(path)
      if ((statusCode !== 404 && statusCode !== 303) || body.includes(marker)) late.push(what)
    }
  } finally {
    await leaveSite(undefined, site)
  }
  return { trials, late }
}

const marker = 'Quillfeather'

const begin = async (
  { db, site, clock }: { db: TestDatabase; site: TestSite; clock: Clock },
  what: string,
  page: string,
): Promise<{ visitor: Visitor; begun: Trial; path: string }> => {
  const byTeam = what.includes('team')
  const [team, child] = [await aTeam(db.owner, 'North'), await aChild(db.owner)]
  const reader = await aReader(db.owner, 'social-worker', [team])
  const body = { forename: 'Amara', surname: marker, birthDate: '2014-05-03' }
  await anEntry(db.owner, child, { kind: 'identity', category: 'identity', body })
  const to = new Date(clock.now.getTime() + 60 * 60_000)
  const grant = await aRelation(db.owner, { child: child.id }, { principal: byTeam ? team : reader.userId, to })
  const visitor = await site.signIn(reader)
  const path = `/children/${child.address}${page}`
  const first = await visitor.get(path)
  if (first.statusCode !== 200 || !first.body.includes(marker))
    throw new Error(`${page} did not open before ${what}: ${first.statusCode}.`)
  return { visitor, path, begun: { db, reader, team, child, grant, clock } }
}
