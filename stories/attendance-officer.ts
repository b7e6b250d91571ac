import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Stage } from './stage.ts'
import { find } from './visitor.ts'

const silent = /young.?carer|carer|dialysis|caring/i

/** An education welfare officer's day: a child of hers, and a child who is not. */
export const attendanceOfficerStories = (stage: () => Stage): void => {
  test('an education welfare officer finds Liam though she mistypes him, and sees his absence and a pause, never why', async () => {
    const { signIn } = stage().visitors
    const sam = await signIn('Sam Ali')
    await find(sam, 'Liem Dohertey')
    await sam.page.getByRole('link', { name: 'Liam Doherty' }).click()
    await sam.page.getByRole('heading', { name: 'Liam Doherty', level: 1 }).waitFor()
    await sam.look()
    stage().liam = new URL(sam.page.url()).pathname
    assert.doesNotMatch(await sam.page.locator('main').innerText(), silent)
    await sam.page.getByRole('link', { name: 'School', exact: true }).click()
    await sam.page.getByRole('heading', { name: 'School and attendance' }).waitFor()
    await sam.look()
    const words = await sam.page.locator('main').innerText()
    assert.match(words, /Speak to someone first/)
    assert.match(words, /Missed \d+ of \d+ sessions/)
    assert.match(words, /Quarry Bank Academy/)
    assert.doesNotMatch(words, silent)
    await sam.leave()
  })

  test('a stranger to Liam finds nothing, reads “Page not found” at his address, and the auditor sees that she tried', async () => {
    const { signIn } = stage().visitors
    const nadia = await signIn('Nadia Holt')
    await find(nadia, 'Liam Doherty')
    assert.match(await nadia.page.locator('main').innerText(), /No child found/)
    const answers = [await nadia.open(stage().liam), await nadia.open(`${stage().liam}/school`)]
    assert.deepEqual(
      answers.map(answer => answer?.status()),
      [404, 404],
    )
    await nadia.look()
    const refused = await nadia.page.locator('body').innerText()
    assert.match(refused, /Page not found/)
    assert.doesNotMatch(refused, /Liam|Doherty/)
    const nowhere = await nadia.open('/children/00000000-0000-4000-8000-000000000000')
    assert.equal(nowhere?.status(), 404)
    assert.equal(await nadia.page.locator('body').innerText(), refused)
    await nadia.leave()

    const frances = await signIn('Frances Amory')
    await frances.open('/who-looked?who=Nadia+Holt&outcome=refused')
    await frances.look()
    const reference = stage().liam.split('/')[2]?.slice(0, 8) ?? ''
    const rows = frances.page.getByRole('row').filter({ hasText: reference })
    assert.equal(await rows.count(), 2)
    assert.match(await rows.first().innerText(), /Nadia Holt/)
    await frances.leave()
  })
}
