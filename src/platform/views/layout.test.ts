import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assets } from './assets.ts'
import { form } from './components/form-parts.ts'
import { html } from './html.ts'
import { barePage, type Frame, page } from './layout.ts'

const frame: Frame = {
  council: 'Northmere Council',
  csrf: 'c5rf',
  nav: [
    { text: 'Today', href: '/today', current: true },
    { text: 'Absence', href: '/absence', count: 3 },
    { text: 'Visits', href: '/visits', count: 0 },
  ],
  user: { name: 'Sam Ali', role: 'Education welfare officer' },
}

const made = String(page({ ...frame, title: 'Today', heading: 'Today', body: html`<p>Nothing</p>` }))

test('a page says who is signed in, that looking is recorded, and offers a way out', () => {
  assert.match(made, /Signed in as Sam Ali, education welfare officer\./)
  assert.match(made, /What you open is recorded\./)
  assert.match(
    made,
    /<form class="tl-inline-form" action="\/sign-out" method="post">\s*<input type="hidden" name="_csrf" value="c5rf">/,
  )
})

test('what is printed says by whom and as of when, and calls the role as it is called on paper', () => {
  const openedAt = '20 November 2026 at 9:00am'
  const printed = (user: Frame['user']) =>
    /Printed by [^<]*/.exec(
      String(page({ ...frame, user, title: 'Meetings', printTitle: 'Meetings', openedAt, body: null })),
    )?.[0]
  assert.equal(
    printed(frame.user),
    'Printed by Sam Ali, education welfare officer, as it was on 20 November 2026 at 9:00am. Contains only what this role may see.',
  )
  assert.match(
    printed({ ...frame.user, onPaper: 'children’s services' }) ?? '',
    /^Printed by Sam Ali, children’s services, as it was on/,
  )
})

test('Find a child is a POST with our proof, so that no name stands in an address', () => {
  assert.match(
    made,
    /<form class="tl-find" action="\/find" method="post" role="search">\s*<input type="hidden" name="_csrf" value="c5rf">/,
  )
})

test('a browser is asked to remember nothing of what is typed: the next person at a computer would be offered it', () => {
  const asked = form({ action: '/check-card', csrf: 'c5rf', body: null })
  assert.match(String(asked), /^<form action="\/check-card" method="post" novalidate autocomplete="off">/)
})

test('who looks for no child is not offered Find a child', () => {
  const head = String(page({ ...frame, findsNobody: true, title: 'Today', body: null }))
  assert.doesNotMatch(head, /Find a child|action="\/find"/)
  assert.match(head, /Signed in as Sam Ali/)
})

test('the current part is marked and a count stands only where something waits', () => {
  assert.match(made, /href="\/today" aria-current="page">Today</)
  assert.match(made, /Absence <span class="tl-count">3<span class="govuk-visually-hidden"> waiting/)
  assert.doesNotMatch(made, /Visits <span/)
})

test('on a phone the menu is one row, closed in the page itself', () => {
  assert.match(made, /<details class="tl-nav__menu">\s*<summary><span class="tl-nav__menu-label">Menu: Today</)
  assert.doesNotMatch(made, /<details[^>]* open/)
})

test('nothing on a page is inline script or style', () => {
  for (const text of [made, String(barePage({ council: 'Northmere', title: 'Sign in', body: html`<p>x</p>` }))]) {
    assert.doesNotMatch(text, /<style|\sstyle=|\son[a-z]+=|<script(?![^>]*src=)/)
  }
})

test('the stylesheet and the script are named by their content', () => {
  for (const asset of assets()) {
    assert.match(asset.path, new RegExp(`^/assets/[a-z]+-${asset.hash}\\.[a-z]+$`))
    if (asset.name !== 'icon.svg') assert.ok(made.includes(asset.path))
  }
})

test('more than six items of navigation are refused', () => {
  const nav = Array.from({ length: 7 }, (_, at) => ({ text: `Item ${at}`, href: '/x' }))
  assert.throws(() => page({ ...frame, nav, title: 'x', body: null }), /at most six/)
})

test('a page before signing in has no search, no navigation and no name', () => {
  const bare = String(barePage({ council: 'Northmere', title: 'Sign in', heading: 'Sign in', body: null }))
  assert.doesNotMatch(bare, /Find a child|Menu|Signed in as/)
  assert.match(bare, /<h1 class="govuk-heading-l">Sign in<\/h1>/)
})

test('an error is said first in the title, and a page that moves refreshes itself without script', () => {
  const text = String(
    page({ ...frame, title: 'Import', error: true, live: { url: '/live?import', refreshSeconds: 10 }, body: null }),
  )
  assert.match(text, /<title>Error: Import – Throughline<\/title>/)
  assert.match(text, /<noscript><meta http-equiv="refresh" content="10"><\/noscript>/)
  assert.match(text, /role="status" data-live="\/live\?import"/)
})
