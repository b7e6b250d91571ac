import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { anEntry } from '../../access/testing/index.ts'
import { attendance, enrolment, teamTown } from '../testing/team-town.ts'
import { wordsOf } from '../testing/two-children.ts'
import { workPages } from '../work/index.ts'
import { allocationRoutes } from './index.ts'

const routes = [
  ...workPages({ enrolment, kinds: [], attendance, owed: [] }),
  ...allocationRoutes({ enrolment, plans: [], clocks: [] }),
]
let town: Awaited<ReturnType<typeof teamTown>>
before(async () => {
  town = await teamTown(routes)
  await town.db.owner.query(
    `insert into ward_postcode (postcode, ward, from_on) values ('NM42QT', 'Quay', '2025-09-01')`,
  )
  await town.db.owner.query(
    `insert into access.establishment (laestab, name) values ('801/2001', 'Larchfield Primary')`,
  )
  await town.db.owner.query(
    `insert into access.team_place (team_id, ward, establishment_id, from_on, to_on) values ($1, 'Quay', null, '2026-09-01', 'infinity'),
      ($1, null, (select id from access.establishment), '2026-09-01', '2027-09-01'), ($1, 'Hill', null, '2025-10-01', '2026-11-20')`,
    [town.south],
  )
})
after(() => town.db.drop())

test('whoever moves a child’s work sees first the team to which the child’s area or school belongs, and no area where they see no address', async () => {
  const choice = async () => wordsOf(await town.ask(town.manager, town.child, { path: '/children/:child/allocation' }))
  assert.match(await choice(), /To which team\? Choose South The team/)
  await anEntry(town.db.owner, town.child, {
    kind: 'address',
    category: 'contact',
    body: { lines: ['3 Mill Street'], postcode: 'NM4 2QT' },
  })
  assert.match(await choice(), /First the teams to which Leo’s area or school belongs Choose South \(Quay\)/)
  await anEntry(town.db.owner, town.child, {
    kind: 'enrolment',
    category: 'identity',
    body: { school: 'x', laestab: '8012001' },
  })
  assert.match(await choice(), /South \(Larchfield Primary, Quay\)/)
  await town.db.owner.query(`update entry set sensitivity = 4 where kind = 'address'`)
  assert.match(await choice(), /South \(Larchfield Primary\)/)
})

test('the team’s page says its areas and schools with their days', async () => {
  const { rows } = await town.db.owner.query(`select uuid from access.principal where id = $1`, [town.team.id])
  await town.db.owner.query(`update access.team_place set team_id = $1 where ward is distinct from 'Hill'`, [
    town.team.id,
  ])
  const page = wordsOf(
    await town.ask(town.manager, town.child, { path: '/teams/:team', params: { team: rows[0].uuid } }),
  )
  assert.match(
    page,
    /Areas and schools Larchfield Primary, since 1 September 2026 until 31 August 2027 Quay, since 1 September 2026/,
  )
})
