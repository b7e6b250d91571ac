import { Type } from 'typebox'
import { type Answer, actConcerns, deskAction, deskPage, type Route, shortestSealReason } from '../../access/index.ts'
import { heldConflictsExamples } from './held-conflicts.examples.ts'
import { answerEndOfConflict, askToEndConflict, listHeldConflicts } from './held-conflicts.queries.ts'
import { type HeldConflicts, heldConflictsView, type TypedEnd } from './held-conflicts.view.ts'

const path = '/conflicts-of-interest'
const common = { purpose: 'look after conflicts of interest', right: 'ask-about-looks', actor: 'audit' } as const
const pageOf = (data: HeldConflicts, csrf: string) => ({
  ...{ title: 'Conflicts of interest', heading: 'Conflicts of interest', error: data.wrong !== undefined },
  body: heldConflictsView(data, csrf),
})
type Command = Parameters<typeof listHeldConflicts>[0] & { readonly at: Date }
const dataOf = async (command: Command, page: number): Promise<HeldConflicts> => ({
  ...(await listHeldConflicts(command, page)),
  ...{ page, at: command.at },
})

/** Which records are shut to whom as of their own family, for whoever asks about looks: never whose record it is. */
export const heldConflictsPage: Route = deskPage({
  ...common,
  path,
  nav: '/who-looked',
  query: Type.Object({ page: Type.Integer({ minimum: 1, maximum: 10_000, default: 1 }) }),
  load: async (command, { query }): Promise<HeldConflicts> => dataOf(command, query.page),
  answer: (data, { csrf }) => ({ page: pageOf(data, csrf) }),
  examples: heldConflictsExamples,
})

const sentBack = async (command: Command, page: number, wrong: TypedEnd): Promise<Answer> => ({
  page: pageOf({ ...(await dataOf(command, page)), wrong }, command.reader?.csrf ?? ''),
  status: 422,
})
const onPage = () => Type.Integer({ minimum: 1, maximum: 10_000, default: 1 })

/** Asks another who asks about looks to end one. */
export const askToEndAction: Route = deskAction({
  ...common,
  path: `${path}/:conflict/ask`,
  concerns: 'child',
  form: Type.Object({ reason: Type.String({ maxLength: 2000, default: '' }), page: onPage() }),
  act: async (command, { params, form }): Promise<Answer> => {
    const reason = form.reason.trim()
    if (reason.length < shortestSealReason) {
      const text = `Write why it is a mistake in at least ${shortestSealReason} letters`
      return sentBack(command, form.page, { conflict: params.conflict ?? '', reason: form.reason, text })
    }
    actConcerns(command, await askToEndConflict(command, params.conflict, reason), { rule: 'conflict:asked' })
    return { redirect: path, flash: 'It holds until another agrees.' }
  },
})

/** Another's answer. */
export const answerEndAction: Route = deskAction({
  ...common,
  path: `${path}/:conflict/answer`,
  concerns: 'child',
  form: Type.Object({ answer: Type.String({ maxLength: 10, default: '' }), page: onPage() }),
  act: async (command, { params, form }): Promise<Answer> => {
    if (form.answer !== 'yes' && form.answer !== 'no')
      return sentBack(command, form.page, { conflict: params.conflict ?? '', text: 'Choose yes or no' })
    const agrees = form.answer === 'yes'
    const child = await answerEndOfConflict(command, params.conflict, agrees)
    actConcerns(command, child, { rule: agrees ? 'conflict:ended' : 'conflict:kept' })
    return { redirect: path, flash: agrees ? 'It has ended.' : 'It holds.' }
  },
})
