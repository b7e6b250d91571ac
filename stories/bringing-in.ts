import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import type { Stage } from './stage.ts'
import { find, wordsOf } from './visitor.ts'

const rows = Array.from({ length: 60 }, (_, at) => {
  const day = String((at % 27) + 1).padStart(2, '0')
  return `HC${100 + at},Tamsin ${'abcdefghijklmnopqrstuvwxyz'[at % 26]?.toUpperCase()}${at % 2 ? 'nn' : 'lly'},Quillfeather,${day}/04/2016,NM1 2PA`
})
const club = {
  name: 'Holiday club members 2026.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(
    ['Ref,Forename,Surname,Date of birth,Postcode', ...rows, 'HC999,Orla,Quillfeather,31/02/2016,NM1 2PA', ''].join(
      '\r\n',
    ),
  ),
}

/** A list that nobody has seen before, from a service that keeps it by hand. */
export const bringingInStories = (stage: () => Stage): void => {
  test('a spreadsheet is brought in: its columns are confirmed, another window sees it done by itself, its bad row comes back, and it is undone', async () => {
    const iris = await stage().visitors.signIn('Iris Feld')
    const { page } = iris
    await iris.open('/imports')
    await iris.look()
    await page.getByLabel('Files to bring in').setInputFiles(club)
    await page.getByRole('button', { name: 'Bring in', exact: true }).click()
    await page.getByRole('button', { name: 'Say what the columns mean' }).click()
    await page.getByRole('heading', { name: 'What the columns mean' }).waitFor()
    await iris.look()
    // Another window has stood open on the import since before it began, and is never loaded again.
    const window = await page.context().newPage()
    await window.goto(page.url().replace(/\/mapping$/, ''))
    await window.getByRole('button', { name: 'Say what the columns mean' }).waitFor()
    // This one hears of nothing until all is done, as on a slow line: it shows all the same what came before it listened.
    const done = Promise.withResolvers<void>()
    await page.route('**/live', route => done.promise.then(() => route.continue()))
    await page.getByRole('button', { name: 'Confirm and bring in' }).click()
    await window.getByRole('heading', { name: 'What it brought' }).waitFor()
    await window.close()
    done.resolve()
    await page.getByRole('heading', { name: 'What it brought' }).waitFor()
    await page.unroute('**/live')
    await iris.look()
    const words = await wordsOf(page)
    assert.match(words, /61 rows/)
    assert.match(words, /31\/02\/2016|Rejected rows/)
    const download = page.waitForEvent('download')
    await page.getByRole('link', { name: /^Download 1 row/ }).click()
    const back = await readFile(await (await download).path(), 'utf8')
    assert.match(back, /HC999/)
    assert.doesNotMatch(back, /HC100/)
    const run = new URL(page.url()).pathname

    await find(iris, 'Quillfeather 01 04 2016')
    assert.match(await wordsOf(page), /Quillfeather/)

    await iris.open(run)
    await page.getByRole('link', { name: 'Undo the whole import' }).click()
    await page.getByRole('heading', { name: /^Undo the import/ }).waitFor()
    await iris.look()
    await page.getByRole('button', { name: 'Undo the whole import' }).click()
    await page.getByText('This import has been undone').waitFor()
    await iris.look()
    await find(iris, 'Quillfeather 01 04 2016')
    assert.doesNotMatch(await wordsOf(page), /Tamsin/)
    await iris.leave()
  })
}
