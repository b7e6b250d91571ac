import { leaveSite, testSite } from '../src/app/testing/index.ts'
import { realForms } from '../src/app/testing/naughty-forms.ts'
import { walkPages } from '../src/app/testing/naughty-pages.ts'
import { naughtyStrings, walkNaughty } from '../src/app/testing/naughty-walk.ts'
import { smallWorld } from '../src/app/testing/small-world.ts'
import { openBrowser } from '../src/platform/browser/testing/index.ts'
import { testDatabase } from '../src/platform/testing/index.ts'
import type { Bench } from './bench.ts'
import { thousands } from './measure.ts'

/** Every naughty string through real forms and back, in a browser. */
export const bench: Bench = {
  name: 'naughty',
  about: 'every naughty string through each real form in a browser, and read back on the page that follows',
  run: async (tell, { quick }) => {
    const db = await testDatabase()
    const site = await testSite(db)
    const browser = await openBrowser()
    try {
      const world = await smallWorld(db, site.grounds.jobs)
      const strings = quick ? naughtyStrings.filter((_, at) => at % 8 === 0) : naughtyStrings
      const started = performance.now()
      const { typed, faults } = await walkNaughty({ db, site, world, browser }, strings, {
        told: ({ what }) => tell(`  ${what} after ${Math.round((performance.now() - started) / 1000)} s`),
      })
      const fields = await walkPages({ db, site, world, browser }, naughtyStrings, { rounds: quick ? 1 : 3 })
      for (const fault of [...faults, ...fields.faults].slice(0, 20)) tell(`  ${fault}`)
      return [
        {
          measure: 'naughty strings that did not come back to the letter, or made a dialog, an error or a request',
          target: '0',
          got: `${faults.length}`,
          met: faults.length === 0,
          size: `${strings.length} strings typed ${thousands(typed)} times into ${realForms.length} forms, in ${Math.round((performance.now() - started) / 1000)} s`,
        },
        {
          measure:
            'forms at their own address whose boxes did not keep a naughty string, or made a dialog, an error or a request',
          target: '0',
          got: `${fields.faults.length}`,
          met: fields.faults.length === 0,
          size: `${fields.forms} forms, ${thousands(fields.typed)} boxes typed into, ${thousands(fields.shownAgain)} of them shown again`,
        },
      ]
    } finally {
      await browser.close()
      await leaveSite(db, site)
    }
  },
}
