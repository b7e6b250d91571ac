export { type Attempt, attemptSeconds, openAttempt, sealAttempt } from './attempt.ts'
export type { DevelopmentPerson } from './development.view.ts'
export {
  type DevelopmentProvider,
  type DevelopmentProviderOptions,
  developmentFamilyIssuer,
  developmentIssuer,
  startDevelopmentProvider,
} from './development-provider.ts'
export { localPath } from './local-path.ts'
export { myAccessPage } from './my-access.page.ts'
export { type LoggedOut, openProvider, type Provider, type ProviderSettings, type Vouched } from './provider.ts'
export { type SignInOptions, serveSignIn } from './routes.ts'
export { refuseForeignChanges } from './same-origin.ts'
