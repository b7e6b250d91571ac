import { attr, type Content, type Html, html, type Part } from '../html.ts'

/** How far work has come, in words and as a bar. Without `max` it is known only that it goes on. */
export const progress = (options: { id: string; label: string; text: string; value?: number; max?: number }): Html =>
  html`<div class="tl-progress"><label class="tl-progress__label" for="${options.id}">${options.label}</label>
<progress class="tl-progress__bar" id="${options.id}"${attr('value', options.max ? (options.value ?? 0) : null)}${attr('max', options.max)}>${options.text}</progress>
<p class="tl-progress__text">${options.text}</p></div>`

/** One step of work that goes through stages. */
export type Step = { text: string; state: 'done' | 'now' | 'waiting' | 'failed'; detail?: Content }

const stateWords = { done: 'Done', now: 'Now', waiting: 'Not started', failed: 'Stopped' } as const

/** The stages of an import, each with its state in words. */
export const stepList = (steps: readonly Step[]): Html =>
  html`<ol class="tl-steps">${steps.map(
    step => html`
<li class="tl-step tl-step--${step.state}"${attr('aria-current', step.state === 'now' ? 'step' : null)}><span class="tl-step__text">${step.text}</span> <span class="tl-step__state">${stateWords[step.state]}</span>${
      step.detail ? html`<span class="tl-step__detail">${step.detail}</span>` : null
    }</li>`,
  )}</ol>`

/**
 * A part of the page that shows itself anew when `live` announces a change: the script fetches `url`, whose answer is
 * the new inside, through the same permission check. Without script the page says how to refresh.
 */
export const liveFragment = (options: { id: string; live: string; url: string; body: Part }): Html =>
  html`<div id="${options.id}" data-live="${options.live}" data-fragment="${options.url}">${options.body}</div>`

/** Rows with the same problem: what, how many, one example with what came and what was wanted, how to mend it. */
export type ProblemGroup = {
  problem: string
  count: number
  example: { file: string; line: number; column: string; got: string; wanted: string }
  fix: Content
  who?: Content
  href?: string
}

/** Problems first, the biggest group first. */
export const problemGroups = (groups: readonly ProblemGroup[], empty: Content = 'No problems found.'): Html =>
  groups.length === 0
    ? html`<p class="tl-empty">${empty}</p>`
    : html`<ul class="tl-problems">${[...groups].sort((a, b) => b.count - a.count).map(problemGroup)}</ul>`

const problemGroup = (group: ProblemGroup): Html => html`<li class="tl-problem">
<h3 class="tl-problem__title">${group.problem} <span class="tl-problem__count">${group.count.toLocaleString('en-GB')} ${group.count === 1 ? 'row' : 'rows'}</span></h3>
<p class="tl-problem__example">${group.example.file}, line ${group.example.line}, ${group.example.column}: we got <mark class="tl-mark">${group.example.got === '' ? 'nothing' : group.example.got}</mark>, we expected ${group.example.wanted}.</p>
<p class="tl-problem__fix">${group.fix}${group.who ? html` <span class="tl-problem__who">${group.who}</span>` : null}</p>
${group.href ? html`<p class="tl-problem__rows"><a class="govuk-link" href="${group.href}">See the rows<span class="govuk-visually-hidden"> for: ${group.problem}</span></a></p>` : null}
</li>`
