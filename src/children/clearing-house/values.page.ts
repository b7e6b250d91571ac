import { randomUUID } from 'node:crypto'
import { Type } from 'typebox'
import { type Answer, actConcerns, type CommandGrant, deskAction, deskPage } from '../../access/index.ts'
import { checkSeveral, chooseSeveral, fieldOf, listConflictsOf, offered } from '../conflicts/index.ts'
import { headFacts } from '../golden-record/index.ts'
import { findNext } from './cases.queries.ts'
import { findCompared } from './compared.queries.ts'
import { valuesExamples } from './values.examples.ts'
import { type ValuesData, valuesLateView, valuesView, versionOfValues } from './values.view.ts'

type Desk = CommandGrant<'clearing-house'>
const common = {
  right: 'possible-duplicates',
  actor: 'clearing-house',
  nav: '/duplicates',
  path: '/duplicates/:case/values',
  purpose: 'choose which values a joined record shows',
} as const
const word = () => Type.String({ maxLength: 40, default: '' })

/** `/duplicates/:case/values`: what the sources of a joined record tell differently. Where the two were not joined it leads to the list. */
export const valuesPage = deskPage({
  ...common,
  load: (desk, { params }): Promise<ValuesData | undefined> => findValues(desk, params.case ?? ''),
  answer: (data, frame) => (data ? { page: valuesView(data, frame) } : { redirect: '/duplicates' }),
  examples: valuesExamples,
})

/** Saves the choices as one, which can be undone at once, and leads to the next question. Nothing is saved where the sources say something else by now. */
export const chooseValuesAction = deskAction({
  ...common,
  concerns: 'child',
  form: Type.Object({
    version: word(),
    reason: word(),
    ...Object.fromEntries(headFacts.map(fact => [fieldOf(fact), word()])),
  }),
  act: async (desk, { params, form }): Promise<Answer> => {
    const data = await findValues(desk, params.case ?? '')
    const sent = form as Readonly<Record<string, string>>
    if (!data || versionOfValues(data.conflicts) !== sent.version)
      return { status: 409, page: valuesLateView(params.case ?? '') }
    const { conflicts } = data
    const checked = checkSeveral(
      conflicts.map(({ fact, said }) => ({ fact, values: offered(said?.values ?? []) })),
      sent,
    )
    if (!checked.ok) {
      const frame = { csrf: desk.reader?.csrf ?? '' }
      return { status: 422, page: valuesView({ ...data, errors: checked.errors, sent }, frame) }
    }
    const chosen = conflicts.flatMap(about => {
      const key = checked.picked.find(one => one.fact === about.fact)?.key
      return key === undefined ? [] : [{ about, key }]
    })
    await chooseSeveral(desk, chosen, { reason: checked.reason, batch: randomUUID() })
    const next = await findNext(desk)
    return {
      redirect: next ? `/duplicates/${next}` : '/duplicates',
      flash:
        chosen.length > 0
          ? 'Saved. You can undo it under “Chosen”, among Conflicts.'
          : 'Nothing was chosen. It waits under Conflicts.',
    }
  },
})

/** Undefined where the question was not joined. Whose record it is, is recorded. */
const findValues = async (desk: Desk, uuid: string): Promise<ValuesData | undefined> => {
  const { a, b, state } = await findCompared(desk, uuid)
  if (state !== 'joined' || a.personId !== b.personId) return undefined
  actConcerns(desk, a.personId, { categories: ['identity', 'contact'] })
  return { uuid, conflicts: await listConflictsOf(desk, a.personId) }
}
