import { type ChildGrant, childAction, childPage, mayWrite, type Route } from '../../access/index.ts'
import { ameliaHeader, headerKinds, loadHeader, type RecordHeader, recordPage } from '../../children/index.ts'
import { type Category, londonDate, NotFound } from '../../kernel/index.ts'
import { type FormError, formErrors, type Html, html } from '../../platform/views/index.ts'
import { type ChangeKind, readChange } from './change.ts'
import { type TellOptions, tellChange } from './tell.actions.ts'
import { namesOf, TellForm } from './tell.page.ts'
import { checkView, type TellFields, type TellPlace, tellForm } from './tell.view.ts'

const path = '/children/:child/tell'
const common = { path, purpose: 'tell of a change', nav: '/my-children', needs: headerKinds } as const
type TellGrant = ChildGrant<(typeof headerKinds)[number]['kind']>
type Data = { readonly header: RecordHeader; readonly fields: TellFields; readonly errors: readonly FormError[] }

const categoryOf: Readonly<Record<ChangeKind, Category>> = {
  address: 'contact',
  contact: 'contact',
  household: 'contact',
  school: 'identity',
  name: 'identity',
  doctor: 'contact',
  language: 'identity',
}
const mayTell = (grant: TellGrant, category: Category): boolean => mayWrite(grant.decision, category)

const placeOf = (header: RecordHeader, csrf: string): TellPlace => ({
  action: `/children/${header.address}/tell`,
  csrf,
  asksWho: false,
  first: header.first,
})
const pageOf = (header: RecordHeader, body: Html, errors: readonly FormError[], title = 'Tell us once') => ({
  ...recordPage(header, { title, wide: false, error: errors.length > 0, top: formErrors(errors), body }),
  back: { text: `${header.first}’s record`, href: `/children/${header.address}` },
})

const tellChildPage = childPage<typeof headerKinds, Data>({
  ...common,
  load: async grant => {
    if (!mayTell(grant, 'identity') && !mayTell(grant, 'contact')) throw new NotFound()
    return { header: await loadHeader(grant), fields: {}, errors: [] }
  },
  answer: ({ header, ...state }, frame) => ({
    page: pageOf(
      header,
      html`<p class="govuk-body">Enter once what the family says has changed. Each service that needs to know is told.</p>${tellForm(state, placeOf(header, frame.csrf))}`,
      state.errors,
    ),
  }),
  examples: {
    usual: { header: ameliaHeader, fields: {}, errors: [] },
    'what was typed, with errors': {
      header: ameliaHeader,
      fields: { kind: 'household', person: 'Grace Okafor' },
      errors: [{ field: 'lives', text: 'Choose whether they live here now' }],
    },
  },
})

const tellChildAction = (options: TellOptions): Route =>
  childAction<typeof headerKinds, typeof TellForm>({
    ...common,
    writes: undefined,
    form: TellForm,
    act: async ({ grant, begin }, { form }) => {
      const fields = form as TellFields
      const header = await loadHeader(grant)
      const place = placeOf(header, grant.reader.csrf)
      const change = readChange(fields, londonDate(grant.at))
      if (form.step === 'change') return { page: pageOf(header, tellForm({ fields, errors: [] }, place), []) }
      if ('errors' in change)
        return { page: pageOf(header, tellForm({ fields, errors: change.errors }, place), change.errors), status: 422 }
      if (!mayTell(grant, categoryOf[change.kind])) throw new NotFound()
      if (form.step !== 'send') {
        const body = checkView({ change, fields, services: namesOf(options, change) }, place)
        return { page: pageOf(header, body, [], 'Check before you send') }
      }
      const told = await tellChange(await begin(), change, { childId: grant.childId }, options)
      return { redirect: `/told/${told}`, flash: 'Received.' }
    },
  })

/** Telling on a record that is open. */
export const tellChildRoutes = (options: TellOptions): readonly Route[] => [tellChildPage, tellChildAction(options)]
