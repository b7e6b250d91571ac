import { plainPage, type Route } from '../access/index.ts'
import { landingPage } from './site.ts'

/** `/` leads to the first page of the role in use. */
export const startPage = (routes: readonly Route[]): Route =>
  plainPage<string>({
    path: '/',
    purpose: 'begin',
    open: false,
    load: async reader => (reader ? landingPage(routes, reader.role) : '/sign-in'),
    answer: to => ({ redirect: to }),
    examples: { 'to my access': '/my-access' },
  })
