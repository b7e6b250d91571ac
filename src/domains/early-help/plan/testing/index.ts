import assert from 'node:assert/strict'
import { Type } from 'typebox'
import {
  type Answer,
  type Ground,
  performRoute,
  type Route,
  recordKind,
  type SignedInReader,
} from '../../../../access/index.ts'
import { aChild, anEntry, aRelation, type TestChild, testGrounds } from '../../../../access/testing/index.ts'
import { type KnownChange, workPages } from '../../../../children/index.ts'
import { testKnown, wordsOf } from '../../../../children/testing/index.ts'
import { type TestDatabase, testDatabase } from '../../../../platform/testing/index.ts'
import { earlyHelpPages, helpOwed } from '../index.ts'

const enrolment = recordKind({
  kind: 'enrolment',
  title: 'School place',
  category: 'identity',
  schema: Type.Object({ school: Type.String() }),
})
export const helpPath = '/children/:child/early-help'
type Form = Readonly<Record<string, string>>

/** Early help of one child, Liam Hart, in a database of its own. */
export class TestEarlyHelp {
  static async open(now: () => Date): Promise<TestEarlyHelp> {
    const db = await testDatabase()
    const child = await aChild(db.owner)
    const body = { forename: 'Liam', surname: 'Hart' }
    await anEntry(db.owner, child, { kind: 'identity', category: 'identity', body })
    return new TestEarlyHelp(db, (await testGrounds(db, now)).pages, child)
  }
  readonly db: TestDatabase
  readonly child: TestChild
  /** What was told once. */
  readonly told: KnownChange[] = []
  /** What was taken to the front door. */
  readonly sent: { readonly childId: number; readonly worry: string }[] = []
  private readonly ground: Ground
  private readonly routes: readonly Route[]
  private constructor(db: TestDatabase, ground: Ground, child: TestChild) {
    this.db = db
    this.ground = ground
    this.child = child
    const owed = [helpOwed(enrolment)]
    const today = workPages({ enrolment, kinds: [], attendance: enrolment, owed } as never).filter(
      one => one.path === '/',
    )
    const help = earlyHelpPages({
      enrolment,
      known: testKnown(this.told),
      stepUp: async (_command, told) => {
        this.sent.push(told)
        return 'K7QM-2XRD'
      },
    })
    this.routes = [...today, ...help]
  }
  async close(): Promise<void> {
    await this.ground.db.destroy().catch(() => {})
    await this.db.drop().catch(() => {})
  }
  /** Somebody works with the child. */
  async worksWith(...readers: readonly SignedInReader[]): Promise<void> {
    for (const reader of readers) await aRelation(this.db.owner, { child: this.child.id }, { principal: reader.userId })
  }
  perform(by: SignedInReader, at: string, sort: Route['sort'], form: Form = {}, params: Form = {}): Promise<Answer> {
    const route = this.routes.find(one => one.path === at && one.sort === sort) ?? assert.fail(at)
    const given = { params: { child: this.child.address, ...params }, query: {}, form, files: [], requestId: 'test' }
    return performRoute(this.ground, route, by, given)
  }
  /** Family support is theirs, or their team's, from 1 November 2026 on. */
  async supports(...principals: readonly number[]): Promise<void> {
    for (const id of principals)
      await this.db.owner.query(
        `insert into involvement (child_id, principal_id, kind, service, category, category_bit, purpose, true_from, source_id, known_from)
         values ($1, $2, 'family-support', 'Early help', 'early-help', 64, 'test', '2026-11-01', 'test', '2026-11-01')`,
        [this.child.id, id],
      )
  }
  /** What somebody reads on Today. */
  async today(by: SignedInReader): Promise<string> {
    return wordsOf(await this.perform(by, '/', 'list-page'))
  }
  async look(by: SignedInReader, part = '', params: Form = {}): Promise<string> {
    return wordsOf(await this.perform(by, helpPath + part, 'child-page', {}, params))
  }
  send(by: SignedInReader, part: string, form: Form): Promise<Answer> {
    return this.perform(by, helpPath + part, 'child-action', form)
  }
  async saved(by: SignedInReader, part: string, form: Form): Promise<void> {
    const answer = await this.send(by, part, form)
    assert.ok('redirect' in answer, 'page' in answer ? wordsOf(answer) : '')
  }
  /** What a form holds, as it is sent to the browser. */
  async boxes(by: SignedInReader, part: string): Promise<string> {
    const answer = await this.perform(by, helpPath + part, 'child-page')
    return 'page' in answer ? String(answer.page.body) : ''
  }
  /** One of the boxes that nobody sees. */
  async hidden(by: SignedInReader, part: string, name: string): Promise<string> {
    return new RegExp(`name="${name}" value="([^"]*)"`).exec(await this.boxes(by, part))?.[1] ?? ''
  }
}
