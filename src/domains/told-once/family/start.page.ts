import { familyOpenPage, type Route } from '../../../access/index.ts'
import { button, html, type PageContent, phoneLink } from '../../../platform/views/index.ts'
import type { FamilyTelling } from './family-telling.ts'

type Data = FamilyTelling & { readonly signedIn: boolean }

const example: Data = { open: true, phone: '01632 960474', signedIn: false }

/** `/family`: where a family begins, signed in or not. */
export const startRoute = (telling: FamilyTelling): Route =>
  familyOpenPage<Data>({
    path: '/family',
    purpose: 'read how a family tells of a change',
    load: async signedIn => ({ ...telling, signedIn }),
    answer: data => ({ page: startView(data) }),
    examples: {
      usual: example,
      'signed in': { ...example, signedIn: true },
      'not open': { ...example, open: false },
    },
  })

const startView = ({ open, phone, signedIn }: Data): PageContent => {
  const title = 'Tell us once that something has changed'
  return {
    title,
    heading: title,
    body: html`<p class="govuk-body">Tell us that a child’s address, school, telephone number, name or household has changed. You tell it once, and each service that needs to know is told.</p>
${open ? howView(signedIn) : html`<p class="govuk-body">Telling us online is not open at present. You can tell us by telephone: ${phoneLink({ number: phone })}.</p>`}
<p class="govuk-body">If a child is in danger now, call 999. If you are worried about a child, <a class="govuk-link" href="/worry">tell us about a worry</a>: you need not sign in.</p>
${open ? html`<p class="govuk-body">If you would rather talk to somebody, ${phoneLink({ number: phone, text: `call ${phone}` })}.</p>` : null}`,
  }
}

const howView = (
  signedIn: boolean,
) => html`<ul class="govuk-list govuk-list--bullet"><li>You sign in with an e-mail address that you have confirmed.</li>
<li>You type which child it is, who you are to the child, and what has changed.</li>
<li>You see which services will be told before you send it.</li>
<li>A person checks that you may tell us this. Nothing changes before that.</li></ul>
<p class="govuk-body">You can also <a class="govuk-link" href="/family/school-places">apply for school places</a>, and read on offer day which school is offered.</p>
<p class="govuk-body">Apart from that these pages show only what you typed here yourself. They show nothing that we know of a child.</p>
${
  signedIn
    ? html`<p class="govuk-body">If an e-mail said that there is something new, it is under <a class="govuk-link" href="/family/told">What you told us</a> or <a class="govuk-link" href="/family/school-places">School places</a>. <a class="govuk-link" href="/family/e-mails">Choose whether we send you e-mails</a>, or <a class="govuk-link" href="/family/close">close your account</a>.</p>${button({ text: 'Tell us of a change', href: '/family/tell' })}`
    : html`<p class="govuk-body">If an e-mail said that there is something new, <a class="govuk-link" href="/family/sign-in?to=%2Ffamily">sign in to read it</a>.</p>${button({ text: 'Sign in', href: '/family/sign-in?to=%2Ffamily%2Ftell' })}`
}`
