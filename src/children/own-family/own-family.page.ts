import { Type } from 'typebox'
import { type Answer, actConcerns, deskAction, listPage, type Route } from '../../access/index.ts'
import {
  button,
  errorOf,
  type FormError,
  form,
  formErrors,
  type Html,
  html,
  type PageContent,
  radios,
} from '../../platform/views/index.ts'
import { findExactly, type LocateForm, readLocate, whoFields } from '../find/index.ts'
import { identity } from '../kinds/index.ts'
import { declareOwnFamily } from './own-family.actions.ts'

type Typed = { readonly values: LocateForm & { readonly why?: string }; readonly errors: readonly FormError[] }
const path = '/own-family'
const purpose = 'say that a child is of my own family'
const heading = 'A child of your own family'
/** As `access.conflict` has them. */
const kinds = {
  family: 'My child, my brother’s or sister’s, or other family',
  household: 'Somebody I live with',
  self: 'Myself',
  declared: 'Somebody else whose record I ought not to open, such as a friend’s child',
} as const
const text = () => Type.Optional(Type.String({ maxLength: 200 }))

/** Shuts a record to whoever asks for it. It never says whether there is one. */
export const ownFamilyPage: Route = listPage({
  ...{ path, purpose, needs: [identity] },
  load: async (): Promise<Typed> => ({ values: {}, errors: [] }),
  answer: (typed, { csrf }) => ({ page: pageOf(typed, csrf) }),
  examples: {
    usual: { values: {}, errors: [] },
    'with errors': {
      values: { name: 'Mina' },
      errors: [
        { field: 'name', text: 'Enter the child’s first name and last name' },
        { field: 'why', text: 'Choose whose child it is' },
      ],
    },
  },
})

/** What is found by exact facts alone is refused to the reader from then on. The answer is the same whatever is found. */
export const declareAction: Route = deskAction({
  ...{ path, purpose, right: undefined, actor: 'recorder', concerns: 'child' },
  form: Type.Object({ name: text(), day: text(), month: text(), year: text(), number: text(), why: text() }),
  act: async (command, { form: given }): Promise<Answer> => {
    const asked = readLocate({ ...given, reason: purpose } as LocateForm)
    const chosen = Object.hasOwn(kinds, given.why ?? '')
    if (!('words' in asked) || !chosen) {
      const errors = [
        ...('words' in asked ? [] : asked),
        ...(chosen ? [] : [{ field: 'why', text: 'Choose whose child it is' }]),
      ]
      return { page: pageOf({ values: given as Typed['values'], errors }, command.reader?.csrf ?? ''), status: 422 }
    }
    const found = (await findExactly(command, asked)).map(one => one.id)
    await declareOwnFamily(command, found, given.why ?? '')
    actConcerns(command, found.length > 0 ? found : undefined, { rule: 'own-family' })
    return { redirect: path, flash: 'Saved. If there is a record of this child, you cannot open it from now on.' }
  },
})

const pageOf = ({ values, errors }: Typed, csrf: string): PageContent => ({
  ...{ title: heading, heading, back: { text: 'My access', href: '/my-access' }, error: errors.length > 0 },
  body: html`${formErrors(errors)}<p class="govuk-body">Nobody opens the record of a child of their own family, or of somebody they live with, not even urgently. Say so before you meet the record. You are not told whether there is one, and only information governance can read that you said it. If you said it by mistake, tell them: two of them can end it.</p>
${form({ action: path, csrf, body: fields(values, errors) })}`,
})

const fields = (values: Typed['values'], errors: readonly FormError[]): Html =>
  html`${whoFields(values, errors, 'First name and last name')}
${radios({ name: 'why', legend: 'Who is it?', items: Object.entries(kinds).map(([value, words]) => ({ value, text: words })), value: values.why ?? '', ...errorOf(errors, 'why') })}
${button({ text: 'Shut the record to me', preventDoubleClick: true })}`
