import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { openBrowser } from '../browser/testing/index.ts'
import { assets } from './assets.ts'
import { button, form, html, input } from './index.ts'

let browser: Browser
before(async () => {
  browser = await openBrowser()
})
after(() => browser.close())

/** A form of which a draft is kept, at a server that tells what it was sent, in its order, and answers a draft when the test says so. */
const desk = async () => {
  const told: string[] = []
  const drafts: { readonly reply: ServerResponse; readonly givenUp: Promise<boolean> }[] = []
  let onDraft = () => {}
  const script = assets().find(one => one.name === 'app.js')
  const page = html`<!doctype html><title>Note</title>${form({
    action: '/note',
    csrf: 'a',
    draft: true,
    body: html`<input type="hidden" name="page" value="">${input({ name: 'words', label: 'Words' })}${button({ text: 'Save', name: 'keep', value: 'save' })}`,
  })}<script type="module" src="/app.js"></script>`
  const server = createServer(async (request, reply) => {
    if (request.url === '/app.js') return reply.setHeader('content-type', 'text/javascript').end(script?.body)
    if (request.method !== 'POST') return reply.setHeader('content-type', 'text/html').end(String(page))
    const sent = new URLSearchParams(await text(request))
    told.push(`${sent.get('keep')}: ${sent.get('words')}`)
    if (sent.get('keep') !== 'quiet') return reply.setHeader('content-type', 'text/html').end('<p>Saved</p>')
    drafts.push({ reply, givenUp: once(reply, 'close').then(() => !reply.writableFinished) })
    onDraft()
  }).listen(0)
  const opened = await browser.newPage()
  // the page's clock stands still but for what the test lets go by
  await opened.clock.install({ time: 0 })
  await opened.clock.pauseAt(3_600_000)
  await opened.goto(`http://localhost:${(server.address() as AddressInfo).port}/`)
  return {
    told,
    drafts,
    page: opened,
    /** Types, and lets five seconds go by, so that what is typed is on its way. */
    async type(words: string) {
      const arrived = new Promise<void>(done => {
        onDraft = done
      })
      await opened.getByLabel('Words').fill(words)
      await opened.clock.runFor(5_000)
      await arrived
    },
    async leave() {
      await opened.close()
      server.close()
    },
  }
}
const press = (page: Page) => page.getByRole('button', { name: 'Save' }).click()

test('a save waits for the draft that is on its way, so that no draft of it stays behind, and is sent once', async () => {
  const { page, told, drafts, type, leave } = await desk()
  await type('She came')
  await page.getByLabel('Words').fill('She came late')
  await press(page)
  await press(page)
  assert.deepEqual(told, ['quiet: She came'])
  told.push('the draft is kept')
  drafts[0]?.reply.end()
  await page.getByText('Saved').waitFor()
  assert.deepEqual(told, ['quiet: She came', 'the draft is kept', 'save: She came late'])
  await leave()
})

test('a save waits three seconds at most: then the draft is given up', async () => {
  const { page, told, drafts, type, leave } = await desk()
  await type('She came')
  await press(page)
  await page.clock.runFor(3_000)
  await page.getByText('Saved').waitFor()
  assert.deepEqual(told, ['quiet: She came', 'save: She came'])
  assert.equal(await drafts[0]?.givenUp, true)
  await leave()
})

test('a page that was saved and is come back to keeps a draft of its own of what is typed then', async () => {
  const { page, leave } = await desk()
  const name = () => page.locator('input[name=page]').inputValue()
  /** As a browser shows a page again that it kept whole. */
  const back = () => page.evaluate(`dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))`)
  const first = await name()
  await back()
  assert.equal(await name(), first, 'it was left and not saved: the draft stays its own')
  await page.evaluate(`document.querySelector('form').addEventListener('submit', event => event.preventDefault())`)
  await press(page)
  await back()
  assert.match(await name(), /^[0-9a-f-]{36}$/)
  assert.notEqual(await name(), first)
  await leave()
})
