// Everything on our pages works without this file. It adds: pages that show themselves anew when something changes,
// focus on what went wrong, menus that close, and keyboard shortcuts for those who switch them on.

const all = (selector, within = document) => [...within.querySelectorAll(selector)]

// --- Live: one connection for each address, closed while the tab is hidden, opened again with growing pauses ---

const lives = new Map()

const refresh = async (element, state) => {
  if (state.busy) {
    state.again = true
    return
  }
  state.busy = true
  try {
    const answer = await fetch(element.dataset.fragment, { headers: { 'x-fragment': '1' }, redirect: 'error' })
    if (answer.status === 401 || answer.status === 403 || answer.status === 404) return close(state, true)
    if (answer.ok) {
      const focused = element.contains(document.activeElement) ? document.activeElement.id : ''
      element.innerHTML = await answer.text()
      if (focused) document.getElementById(focused)?.focus()
      announce(element)
    }
  } catch {
    // The connection is lost: what is shown stays, and the next event or the next opening tries again.
  } finally {
    state.busy = false
    if (state.again) {
      state.again = false
      refresh(element, state)
    }
  }
}

// A screen reader hears how far work has come at most every ten seconds.
let told = 0
const announce = element => {
  const words = element.querySelector('.tl-progress__text')?.textContent
  if (!words || Date.now() - told < 10_000) return
  told = Date.now()
  let region = document.getElementById('tl-told')
  if (!region) {
    region = Object.assign(document.createElement('div'), { id: 'tl-told', className: 'govuk-visually-hidden', role: 'status' })
    document.body.append(region)
  }
  region.textContent = words
}

const changed = state => {
  for (const element of state.elements) {
    if (element.dataset.fragment) refresh(element, state)
    else if (!element.firstChild) notice(element)
  }
}

const notice = element => {
  const link = Object.assign(document.createElement('a'), { className: 'govuk-link', href: location.href, textContent: 'Show it' })
  link.addEventListener('click', event => {
    event.preventDefault()
    location.reload()
  })
  element.append(`${element.dataset.words} `, link, '.')
}

const open = state => {
  if (state.source || state.ended || document.hidden) return
  const source = new EventSource(state.url)
  state.source = source
  source.onopen = () => {
    state.failures = 0
    if (state.missed) changed({ ...state, elements: state.elements.filter(element => element.dataset.fragment) })
    state.missed = false
  }
  source.onmessage = () => changed(state)
  source.addEventListener('end', () => {
    changed(state)
    close(state, true)
  })
  source.onerror = () => {
    state.missed = true
    if (source.readyState !== EventSource.CLOSED) return
    close(state)
    state.failures += 1
    const pause = Math.min(60_000, 1000 * 2 ** state.failures)
    setTimeout(() => open(state), pause / 2 + (Math.random() * pause) / 2)
  }
}

const close = (state, ended = false) => {
  state.source?.close()
  state.source = undefined
  state.missed = true
  if (ended) state.ended = true
}

for (const element of all('[data-live]')) {
  const url = element.dataset.live
  // Of what changed between the making of the page and the first opening nobody is told: a part that can shows itself anew then.
  if (!lives.has(url)) lives.set(url, { url, elements: [], failures: 0, missed: true })
  lives.get(url).elements.push(element)
}
for (const state of lives.values()) open(state)
document.addEventListener('visibilitychange', () => {
  for (const state of lives.values()) document.hidden ? close(state) : open(state)
})
addEventListener('pagehide', () => {
  for (const state of lives.values()) close(state)
})
addEventListener('pageshow', event => {
  if (event.persisted) for (const state of lives.values()) open(state)
})

// --- Focus on what went wrong, or on what was done; on the heading where the next of many follows ---

const first = document.querySelector('[data-module="govuk-error-summary"], .govuk-notification-banner[role="alert"]')
if (first && first.dataset.disableAutoFocus !== 'true') {
  first.tabIndex = -1
  first.focus()
} else document.querySelector('h1[data-focus]')?.focus()

// --- Buttons: a link that looks like a button answers the space bar; a form is sent once ---

document.addEventListener('keydown', event => {
  const target = event.target
  if (event.key === ' ' && target.matches?.('a[role="button"]')) {
    event.preventDefault()
    target.click()
  }
  if (event.key !== 'Escape') return
  const menu = target.closest?.('.tl-person[open], .tl-nav__menu[open]')
  if (!menu) return
  menu.open = false
  menu.querySelector('summary').focus()
})
document.addEventListener('click', event => {
  for (const menu of all('.tl-person[open]')) if (!menu.contains(event.target)) menu.open = false
})
let sent = 0
document.addEventListener('submit', event => {
  if (event.submitter?.dataset.preventDoubleClick !== 'true') return
  if (Date.now() - sent < 1000) event.preventDefault()
  else sent = Date.now()
})

// --- A draft: what is typed is kept every few seconds while somebody types, and when the page is left ---

for (const form of all('form[data-draft]')) {
  let waiting
  let underWay
  // a form that may be open twice keeps a draft for each page of it
  const page = form.elements.namedItem('page')
  if (page?.value === '') page.value = crypto.randomUUID?.() ?? ''
  const keep = leaving => {
    clearTimeout(waiting)
    if (waiting === undefined) return
    waiting = undefined
    const body = new URLSearchParams(new FormData(form))
    body.set('keep', 'quiet')
    underWay?.stop.abort()
    const stop = new AbortController()
    // what outlives its page may be 64 KB at most: only the last one has to
    const sent = fetch(form.action, { method: 'POST', body, keepalive: leaving, redirect: 'manual', signal: stop.signal })
    const mine = { stop, ended: sent.catch(() => {}) }
    underWay = mine
    mine.ended.then(() => {
      if (underWay === mine) underWay = undefined
    })
  }
  form.addEventListener('input', () => {
    waiting ??= setTimeout(() => keep(false), 5_000)
  })
  let saved = false
  addEventListener('pageshow', event => {
    // come back to by “Back” after it was saved: what is typed now is of a page of its own, since of one that is saved no draft is kept any more
    if (event.persisted && saved && page) page.value = crypto.randomUUID?.() ?? ''
    saved = false
  })
  // A draft that came in behind the save would stay, and be offered as not saved: a press of a button waits for its answer, three seconds at most.
  let held = false
  form.addEventListener('submit', event => {
    clearTimeout(waiting)
    waiting = undefined
    saved = event.submitter?.value !== 'draft'
    if (!underWay) return
    if (!form.requestSubmit) return underWay.stop.abort()
    event.preventDefault()
    event.stopImmediatePropagation()
    if (held) return
    held = true
    const { stop, ended } = underWay
    const late = setTimeout(() => stop.abort(), 3_000)
    ended.then(() => {
      clearTimeout(late)
      held = false
      form.requestSubmit(event.submitter)
    })
  })
  addEventListener('pagehide', () => keep(true))
}

// --- What may be read for a minute only ---

for (const element of all('[data-seconds]')) setTimeout(() => element.remove(), Number(element.dataset.seconds) * 1000)

// --- Keyboard shortcuts: off until switched on here, never while typing (WCAG 2.1.4) ---

const toggle = document.querySelector('[data-shortcuts-toggle]')
if (toggle) {
  const show = on => {
    toggle.setAttribute('aria-pressed', String(on))
    toggle.textContent = `Keyboard shortcuts: ${on ? 'on' : 'off'}`
    const keys = document.querySelector('[data-shortcuts-keys]')
    if (keys) keys.hidden = !on
  }
  let on = toggle.dataset.shortcutsToggle === 'on'
  toggle.hidden = false
  show(on)
  // Kept for the person without leaving the page, so that what was chosen on it stays.
  toggle.addEventListener('click', event => {
    event.preventDefault()
    on = !on
    toggle.form.elements.keys.value = on ? 'on' : 'off'
    fetch(toggle.form.action, { method: 'POST', body: new URLSearchParams(new FormData(toggle.form)), redirect: 'manual' })
    show(on)
  })
  document.addEventListener('keydown', event => {
    if (!on || event.ctrlKey || event.altKey || event.metaKey || event.target.closest('textarea, select, input:not([type="radio"])')) return
    const found = document.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`)
    if (!found) return
    event.preventDefault()
    found.focus()
    if (found.type === 'radio') found.checked = true
  })
}
