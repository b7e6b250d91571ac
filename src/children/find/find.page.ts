import { Type } from 'typebox'
import { deskAction, holds, listPage, type Route } from '../../access/index.ts'
import { NotFound } from '../../kernel/index.ts'
import type { Key } from '../../platform/keys/index.ts'
import { html } from '../../platform/views/index.ts'
import { address, chosenValue, identity } from '../kinds/index.ts'
import { type EnrolmentKind, listCards } from './child-cards.queries.ts'
import { parseQuery } from './parse-query.ts'
import { exampleResults } from './results.examples.ts'
import { countWords, findForm, type Results, resultsView } from './results.view.ts'
import { openSearch, saveSearch } from './saved-search.queries.ts'
import { findChildren, mostResults } from './search.queries.ts'

/** What the find pages need besides the policy: the key that seals a search, the kind that says where a child is at school, whom to call. */
export type FindOptions = { readonly sealKey: Key; readonly enrolment: EnrolmentKind; readonly dutyPhone: string }
type Saved = { readonly q: string }

/** The empty box on a page of its own, for when the header's is not enough. */
export const findPage: Route = listPage({
  path: '/find',
  purpose: 'find a child',
  needs: [identity],
  right: 'find',
  load: async () => ({}),
  answer: (_, frame) => ({
    page: {
      title: 'Find a child',
      heading: 'Find a child',
      body: html`${findForm(frame.csrf, '')}<p class="govuk-body">You find children you work with. What you open is recorded.</p>`,
    },
  }),
  examples: { usual: {} },
})

/** Takes what was typed out of the address: it is kept sealed, and the results have an address that says nothing. */
export const findAction = ({ sealKey }: FindOptions): Route =>
  deskAction({
    path: '/find',
    purpose: 'find a child',
    right: 'find',
    actor: 'recorder',
    form: Type.Object({ q: Type.Optional(Type.String({ maxLength: 400 })) }),
    act: async (command, { form }) => {
      const q = (form.q ?? '').trim().slice(0, 200)
      return { redirect: q === '' ? '/find' : `/find/${await saveSearch(command, sealKey, { q } satisfies Saved)}` }
    },
  })

/** The children that fit, among those this reader may see. */
export const resultsPage = ({ sealKey, enrolment }: FindOptions): Route =>
  listPage({
    path: '/find/:search',
    purpose: 'find a child',
    needs: [identity, chosenValue, address, enrolment],
    right: 'find',
    load: async (grant, { params }): Promise<Results> => {
      const { q } = await openSearch<Partial<Saved>>(grant, sealKey, params.search)
      if (q === undefined) throw new NotFound()
      const query = parseQuery(q)
      const found = await findChildren(grant, query)
      const children = await listCards(
        grant,
        found.slice(0, mostResults).map(f => f.childId),
      )
      return {
        q,
        understood: query.terms.length > 0,
        children,
        more: found.length > mostResults,
        mayLocate: holds(grant.reader, 'locate'),
      }
    },
    answer: (results, frame) => ({
      page: {
        title: 'Find a child: results',
        heading: results.children.length === 0 ? 'No child found' : countWords(results),
        body: resultsView(results, frame.csrf),
        wide: true,
      },
    }),
    examples: exampleResults,
  })
