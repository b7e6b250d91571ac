import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { testGrounds } from '../src/access/testing/index.ts'
import { linkPending } from '../src/children/index.ts'
import { type IntakeGround, receiveFiles, workRun } from '../src/intake/index.ts'
import { type TestDatabase, testDatabase } from '../src/platform/testing/index.ts'
import { loadTown } from './bulk-loader.ts'
import { townFile, townSource } from './town.source.ts'
import type { Town } from './town.ts'
import { arrangeTown, type TownStaff, townStaff } from './town-staff.ts'
import { seenInTown, stateOfTown } from './town-state.ts'

// The bench asks for more: TOWN_CHILDREN=10000 node --test bench/bulk-loader.test.ts
const town: Town = { children: Number(process.env.TOWN_CHILDREN ?? 300), days: 3 }

type World = { readonly database: TestDatabase; readonly grounds: Awaited<ReturnType<typeof testGrounds>> }

const openWorld = async (): Promise<World> => {
  const database = await testDatabase()
  return { database, grounds: await testGrounds(database) }
}

const throughIntake = async ({ grounds }: World): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'throughline-town-'))
  const ground: IntakeGround = { ...grounds.jobs, filesKey: Buffer.alloc(32, 7), tempDir: folder }
  try {
    await writeFile(join(folder, 'town.csv'), townFile(town))
    const sources = [townSource]
    const { runs } = await receiveFiles(ground, [join(folder, 'town.csv')], { sources })
    const link = async (_ground: unknown, runId: number): Promise<void> => void (await linkPending(ground, { runId }))
    for (const { run } of runs) assert.equal((await workRun(ground, run, { sources, link })).state, 'done')
  } finally {
    await rm(folder, { recursive: true })
  }
}

describe('a town that the bulk loader filled and the same town brought in by intake', () => {
  let [brought, loaded]: (World | undefined)[] = []
  const worlds = (): readonly World[] => [brought, loaded].filter(world => world !== undefined)

  before(async () => {
    brought = await openWorld()
    await throughIntake(brought)
    loaded = await openWorld()
    const { database, grounds } = loaded
    await loadTown({ ownerUrl: database.ownerUrl, owner: database.owner, jobs: grounds.jobs }, town)
    for (const { grounds: each } of worlds()) await arrangeTown(each.jobs, town)
  })
  after(async () => {
    for (const { database } of worlds()) await database.drop()
  })

  test('hold the same people, links, facts, rolls, marks, search words and reasons', async () => {
    const [one, other] = await Promise.all(worlds().map(({ database }) => stateOfTown(database.owner)))
    assert.match(one?.facts ?? '', new RegExp(`^${town.children * 8}|^\\d{4,} `))
    assert.deepEqual(other, one)
  })

  for (const who of Object.keys(townStaff) as TownStaff[]) {
    test(`show a ${townStaff[who]} the same`, async () => {
      const [one, other] = await Promise.all(
        worlds().map(({ database, grounds }) => seenInTown(database.owner, grounds.pages, who)),
      )
      assert.doesNotMatch(one?.facts ?? '0 ', /^0 /)
      assert.deepEqual(other, one)
    })
  }
})
