import {
  button,
  errorOf,
  type FormError,
  form,
  formErrors,
  html,
  input,
  type PageContent,
  phoneLink,
} from '../../platform/views/index.ts'
import { codeMinutes } from '../mail/code.ts'

/** Where signing in begins. `to` is where it leads; `provider`: an account elsewhere can be used as well. */
export type AskData = {
  readonly to: string
  readonly email: string
  readonly provider: boolean
  readonly errors: readonly FormError[]
}
/** Where the code is typed; `email` is what was typed to ask for it. */
export type TypeData = { readonly email: string; readonly phone: string; readonly errors: readonly FormError[] }

/** Asks for an e-mail address; and offers an account elsewhere, where there is one. */
export const askView = ({ to, email, provider, errors }: AskData): PageContent => ({
  title: 'Sign in',
  heading: 'Sign in',
  error: errors.length > 0,
  back: { text: 'Start', href: '/family' },
  body: html`${formErrors(errors)}<p class="govuk-body">Type your e-mail address. We send a code to it, and you type the code on the next page. You need no password.</p>
${form({
  action: '/family/sign-in/code',
  csrf: '',
  body: html`<input type="hidden" name="to" value="${to}">${input({
    name: 'email',
    label: 'Your e-mail address',
    type: 'email',
    autocomplete: 'email',
    value: email,
    ...errorOf(errors, 'email'),
  })}${button({ text: 'Send me a code', preventDoubleClick: true })}`,
})}${
  provider
    ? html`<p class="govuk-body">You can also <a class="govuk-link" href="/family/sign-in/account?to=${encodeURIComponent(to)}">sign in with an account</a> that you have already.</p><p class="govuk-body">What you told us under that account stands there alone.</p>`
    : null
}`,
})

/** Asks for the code. Says the same whether or not anybody has an account by that address. */
export const typeView = ({ email, phone, errors }: TypeData): PageContent => ({
  title: 'Type the code',
  heading: 'Type the code',
  error: errors.length > 0,
  back: { text: 'Another e-mail address', href: '/family/sign-in' },
  body: html`${formErrors(errors)}<p class="govuk-body">We are sending a code of eight digits to <strong>${email}</strong>. It can take a minute. It is good for ${codeMinutes} minutes, in this browser alone.</p>
${form({
  action: '/family/sign-in/check',
  csrf: '',
  body: html`${input({
    name: 'code',
    label: 'Code',
    width: 10,
    inputmode: 'numeric',
    autocomplete: 'one-time-code',
    ...errorOf(errors, 'code'),
  })}${button({ text: 'Sign in', preventDoubleClick: true })}`,
})}<p class="govuk-body">No code? Look among unwanted e-mails, or <a class="govuk-link" href="/family/sign-in">ask for a new one</a>. After three none is sent for a quarter of an hour. A browser in which you signed in before need not wait. You can also ${phoneLink({ number: phone, text: `call ${phone}` })}.</p>`,
})
