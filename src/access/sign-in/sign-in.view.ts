import { barePage, button, type Html, html } from '../../platform/views/index.ts'

const again = (to: string): string => (to === '/' ? '/sign-in' : `/sign-in?to=${encodeURIComponent(to)}`)

/** Signing in began and did not end: too long ago, in another tab, or not begun here at all. */
export const notFinishedPage = (council: string): Html =>
  barePage({
    council,
    title: 'You are not signed in yet',
    heading: 'You are not signed in yet',
    error: true,
    body: html`<p class="govuk-body">Signing in was not finished. It may have taken longer than ten minutes, or been started in another tab.</p>
${button({ text: 'Sign in', href: '/sign-in' })}`,
  })

/** The provider cannot be reached, or answers what cannot be used. */
export const providerSilentPage = (council: string, to: string): Html =>
  barePage({
    council,
    title: 'Signing in is not working right now',
    heading: 'Signing in is not working right now',
    error: true,
    body: html`<p class="govuk-body">Your council’s sign-in service does not answer. Nothing you saved is lost.</p>
<p class="govuk-body">Try again in a minute. If it happens again, tell the service desk.</p>
${button({ text: 'Try again', href: again(to) })}`,
  })

const reasons = {
  'no-account':
    'Your council sign-in worked, but nobody has given you an account in Throughline. Your manager can ask for one at the service desk.',
  inactive: 'Your account in Throughline has been paused. Your manager can ask the service desk to open it again.',
  'no-role':
    'You have an account in Throughline, but no role is open to you today. Your manager can ask the service desk to give you one.',
} as const

/** Somebody the provider knows and we do not admit. Says nothing about anybody else's account. */
export const notAdmittedPage = (council: string, why: keyof typeof reasons): Html =>
  barePage({
    council,
    title: 'You cannot use Throughline yet',
    heading: 'You cannot use Throughline yet',
    error: true,
    body: html`<p class="govuk-body">${reasons[why]}</p>
<p class="govuk-body">If a child is in danger now, call 999. To tell the council about a worry for a child, call the front door.</p>
${button({ text: 'Sign in as somebody else', href: '/sign-in', kind: 'secondary' })}`,
  })

/** After signing out. `provider` is where the council's own sign-in ends. */
export const signedOutPage = (council: string, provider: string | undefined): Html =>
  barePage({
    council,
    title: 'You have signed out',
    heading: 'You have signed out',
    body: html`<p class="govuk-body">On a computer that others use, close the browser too.</p>
${provider ? html`<p class="govuk-body"><a class="govuk-link" href="${provider}">Sign out of your council account as well</a></p>` : null}
${button({ text: 'Sign in again', href: '/sign-in' })}`,
  })

/** One address has asked to sign in more often than people do. */
export const tooManyPage = (council: string): Html =>
  barePage({
    council,
    title: 'Try again in a minute',
    heading: 'Try again in a minute',
    error: true,
    body: html`<p class="govuk-body">There have been too many attempts to sign in from where you are. Wait a minute, then try again.</p>`,
  })
