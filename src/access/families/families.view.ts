import { button, html, type PageContent, phoneLink } from '../../platform/views/index.ts'

const again = button({ text: 'Sign in', href: '/family/sign-in' })

/** Signing in began and did not end: too long ago, in another tab, or not begun here at all. */
export const notFinished = (): PageContent => ({
  title: 'You are not signed in yet',
  heading: 'You are not signed in yet',
  error: true,
  body: html`<p class="govuk-body">Signing in was not finished. It may have taken longer than ten minutes, or been started in another tab.</p>${again}`,
})

/** The issuer knows the person, and not that the e-mail address is theirs. */
export const notVerified = (): PageContent => ({
  title: 'Confirm your e-mail address first',
  heading: 'Confirm your e-mail address first',
  error: true,
  body: html`<p class="govuk-body">The sign-in service does not say that your e-mail address is yours. Look for its message in your e-mail and follow it, then sign in again.</p>${again}`,
})

/** The issuer cannot be reached, or answers what cannot be used. */
export const silent = (phone: string): PageContent => ({
  title: 'Signing in is not working right now',
  heading: 'Signing in is not working right now',
  error: true,
  body: html`<p class="govuk-body">The sign-in service does not answer. Try again in a minute, or ${phoneLink({ number: phone, text: `call ${phone}` })}.</p>${again}`,
})

/** The council has shut the account. */
export const shut = (phone: string): PageContent => ({
  title: 'You cannot use this account',
  heading: 'You cannot use this account',
  error: true,
  body: html`<p class="govuk-body">This account has been closed. If you think that it should not be, ${phoneLink({ number: phone, text: `call ${phone}` })}.</p>`,
})

/** After signing out. `provider` is where the issuer's own session ends. */
export const signedOut = (provider: string | undefined): PageContent => ({
  title: 'You have signed out',
  heading: 'You have signed out',
  body: html`<p class="govuk-body">On a computer that others use, close the browser too.</p>
${provider ? html`<p class="govuk-body"><a class="govuk-link" href="${provider}">Sign out of the sign-in service as well</a></p>` : null}${button({ text: 'Start', href: '/family', kind: 'secondary' })}`,
})

/** One address has asked to sign in more often than people do, and how long it waits. */
export const tooManyTries = (wait: 'a minute' | 'ten minutes'): PageContent => ({
  title: `Try again in ${wait}`,
  heading: `Try again in ${wait}`,
  error: true,
  body: html`<p class="govuk-body">There have been too many attempts to sign in from where you are. Wait ${wait}, then try again.</p>`,
})

/** Nothing is at the address, or nothing of this account's: the same answer. */
export const absentPage = (): PageContent => ({
  title: 'Page not found',
  heading: 'Page not found',
  error: true,
  body: html`<p class="govuk-body">There is nothing at this address that you can open.</p><p class="govuk-body"><a class="govuk-link" href="/family">Start</a></p>`,
})
