import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Stage } from './stage.ts'
import { countOf, type Visitor } from './visitor.ts'

const openPair = async (iris: Visitor): Promise<string> => {
  await iris.open('/duplicates')
  await iris.look()
  const row = iris.page.getByRole('row').filter({ hasText: 'Two records, perhaps one child' }).first()
  await row.getByRole('link').click()
  await iris.page.getByRole('heading', { name: 'Are these the same child?' }).waitFor()
  await iris.page.waitForLoadState()
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
    if ((await countOf(page.getByText('Iris Feld decided this'))) > 0) return
  }
  assert.fail('Five answers in a row wait for another reviewer')
}

// Which services tell of a pair the clearing house is not told: one of these owns the source, and finds a question on Today.
const answerForSource = async (visitors: Stage['visitors']): Promise<void> => {
  for (const name of ['Dee Akinola', 'Bronwen Achebe', 'Dawn Hughes', 'Ravi Menon', 'Ada Birch']) {
    const owner = await visitors.signIn(name)
    const questions = owner.page.getByRole('link', { name: 'Questions about your sources' })
    if ((await countOf(questions)) > 0) {
      await questions.click()
      await owner.look()
      await owner.page.getByRole('radio', { name: 'Our record is right' }).first().check()
      await owner.page
        .getByRole('button', { name: /^Send the answer/ })
        .first()
        .click()
      await owner.page.getByText('Saved. Your answer goes back to who asked.').waitFor()
      await owner.leave()
      return
    }
    await owner.leave()
  }
  assert.fail('Nobody found a question about a source of theirs')
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
    await decision.getByRole('link', { name: /^Values/ }).click()
    await page.getByRole('heading', { name: 'Which values do we show?' }).waitFor()
    await iris.look()
    await iris.open('/duplicates/decided')
    await decision.getByRole('link', { name: /^Undo/ }).click()
    await page.getByRole('heading', { name: 'Undo this decision?' }).waitFor()
    await iris.look()
    await page.getByRole('button', { name: 'Undo the decision' }).click()
    await page.getByText('there are two records again').waitFor()
    await iris.open('/duplicates')
    assert.ok((await countOf(page.getByRole('row').filter({ hasText: 'Two records, perhaps one child' }))) > 0)
    await iris.leave()
  })

  test('a pair is asked about by the keyboard alone; whoever owns the source finds the question on Today, and the answer stands beside the pair, which a colleague has open', async () => {
    const { visitors } = stage()
    const iris = await visitors.signIn('Iris Feld')
    const pair = await openPair(iris)
    const { page } = iris
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    // None is chosen: the arrow upwards goes from the first to the last but one, "Not sure, ask the source".
    for (const key of ['ArrowUp', 'ArrowUp', 'Tab', 'Tab', 'Enter']) await page.keyboard.press(key)
    await page.getByText('Saved: the question waits for the source.').waitFor()
    await answerForSource(visitors)
    await iris.open(`${pair}?score=yes`)
    await page.getByText(/said today at .* that its record is right/).waitFor()
    await page.getByRole('heading', { name: 'How the system scored this' }).waitFor()
    await iris.look()
    const bashir = await visitors.signIn('Bashir Noor')
    await bashir.open(pair)
    await bashir.page.getByText('Iris Feld has this open too.').waitFor()
    await bashir.leave()
    await iris.leave()
  })
}
