import assert from 'node:assert/strict'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { after, before, describe, test } from 'node:test'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { type TestDatabase, testDatabase } from '../platform/testing/index.ts'
import { galleryStates } from './gallery.page.ts'
import { leaveSite, type TestSite, testSite } from './testing/index.ts'

const widths = [1280, 390, 320]
// Between 390 and 320 px no rule of the styles changes: what axe looks at is the same, only narrower.
const axeWidths = [1280, 320]
// Two pages work the list off between them: as many as the machine has cores.
const hands = 2
const axeSource = readFileSync(
  createRequire(createRequire(import.meta.url).resolve('@axe-core/playwright')).resolve('axe-core/axe.min.js'),
  'utf8',
)

let db: TestDatabase
let site: TestSite
let base: string
let browser: Browser
let context: BrowserContext
before(async () => {
  db = await testDatabase()
  site = await testSite(db)
  site.app.server.listen(0, '127.0.0.1')
  await once(site.app.server, 'listening')
  base = `http://127.0.0.1:${(site.app.server.address() as AddressInfo).port}`
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  })
  context = await browser.newContext()
})
after(async () => {
  await browser?.close()
  await leaveSite(db, site)
})

describe('every state of every page, in a browser', () => {
  test('has no fault that axe finds, breaks no content security policy and never scrolls sideways, at 1280, 390 and 320 px', async () => {
    const left = ['/gallery', ...galleryStates(site.routes).map(s => `/gallery/${s.page}/${s.state}`)]
    const faults: string[] = []
    const work = async () => {
      const page = await openPage(faults)
      for (let path = left.shift(); path !== undefined; path = left.shift()) faults.push(...(await lookAt(page, path)))
    }
    await Promise.all(Array.from({ length: hands }, work))
    assert.deepEqual(faults, [])
  })
})

const openPage = async (faults: string[]): Promise<Page> => {
  const page = await context.newPage()
  // Nobody announces changes of invented imports: those addresses ask for a sign-in.
  const tell = (words: string) => {
    if (!/(\/|%2F)live\b/.test(words)) faults.push(`${new URL(page.url()).pathname}: ${words}`)
  }
  page.on('console', message => message.type() === 'error' && tell(message.text()))
  page.on('pageerror', error => tell(error.message))
  page.on('requestfailed', request => tell(`could not load ${request.url()}`))
  return page
}

const lookAt = async (page: Page, path: string): Promise<string[]> => {
  const response = await page.goto(base + path)
  if (response?.status() !== 200) return [`${path}: answered ${response?.status()}`]
  await page.evaluate(axeSource)
  const faults: string[] = []
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 })
    const seen = await page.evaluate<Seen>(axeWidths.includes(width) ? examine : measure)
    faults.push(...seen.violations.map(v => `${path} at ${width} px: ${v}`))
    if (seen.overflow > 0) faults.push(`${path} at ${width} px: scrolls sideways by ${seen.overflow} px`)
  }
  return faults
}

type Seen = { readonly violations: readonly string[]; readonly overflow: number }
// Both run in the browser, so they are texts: the browser's names are none of ours.
const measure = `(() => {
  const { scrollWidth, clientWidth } = document.documentElement
  return { violations: [], overflow: scrollWidth - clientWidth }
})()`
const examine = `(async () => {
  const { violations } = await axe.run(document, { resultTypes: ['violations'], preload: false, elementRef: false })
  const { scrollWidth, clientWidth } = document.documentElement
  return { violations: violations.map(v => v.id + ' (' + v.help + '): ' + v.nodes[0].html.slice(0, 120)), overflow: scrollWidth - clientWidth }
})()`
