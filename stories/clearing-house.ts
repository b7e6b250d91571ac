import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Stage } from './stage.ts'
import type { Visitor } from './visitor.ts'

const openPair = async (iris: Visitor): Promise<string> => {
  await iris.open('/duplicates')
  await iris.look()
  const row = iris.page.getByRole('row').filter({ hasText: 'Two records, perhaps one child' }).first()
  await row.getByRole('link').click()
  await iris.page.getByRole('heading', { name: 'Are these the same child?' }).waitFor()
  await iris.look()
  return new URL(iris.page.url()).pathname
}

// Some answers wait for another reviewer, and the list does not tell which will: the next pair is then answered.
const joinAPair = async (iris: Visitor): Promise<void> => {
  const { page } = iris
  for (let tries = 0; tries < 5; tries++) {
    const pair = await openPair(iris)
    await page.getByRole('radio', { name: 'Same child, join' }).check()
    await page.getByLabel('Why', { exact: true }).selectOption({ label: 'I asked the family' })
    await page.getByRole('button', { name: 'Save and show next' }).click()
    await page.getByText('Saved: same child, join.').waitFor()
    await iris.open(pair)
    await page
      .getByText(/Iris Feld decided this|You answered this/)
      .first()
      .waitFor()
    if ((await page.getByText('Iris Feld decided this').count()) > 0) return
  }
  assert.fail('Five answers in a row wait for another reviewer')
}

/** The clearing house decides whether two records are one child. */
export const clearingHouseStories = (stage: () => Stage): void => {
  test('the clearing house joins a pair, sees the decision, and undoes it: the question is asked again', async () => {
    const iris = await stage().visitors.signIn('Iris Feld')
    const { page } = iris
    await joinAPair(iris)
    await iris.open('/duplicates/decided')
    await iris.look()
    const decision = page.getByRole('row').filter({ hasText: 'Iris Feld' }).first()
    assert.match(await decision.innerText(), /same child/i)
    await decision.getByRole('link', { name: /^Undo/ }).click()
    await page.getByRole('heading', { name: 'Undo this decision?' }).waitFor()
    await iris.look()
    await page.getByRole('button', { name: 'Undo the decision' }).click()
    await page.getByText('there are two records again').waitFor()
    await iris.open('/duplicates')
    assert.ok((await page.getByRole('row').filter({ hasText: 'Two records, perhaps one child' }).count()) > 0)
    await iris.leave()
  })
}
