export type { DevelopmentPerson } from './development.view.ts'
export {
  type DevelopmentProvider,
  type DevelopmentProviderOptions,
  developmentIssuer,
  startDevelopmentProvider,
} from './development-provider.ts'
export { myAccessPage } from './my-access.page.ts'
export { openProvider, type Provider, type ProviderSettings } from './provider.ts'
export { type SignInOptions, serveSignIn } from './routes.ts'
export { refuseForeignChanges } from './same-origin.ts'
