// A team that holds work with two children: its manager Dawn, its workers Priya and Tom, and another team.
import { Type } from 'typebox'
import { type Route, recordKind, type SignedInReader } from '../../access/index.ts'
import { aReader, aTeam, type TestChild } from '../../access/testing/index.ts'
import { categoryBit } from '../../kernel/index.ts'
import { twoChildren } from './two-children.ts'

/** Kinds of the services that pages of a day's work are made with. */
export const enrolment = recordKind({
  kind: 'enrolment',
  title: 'x',
  category: 'identity',
  schema: Type.Object({ school: Type.String() }),
})
export const attendance = recordKind({
  kind: 'session-count',
  title: 'x',
  category: 'attendance',
  schema: Type.Object({}),
})

/** The town of two children whose work a team has held since Monday, given to nobody yet. */
export const teamTown = async (routes: readonly Route[]) => {
  const town = await twoChildren(routes)
  const { owner } = town.db
  const uuidOf = async ({ userId }: Pick<SignedInReader, 'userId'>): Promise<string> =>
    (await owner.query('select uuid from access.principal where id = $1', [userId])).rows[0].uuid
  const manages = (user: SignedInReader) =>
    owner.query('update access.membership set manages = true where user_id = $1', [user.userId])
  const id = town.manager.manages[0] ?? 0
  const team = { id, address: await uuidOf({ userId: id }) }
  const priya = town.worker
  const tom = await aReader(owner, 'social-worker', [id])
  for (const [user, name] of [
    [priya, 'Priya'],
    [tom, 'Tom'],
    [town.manager, 'Dawn'],
  ] as const)
    await owner.query('update access.principal set name = $2 where id = $1', [user.userId, name])
  await manages(town.manager)
  const south = await aTeam(owner, 'South')
  await manages(await aReader(owner, 'team-manager', [south]))
  await aReader(owner, 'social-worker', [south])
  const involve = (child: TestChild, principal: number, from: string) =>
    owner.query(
      `insert into involvement (child_id, principal_id, kind, service, category, category_bit, purpose, true_from, source_id, known_from)
       values ($1, $2, 'social-work', 'care', 'care-involved', $3, 'protect: a referral to be assessed', $4::date, 'throughline', $4::date)`,
      [child.id, principal, categoryBit('care-involved'), from],
    )
  for (const child of [town.child, town.other]) await involve(child, id, '2026-11-16')
  return { ...town, team, priya, tom, south, involve, uuidOf }
}
