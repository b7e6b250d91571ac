import { Type } from 'typebox'
import { type ChildGrant, childAction, childPage, mayWrite, opens, type Route } from '../../../access/index.ts'
import {
  ameliaHeader,
  type Form,
  fieldBoxNames,
  fieldView,
  formOn,
  headerKinds,
  leaksIn,
  loadHeader,
  namedForm,
  type RecordHeader,
  readForm,
  recordPage,
  type Typed,
  write,
} from '../../../children/index.ts'
import { filledBoxes, londonDate, NotFound, type PlainDate } from '../../../kernel/index.ts'
import {
  button,
  buttonGroup,
  type FormError,
  formErrors,
  form as formOf,
  html,
  type PageContent,
} from '../../../platform/views/index.ts'
import { talkAboutHome, talkForms } from './talk.record.ts'

const needs = [...headerKinds, talkAboutHome] as const
type Data = {
  readonly header: RecordHeader
  readonly form: Form
  readonly typed: Typed
  readonly errors: readonly FormError[]
}
const common = {
  path: '/children/:child/talk-about-home',
  purpose: 'write down a talk with a child',
  nav: '/my-children',
  needs,
} as const

const view = ({ header, form, typed, errors }: Data, csrf: string): PageContent => ({
  ...recordPage(header, {
    title: form.title,
    wide: false,
    error: errors.length > 0,
    top: formErrors(errors),
    body: html`<p class="govuk-body">How much is done for others at home, and who helps. It goes on the record of social care.</p>${formOf(
      {
        action: `/children/${header.address}/talk-about-home`,
        csrf,
        body: html`${form.fields.map(field => fieldView(field, typed, errors))}${buttonGroup([
          button({ text: form.save, preventDoubleClick: true }),
          html`<a class="govuk-link" href="/children/${header.address}">Cancel</a>`,
        ])}`,
      },
    )}`,
  }),
  back: { text: `${header.first}’s record`, href: `/children/${header.address}` },
})

/** The form, for who works on the child's case, whether anything proposed it or not: that it is there says nothing. @throws NotFound for others. */
const load = async (grant: ChildGrant<(typeof needs)[number]['kind']>, typed?: Typed): Promise<Data> => {
  const { category, sensitivity, summary } = talkAboutHome
  if (!mayWrite(grant.decision, category) || !opens(grant.decision, { category, sensitivity, summary }))
    throw new NotFound()
  const [header, today] = [await loadHeader(grant), londonDate(grant.at)]
  const form = namedForm(formOn(talkForms, today), header.first)
  return { header, form, typed: typed ?? filledBoxes('on', today), errors: [] }
}

const page = childPage<typeof needs, Data>({
  ...common,
  load: grant => load(grant),
  answer: (data, frame) => ({ page: view(data, frame.csrf) }),
  examples: {
    usual: {
      ...{ header: ameliaHeader, form: namedForm(talkForms[0], ameliaHeader.first), typed: {} },
      errors: [{ field: 'next', text: 'Choose what happens next' }],
    },
  },
})

const { one, many } = fieldBoxNames(talkForms)
const TalkForm = Type.Object(
  Object.fromEntries([...one, ...many].map(name => [name, Type.Optional(Type.String({ maxLength: 10_000 }))])),
)
const action = childAction<typeof needs, typeof TalkForm>({
  ...common,
  writes: talkAboutHome,
  right: 'write-notes',
  form: TalkForm,
  act: async ({ grant, begin }, { form }) => {
    const typed = form as Typed
    const data = await load(grant, typed)
    const read = readForm(data.form, typed, londonDate(grant.at))
    const errors = [...('errors' in read ? read.errors : []), ...(await leaksIn(grant, typed))]
    if (errors.length > 0 || 'errors' in read)
      return { page: view({ ...data, errors }, grant.reader.csrf), status: 422 }
    await write(await begin(), {
      ...{ childId: grant.childId, kind: talkAboutHome, category: talkAboutHome.category },
      ...{ body: read.body, on: read.body.on as PlainDate, authorId: grant.reader.userId },
    })
    return { redirect: `/children/${grant.address}`, flash: 'Saved.' }
  },
})

/** A talk about home, written down by who had it. */
export const talkPages: readonly Route[] = [page, action]
