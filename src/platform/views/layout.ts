import { lowerFirst } from '../../kernel/index.ts'
import { assetPath } from './assets.ts'
import { backLink } from './components/links.ts'
import { notificationBanner, warningText } from './components/notices.ts'
import { attr, attrs, type Content, type Html, html, type Part, raw } from './html.ts'

/** The product's name, as it stands on every page. */
export const productName = 'Throughline'

/** One item of the role navigation. A count only where something waits for this reader. */
export type NavItem = { text: string; href: string; current?: boolean; count?: number }

/** The person signed in: shown in the footer and in the person menu, with their own links ("My access"). */
/** `onPaper`: what the role is called where a page is printed, if that is something else. */
export type SignedIn = {
  name: string
  role: string
  onPaper?: string
  links?: readonly { text: string; href: string }[]
}

/** What the web layer knows on every signed-in page, whatever the page: spread it into `page({...frame, …})`. */
export type Frame = {
  council: string
  user: SignedIn
  nav: readonly NavItem[]
  csrf: string
  /** Set for somebody who looks for no child: the head offers Find a child to everybody else. */
  findsNobody?: boolean
  /** What this person must know on every page, whatever the page. */
  warnings?: readonly string[]
}

/** What one page adds. `live.url` is where changes of what the page shows are announced, `live.words` what the page then says. */
export type PageContent = {
  title: string
  heading?: Content
  lead?: Content
  body: Part
  back?: { text: string; href: string }
  skipLinks?: readonly { text: string; href: string }[]
  live?: { url: string; words?: string; refreshSeconds?: number }
  flash?: { text: Content; kind?: 'done' | 'notice' }
  /** After a save the focus goes to this page's heading, not to the words of what was saved: for pages that follow one another. */
  focusHeading?: boolean
  error?: boolean
  wide?: boolean
  printTitle?: string
  /** When the page was opened, for its head on paper. */
  openedAt?: string
}

/** The content security policy that every page is written for: no inline script or style, nothing from elsewhere. */
export const contentSecurityPolicy: Readonly<Record<string, readonly string[]>> = {
  'default-src': ["'none'"],
  'style-src': ["'self'"],
  'script-src': ["'self'"],
  'img-src': ["'self'", 'data:'],
  'connect-src': ["'self'"],
  'form-action': ["'self'"],
  'base-uri': ["'none'"],
  'frame-ancestors': ["'none'"],
}

/**
 * A whole page for a person who is signed in. Narrow by default (reading and forms); `wide` for records and tables.
 * Without `heading` the body brings its own h1. Throws when the navigation has more than six items.
 */
export const page = (options: Frame & PageContent): Html => {
  if (options.nav.length > 6) throw new Error('Role navigation: at most six items')
  return htmlDocument(
    options,
    html`${skipLinks(options)}${header(options)}${navigation(options)}
<div class="tl-width tl-page">
${options.back ? html`<nav aria-label="Back">${backLink(options.back)}</nav>` : null}
<main id="main-content" class="${options.wide ? 'tl-main tl-main--wide' : 'tl-main'}" tabindex="-1">
${mainStart(options)}${options.body}
</main>
</div>
${footer(options)}`,
  )
}

/** A page for a person who is not signed in: product and council, no search, no navigation, no name. */
export const barePage = (options: { council: string } & Omit<PageContent, 'live'>): Html =>
  htmlDocument(
    options,
    html`${skipLinks(options)}
<header class="tl-header"><div class="tl-width tl-header__row">${productLine(options.council)}</div></header>
<div class="tl-width tl-page">
${options.back ? html`<nav aria-label="Back">${backLink(options.back)}</nav>` : null}
<main id="main-content" class="${options.wide ? 'tl-main tl-main--wide' : 'tl-main'}" tabindex="-1">
${mainStart(options)}${options.body}
</main>
</div>
<footer class="tl-footer"><div class="tl-width"><p><a class="govuk-link" href="/accessibility">Accessibility statement</a></p></div></footer>`,
  )

/**
 * A page of the families' own, under `/family`: the council's name, the way round their own pages and out of them, and nothing of staff's.
 * `csrf` is there for who is signed in.
 */
export const familyPageDocument = (
  options: { council: string; csrf: string | undefined; nav: readonly NavItem[] } & Omit<PageContent, 'live'>,
): Html =>
  htmlDocument(
    options,
    html`${skipLinks(options)}
<header class="tl-header"><div class="tl-width tl-header__row">${productLine(options.council, '/family')}</div></header>
${
  options.csrf === undefined
    ? null
    : html`<div class="tl-nav"><div class="tl-width tl-nav__row"><nav class="tl-nav__wide" aria-label="Main">${navList(options.nav)}</nav>
<details class="tl-nav__menu"><summary><span class="tl-nav__menu-label">Menu</span></summary><nav aria-label="Menu">${navList(options.nav)}</nav></details></div></div>`
}
<div class="tl-width tl-page">
${options.back ? html`<nav aria-label="Back">${backLink(options.back)}</nav>` : null}
<main id="main-content" class="tl-main" tabindex="-1">
${mainStart(options)}${options.body}
</main>
</div>
<footer class="tl-footer"><div class="tl-width"><div class="tl-footer__line">${
      options.csrf === undefined
        ? null
        : html`You are signed in. ${signOut(options.csrf, 'tl-link-button', '/family/sign-out')}. `
    }<a class="govuk-link" href="/accessibility">Accessibility statement</a></div></div></footer>`,
  )
const htmlDocument = (options: PageContent | Omit<PageContent, 'live'>, body: Html): Html => {
  const refresh = 'live' in options ? options.live?.refreshSeconds : undefined
  return html`<!DOCTYPE html>
<html lang="en" class="govuk-template">
<head>
<meta charset="utf-8">
<title>${options.error ? 'Error: ' : ''}${options.title} – ${productName}</title>
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="theme-color" content="#0e2f36">
<meta name="robots" content="noindex">
<link rel="icon" href="${assetPath('icon.svg')}" type="image/svg+xml">
<link rel="stylesheet" href="${assetPath('app.css')}">
<script type="module" src="${assetPath('app.js')}"></script>
${refresh ? html`<noscript><meta http-equiv="refresh" content="${refresh}"></noscript>` : null}
</head>
<body class="govuk-template__body">
${body}
</body>
</html>`
}

const skipLinks = (options: Pick<PageContent, 'skipLinks'>): Html => {
  const all = [{ text: 'Skip to main content', href: '#main-content' }, ...(options.skipLinks ?? [])]
  return html`${all.map(link => html`<a href="${link.href}" class="govuk-skip-link">${link.text}</a>\n`)}`
}

const mark = raw(
  '<svg class="tl-header__mark" viewBox="0 0 32 32" aria-hidden="true"><path d="M5 23c8 0 7-14 14-14h8"/><circle cx="5" cy="23" r="4"/><circle cx="27" cy="9" r="4"/></svg>',
)

const productLine = (council: string, start = '/'): Html =>
  html`<p class="tl-header__product"><a href="${start}">${mark}${productName}</a> <span class="tl-header__council">${council}</span></p>`

const header = (frame: Frame): Html => html`<header class="tl-header">
<div class="tl-width tl-header__row">
${productLine(frame.council)}
${frame.findsNobody ? '' : findBox(frame.csrf)}
</div>
</header>`

const findBox = (csrf: string): Html => html`<form class="tl-find" action="/find" method="post" role="search">
<input type="hidden" name="_csrf" value="${csrf}">
<label class="govuk-visually-hidden" for="find-child">Find a child by name, date of birth, school, postcode or number</label>
<input class="tl-find__box" id="find-child" name="q" type="search" autocomplete="off" spellcheck="false" maxlength="200">
<button class="tl-find__button" type="submit">Find a child</button>
</form>`

const navigation = (frame: Frame): Html => {
  const current = frame.nav.find(item => item.current)
  return html`<div class="tl-nav">
<div class="tl-width tl-nav__row">
<nav class="tl-nav__wide" aria-label="Main">${navList(frame.nav)}</nav>
<details class="tl-nav__menu">
<summary><span class="tl-nav__menu-label">Menu${current ? `: ${current.text}` : ''}</span></summary>
<nav aria-label="Menu">${navList(frame.nav)}</nav>
</details>
<details class="tl-person">
<summary><span class="govuk-visually-hidden">You are </span>${frame.user.name}</summary>
<div class="tl-person__menu">
<p class="tl-person__role">${frame.user.role}</p>
<ul>${(frame.user.links ?? []).map(link => html`<li><a class="govuk-link" href="${link.href}">${link.text}</a></li>`)}</ul>
${signOut(frame.csrf, 'govuk-button govuk-button--secondary')}
</div>
</details>
</div>
</div>`
}

const navList = (items: readonly NavItem[]): Html => html`<ul class="tl-nav__list">${items.map(
  item => html`
<li><a href="${item.href}"${attr('aria-current', item.current ? 'page' : null)}>${item.text}${
    item.count
      ? html` <span class="tl-count">${item.count}<span class="govuk-visually-hidden"> waiting</span></span>`
      : null
  }</a></li>`,
)}
</ul>`

const signOut = (
  csrf: string,
  classes: string,
  action = '/sign-out',
): Html => html`<form class="tl-inline-form" action="${action}" method="post">
<input type="hidden" name="_csrf" value="${csrf}"><button class="${classes}" type="submit">Sign out</button></form>`

const footer = (frame: Frame & PageContent): Html => html`<footer class="tl-footer">
<div class="tl-width">
<div class="tl-footer__line">Signed in as ${frame.user.name}, ${lowerFirst(frame.user.role)}. ${signOut(frame.csrf, 'tl-link-button')}. What you open is recorded.
<a class="govuk-link" href="/accessibility">Accessibility statement</a></div>
</div>
</footer>`

const mainStart = (
  options: Omit<PageContent, 'live'> & { live?: PageContent['live']; user?: SignedIn; warnings?: readonly string[] },
): Html => html`${
  options.printTitle ? printHead(options.printTitle, options) : null
}${(options.warnings ?? []).map(text => warningText({ text }))}${options.flash ? notificationBanner({ text: options.flash.text, type: options.flash.kind === 'done' ? 'success' : 'notice', ...(options.focusHeading ? { disableAutoFocus: true } : {}) }) : null}${
  options.live
    ? html`<div class="tl-live" role="status" data-live="${options.live.url}" data-words="${options.live.words ?? 'This record has changed.'}"></div>`
    : null
}${options.heading ? html`<h1 class="govuk-heading-l"${options.focusHeading && options.flash ? attrs({ tabindex: '-1', 'data-focus': true }) : null}>${options.heading}</h1>` : null}${
  options.lead ? html`<p class="tl-lead">${options.lead}</p>` : null
}
`

const printHead = (title: string, options: Pick<PageContent, 'openedAt'> & { user?: SignedIn }): Html =>
  html`<p class="tl-print-head" aria-hidden="true"><strong>${title}</strong>${
    options.user
      ? html`<br>Printed by ${options.user.name}, ${options.user.onPaper ?? lowerFirst(options.user.role)}${options.openedAt ? `, as it was on ${options.openedAt}` : ''}. Contains only what this role may see.`
      : null
  }</p>
`
