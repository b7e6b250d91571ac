import { Type } from 'typebox'
import { familyAction, familyPage, type Route } from '../../../access/index.ts'
import { NotFound } from '../../../kernel/index.ts'
import type { Key } from '../../../platform/keys/index.ts'
import {
  button,
  buttonGroup,
  errorOf,
  type FormError,
  form,
  formErrors,
  html,
  type PageContent,
  phoneLink,
  textarea,
} from '../../../platform/views/index.ts'
import type { FamilyTelling } from './family-telling.ts'
import { findFamilyTold } from './family-told.queries.ts'
import { sayWrong, takeBackTold } from './take-back.actions.ts'

type Wrong = { readonly address: string; readonly words: string; readonly errors: readonly FormError[] }
const longest = 2000
const example: Wrong = { address: '0d000000-0000-4000-8000-000000000051', words: '', errors: [] }

const wrongView = ({ address, words, errors }: Wrong, csrf: string, phone: string): PageContent => ({
  title: 'Say that something is wrong',
  heading: 'Say that something is wrong',
  error: errors.length > 0,
  back: { text: 'What you told us', href: `/family/told/${address}` },
  body: html`${formErrors(errors)}<p class="govuk-body">A person reads what you write here. If it cannot wait, ${phoneLink({ number: phone, text: `call ${phone}` })}.</p>
${form({
  action: `/family/told/${address}/wrong`,
  csrf,
  body: html`${textarea({ name: 'words', label: 'What is wrong?', hint: 'Also say if a service has not changed it', rows: 5, value: words, ...errorOf(errors, 'words') })}${buttonGroup(
    [
      button({ text: 'Send', preventDoubleClick: true }),
      html`<a class="govuk-link" href="/family/told/${address}">Cancel</a>`,
    ],
  )}`,
})}`,
})

const common = { path: '/family/told/:told/wrong', purpose: 'say that what one told is wrong now' } as const

/** A family says that what it told stands wrong now, and takes back what has changed nothing yet. */
export const wrongRoutes = (key: Key, { phone }: FamilyTelling): readonly Route[] => [
  familyPage<Wrong>({
    ...common,
    load: async (grant, { params }) => {
      const told = await findFamilyTold(grant, key, params.told)
      if (told?.state !== 'done') throw new NotFound()
      return { address: told.address, words: '', errors: [] }
    },
    answer: (data, { csrf = '' }) => ({ page: wrongView(data, csrf, phone) }),
    examples: {
      usual: example,
      'with an error': { ...example, errors: [{ field: 'words', text: 'Write what is wrong' }] },
    },
  }),
  familyAction({
    ...common,
    form: Type.Object({ words: Type.Optional(Type.String({ maxLength: 20_000 })) }),
    act: async ({ grant, begin }, { form, params }) => {
      const told = await findFamilyTold(grant, key, params.told)
      if (told?.state !== 'done') throw new NotFound()
      const words = form.words?.trim() ?? ''
      const text = words ? `Keep this under ${longest} letters` : 'Write what is wrong'
      if (!words || words.length > longest) {
        const data = { address: told.address, words, errors: [{ field: 'words', text }] }
        return { page: wrongView(data, grant.family.csrf, phone), status: 422 }
      }
      await sayWrong(await begin(), grant.family, { address: told.address, words, key })
      return { redirect: `/family/told/${told.address}` }
    },
  }),
  familyAction({
    path: '/family/told/:told/take-back',
    purpose: 'take back what one told as a family',
    form: Type.Object({}),
    act: async ({ grant, begin }, { params }) => {
      await takeBackTold(await begin(), grant.family, params.told)
      return { redirect: `/family/told/${params.told}` }
    },
  }),
]
