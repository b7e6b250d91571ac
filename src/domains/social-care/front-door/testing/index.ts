import assert from 'node:assert/strict'
import { Type } from 'typebox'
import {
  type Answer,
  asActor,
  type Ground,
  type OpenAction,
  performOpen,
  performRoute,
  type Route,
  recordKind,
  type SignedInReader,
} from '../../../../access/index.ts'
import { aChild, anEntry, type TestChild, testGrounds } from '../../../../access/testing/index.ts'
import { type EnrolmentKind, indexPersons } from '../../../../children/index.ts'
import { wordsOf } from '../../../../children/testing/index.ts'
import { type TestDatabase, testDatabase } from '../../../../platform/testing/index.ts'
import { frontDoorPages } from '../index.ts'

const enrolment: EnrolmentKind = recordKind({
  kind: 'enrolment',
  title: 'School place',
  category: 'identity',
  schema: Type.Object({ school: Type.Optional(Type.String()) }),
})
type Form = Readonly<Record<string, string>>
const inputOf = (params: Form, form: Form) => ({ params, query: {}, form, files: [], requestId: 'test' })
/** The reference that whoever told a worry is given. */
export const referenceIn = (answer: Answer): string =>
  'redirect' in answer ? (answer.redirect.split('/').at(-1) ?? '') : assert.fail(wordsOf(answer))

/** A front door with a database of its own, at the hour that `now` gives. */
export class TestFrontDoor {
  static async open(now: () => Date): Promise<TestFrontDoor> {
    const db = await testDatabase()
    return new TestFrontDoor(db, await testGrounds(db, now), now)
  }
  readonly db: TestDatabase
  readonly grounds: { pages: Ground; jobs: Ground }
  private readonly routes: readonly Route[]
  private constructor(db: TestDatabase, grounds: { pages: Ground; jobs: Ground }, now: () => Date) {
    this.db = db
    this.grounds = grounds
    this.routes = frontDoorPages({
      key: Buffer.alloc(32, 7),
      dutyPhone: '01632 960450',
      now,
      ground: grounds.pages,
      enrolment,
    })
  }
  async close(): Promise<void> {
    await Promise.all([this.grounds.pages.db.destroy(), this.grounds.jobs.db.destroy()]).catch(() => {})
    await this.db.drop().catch(() => {})
  }

  private routeAt(path: string, sort: string): Route {
    return this.routes.find(one => one.path === path && one.sort === sort) ?? assert.fail(path)
  }
  /** Sends the open page’s form, signed in or not. */
  send(form: Form, by?: SignedInReader): Promise<Answer> {
    return performOpen(this.grounds.pages, this.routeAt('/worry', 'open-action') as OpenAction, by, inputOf({}, form))
  }
  ask(by: SignedInReader, path: string, contact = ''): Promise<Answer> {
    return performRoute(this.grounds.pages, this.routeAt(path, 'desk-page'), by, inputOf({ contact }, {}))
  }
  act(by: SignedInReader, path: string, contact: string, form: Form = {}): Promise<Answer> {
    return performRoute(this.grounds.pages, this.routeAt(path, 'desk-action'), by, inputOf({ contact }, form))
  }
  /** What was told beside what is known of a child. */
  async beside(by: SignedInReader, child: TestChild, contact: string): Promise<string> {
    const page = this.routeAt('/children/:child/front-door/:contact', 'child-page')
    return wordsOf(await performRoute(this.grounds.pages, page, by, inputOf({ child: child.address, contact }, {})))
  }
  async tray(by: SignedInReader): Promise<string> {
    return wordsOf(await this.ask(by, '/front-door'))
  }
  /** Looks for whose a contact is; gives what is read then, and where it stands. */
  async look(
    by: SignedInReader,
    contact: string,
    form: Form,
  ): Promise<{ readonly words: string; readonly search: string }> {
    const sent = await this.act(by, '/front-door/:contact/find', contact, form)
    if (!('redirect' in sent)) return { words: wordsOf(sent), search: '' }
    const search = sent.redirect.split('/').at(-1) ?? ''
    const page = this.routeAt('/front-door/:contact/find/:search', 'list-page')
    const found = await performRoute(this.grounds.pages, page, by, inputOf({ contact, search }, {}))
    return { words: wordsOf(found), search }
  }

  /** A child of the Harts, born on 30 November 2015, whom anybody can look for. */
  async child(forename: string): Promise<TestChild> {
    const child = await aChild(this.db.owner)
    const body = { forename, surname: 'Hart', birthDate: '2015-11-30' }
    await anEntry(this.db.owner, child, { kind: 'identity', category: 'identity', body })
    await asActor(this.grounds.jobs, 'linker', tx => indexPersons(tx, [child.id]))
    return child
  }
  /** Seals a child’s record for everybody but one. */
  async seal(child: TestChild, holder: SignedInReader): Promise<void> {
    const { rows } = await this.db.owner.query(
      `insert into access.shield (child_id, kind, reason, starts_at) values ($1, 'sealed', 'test', '2026-01-01') returning id`,
      [child.id],
    )
    const named = 'insert into access.shield_allowed (shield_id, principal) values ($1, $2)'
    await this.db.owner.query(named, [rows[0].id, holder.userId])
  }
  async addressOf(reference: string): Promise<string> {
    const asked = 'select uuid from front_door_contact where reference = $1'
    return (await this.db.owner.query(asked, [reference])).rows[0]?.uuid
  }
  /** What people wrote on a child’s record. */
  async onRecord(child: TestChild): Promise<string[]> {
    const { rows } = await this.db.owner.query(
      `select kind, body->>'outcome' as outcome, body->>'noFurtherAction' as nfa from entry where child_id = $1 and known_to = 'infinity' and author_id is not null order by id`,
      [child.id],
    )
    return rows.map(({ kind, outcome, nfa }) => [kind, outcome ?? nfa].filter(Boolean).join(' '))
  }
}
