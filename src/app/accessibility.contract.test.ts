import assert from 'node:assert/strict'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { after, before, describe, test } from 'node:test'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { type Glass, openBrowser, openGlass } from '../platform/browser/testing/index.ts'
import { type TestDatabase, testDatabase } from '../platform/testing/index.ts'
import { galleryStates } from './gallery.page.ts'
import { leaveSite, type TestSite, testSite } from './testing/index.ts'

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
  browser = await openBrowser()
  context = await browser.newContext()
})
after(async () => {
  await browser?.close()
  await leaveSite(db, site)
})

describe('every state of every page, in a browser', () => {
  test('has no fault that axe finds, breaks no content security policy and never scrolls sideways, at 1280 px and on a phone’s 320', async () => {
    const faults: string[] = []
    const page = await openPage(faults)
    const glass = await openGlass(context, base)
    faults.push(...(await lookAt(page, glass, '/gallery')))
    const seen = new Set<string>()
    for (const { page: name, state } of galleryStates(site.routes)) {
      const path = `/gallery/${name}/${state}`
      // Scripts, styles and what is stacked on a phone are a page's own, not a state's: one state of each is opened, the others are looked at as they are sent.
      faults.push(...(await (seen.has(name) ? lookAtAsSent(glass, path) : lookAt(page, glass, path))))
      seen.add(name)
    }
    assert.deepEqual(faults, [])
  })

  test('would tell of words too pale to read, and of a page too wide for a phone', async () => {
    const page = await context.newPage()
    await page.goto(`${base}/gallery`)
    await page.evaluate(planted)
    const faults = await (await openGlass(context, base)).look(page)
    const pale = [1280, 320].map(width => `at ${width} px: color-contrast`)
    const wide = [320].map(width => `at ${width} px: scrolls sideways`)
    for (const fault of [...pale, ...wide])
      assert.ok(
        faults.some(found => found.startsWith(fault)),
        fault,
      )
  })
})

// It runs in the browser, so it is a text: the browser's names are none of ours.
const planted = `document.querySelector('main').innerHTML =
  '<h1>Planted</h1><p style="color: #ccc; background: #fff; width: 500px">Too pale, and too wide</p>'`

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

const lookAt = async (page: Page, glass: Glass, path: string): Promise<string[]> => {
  const response = await page.goto(base + path)
  if (response?.status() !== 200) return [`${path}: answered ${response?.status()}`]
  return (await glass.look(page)).map(fault => `${path} ${fault}`)
}

const lookAtAsSent = async (glass: Glass, path: string): Promise<string[]> => {
  const response = await fetch(base + path)
  const text = await response.text()
  if (response.status !== 200) return [`${path}: answered ${response.status}`]
  const inline = text.match(/<style\b|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)/)?.[0]
  const faults = await glass.lookAtText(text)
  return [...(inline ? [`breaks the content security policy by ${inline}`] : []), ...faults].map(
    fault => `${path} ${fault}`,
  )
}
