import { plainPage, type Route } from '../access/index.ts'
import { html, type PageContent, phoneLink } from '../platform/views/index.ts'

/**
 * The accessibility statement, for everybody.
 * Source: Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018, regulation 8, and the model
 * statement of Commission Implementing Decision (EU) 2018/1523, which they rest on.
 */
export const accessibilityPage = (options: { readonly council: string; readonly phone: string }): Route =>
  plainPage({
    path: '/accessibility',
    purpose: 'read the accessibility statement',
    open: true,
    load: async () => undefined,
    answer: () => ({ page: statement(options) }),
    examples: { usual: undefined },
  })

const statement = ({ council, phone }: { readonly council: string; readonly phone: string }): PageContent => ({
  title: 'Accessibility statement',
  heading: 'Accessibility statement',
  body: html`<p class="govuk-body">${council} runs this service, and wants as many people as possible to be able to use it. You should be able to:</p>
<ul class="govuk-list govuk-list--bullet"><li>use every page with a keyboard alone, or with a screen reader</li><li>make the text four times as large without scrolling sideways</li><li>use it on a phone, without script, and in your own colours and contrast</li></ul>
<h2 class="govuk-heading-m">If you have difficulty with a page</h2>
<p class="govuk-body">${phoneLink({ number: phone })}. Say which page, and what you use. You can also ask for what stands on it in another form: large print, easy read, a recording or braille. You need not say what you wanted to read or tell about anybody.</p>
<p class="govuk-body">If you are not content with the answer, the <a class="govuk-link" href="https://www.equalityadvisoryservice.com/">Equality Advisory and Support Service</a> can help. The Equality and Human Rights Commission enforces the accessibility regulations.</p>
<h2 class="govuk-heading-m">How accessible it is</h2>
<p class="govuk-body">It partly meets the <a class="govuk-link" href="https://www.w3.org/TR/WCAG22/">Web Content Accessibility Guidelines 2.2</a>, level AA. What we know does not meet them:</p>
<ul class="govuk-list govuk-list--bullet"><li>documents that others made and attached are shown as they came, and may not be tagged or have words for their pictures (1.1.1, 1.3.1)</li><li>a saved meeting pack has no letters for some scripts, for example Bengali and Punjabi; the page shows them (1.4.5)</li></ul>
<h2 class="govuk-heading-m">How it was tested</h2>
<p class="govuk-body">Every state of every page is checked by a machine (axe) at two widths whenever anything changes, and some are walked with the keyboard alone. A machine finds a part of what is wrong. People who use assistive technology have not tested it yet.</p>
<p class="govuk-body">This statement was written on 29 November 2026.</p>`,
})
