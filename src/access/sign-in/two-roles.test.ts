import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { type TestDatabase, testDatabase } from '../../platform/testing/index.ts'
import { aBrowser, post } from '../testing/browser.ts'
import { aReader, testNow } from '../testing/index.ts'
import { signInSite } from '../testing/sign-in-site.ts'
import { developmentIssuer } from './index.ts'

describe('two roles of one person', () => {
  let db: TestDatabase
  let site: Awaited<ReturnType<typeof signInSite>>
  let base: string
  before(async () => {
    db = await testDatabase()
    const { userId } = await aReader(db.owner, 'social-worker')
    await db.owner.query(`insert into access.role_held (user_id, role) values ($1, 'team-manager')`, [userId])
    await db.owner.query('insert into access.account (user_id, issuer, subject) values ($1, $2, $3)', [
      userId,
      developmentIssuer,
      'joanna',
    ])
    site = await signInSite(db, () => testNow)
    base = site.base
  })
  after(async () => {
    await site.stop()
    await db.drop()
  })
  const signIn = async () => {
    const person = aBrowser()
    const list = await person.follow(`${base}/sign-in`)
    return { ...person, landed: await person.follow(list.at, post({ subject: 'joanna' })) }
  }
  const csrfOf = async (answer: Response) => /name="_csrf" value="([^"]+)"/.exec(await answer.text())?.[1] ?? ''

  test('are worked in one at a time, and only one that the person holds', async () => {
    const person = await signIn()
    const token = person.jar.get('throughline')
    await person.go(`${base}/role`, post({ _csrf: await csrfOf(person.landed), role: 'team-manager' }))
    assert.notEqual(person.jar.get('throughline'), token)
    const home = await person.go(`${base}/`)
    const text = await home.text()
    assert.match(text, /role team-manager/)
    const _csrf = /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? ''
    await person.go(`${base}/role`, post({ _csrf, role: 'auditor' }))
    assert.match(await (await person.go(`${base}/`)).text(), /role team-manager/)
  })

  test('are gone on with, by who comes back, in the one they last worked in, while they hold it', async () => {
    const person = await signIn()
    await person.go(`${base}/role`, post({ _csrf: await csrfOf(person.landed), role: 'team-manager' }))
    const again = async () => (await (await signIn()).landed).text()
    assert.match(await again(), /role team-manager/)
    await db.owner.query(`update access.role_held set ends_at = '-infinity' where role = 'team-manager'`)
    assert.match(await again(), /role social-worker/)
  })
})
