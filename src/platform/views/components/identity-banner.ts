import { attr, type Content, type Html, html } from '../html.ts'
import { button } from './button.ts'
import { subNavigation } from './links.ts'
import { type Tone, tags } from './notices.ts'

/**
 * Who a page is about. Texts come ready in words: age "9 years old", born "3 May 2017". Where the age says it all ("Expected
 * 4 June 2026") there is no `born`.
 */
export type Identity = { name: string; age: string; born?: string; knownAs?: string }

type BannerItem = { text: string; href: string; current?: boolean }

/**
 * The top of a record: name, age before date of birth, where the child lives now, up to five status words, what can be
 * done, and the parts of the record. On a phone the parts and the actions stand in one closed row.
 */
export const identityBanner = (options: {
  child: Identity
  lives?: Content
  status?: readonly (string | { text: string; tone: Tone })[]
  actions?: readonly { text: string; href: string }[]
  parts?: readonly BannerItem[]
  warning?: Content
}): Html => html`<section class="tl-banner" aria-label="About this child">
<div class="tl-banner__top">
<div class="tl-banner__who">
<h1 class="tl-banner__name">${options.child.name}</h1>
<p class="tl-banner__line">${options.child.knownAs ? html`Known as ${options.child.knownAs}. ` : null}<strong>${options.child.age}</strong>${options.child.born ? html`, born <strong>${options.child.born}</strong>` : null}${options.lives ? html`. ${options.lives}` : null}</p>
${options.warning ? html`<p class="tl-banner__warning">${options.warning}</p>` : null}
${tags(options.status ?? [])}
</div>
${options.actions?.length ? html`<div class="tl-banner__actions">${options.actions.map(actionButton)}</div>` : null}
</div>
${options.parts?.length || options.actions?.length ? bannerParts(options.child, options.parts ?? [], options.actions ?? []) : null}
</section>`

const actionButton = (action: { text: string; href: string }, at: number): Html =>
  button({ ...action, ...(at === 0 ? {} : { kind: 'secondary' as const }), classes: 'tl-banner__button' })

const bannerParts = (
  child: Identity,
  parts: readonly BannerItem[],
  actions: readonly BannerItem[],
): Html => html`<div class="tl-banner__parts">
${parts.length ? subNavigation({ label: 'Parts of this record', items: parts }) : null}
<details class="tl-banner__more">
<summary>More about ${child.knownAs ?? child.name.split(' ')[0] ?? child.name}</summary>
<ul class="tl-nav__list">${[...actions, ...parts].map(
  item => html`<li><a href="${item.href}"${attr('aria-current', item.current ? 'page' : null)}>${item.text}</a></li>`,
)}</ul>
</details>
</div>`

/** The short banner for every other page that reads or writes about the child, with the way to why the reader may. */
export const childLine = (options: { child: Identity; href?: string; why?: string }): Html =>
  html`<p class="tl-childline"><strong>${
    options.href ? html`<a class="govuk-link" href="${options.href}">${options.child.name}</a>` : options.child.name
  }</strong><span class="tl-childline__rest"> ${options.child.age}${options.child.born ? `, born ${options.child.born}` : ''}</span>${options.why ? html` <a class="govuk-link tl-noprint" href="${options.why}">Why you can see this</a>` : null}</p>`
