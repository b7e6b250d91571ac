import { Type } from 'typebox'
import { type ChildGrant, childAction, childPage, mayWrite, type Route } from '../../access/index.ts'
import { londonDate, NotFound, type PlainDate } from '../../kernel/index.ts'
import { fieldBoxNames, formOn, namedForm, readForm, type Typed, typedFrom } from '../forms/index.ts'
import { fold, readFacts } from '../golden-record/index.ts'
import { carer, familyPerson } from '../kinds/index.ts'
import { leaksIn } from '../leak-guard/index.ts'
import { headerKinds, loadHeader } from '../pages/header.queries.ts'
import { ameliaHeader } from '../pages/record.examples.ts'
import { recordHref } from '../pages/record-page.view.ts'
import { closeWriting, write } from '../writing/index.ts'
import { type FamilyPerson, familyPersons } from './family-person.ts'
import { type FamilyPersonData, familyPersonView } from './family-person.view.ts'
import { familyPersonForms } from './family-person-form.ts'

const needs = [...headerKinds, carer, familyPerson] as const
type PersonGrant = ChildGrant<(typeof needs)[number]['kind']>
const common = { purpose: 'write down who is in the family', nav: '/my-children', needs } as const

type Opened = { readonly data: FamilyPersonData; readonly before: FamilyPerson | undefined; readonly today: PlainDate }

/**
 * The form of somebody: `new`, a worker’s own person by their address, or `carer-2`, the second whom a source names, who is then written down beside
 * what the source says. @throws NotFound for whoever may not write of the family.
 */
const open = async (grant: PersonGrant, named: string | undefined): Promise<Opened> => {
  if (!mayWrite(grant.decision, familyPerson.category)) throw new NotFound()
  const [header, today] = [await loadHeader(grant), londonDate(grant.at)]
  const facts = await readFacts(grant, needs)
  const before = familyPersons(facts).find(one => one.address === named)
  const at = /^carer-(\d{1,2})$/.exec(named ?? '')?.[1]
  const known = at === undefined ? undefined : fold(facts, { today, enrolment: 'none' }).carers[Number(at) - 1]?.value
  if (named !== 'new' && !before && !known) throw new NotFound()
  const form = namedForm(formOn(familyPersonForms, today), header.first)
  const responsibility = known?.parentalResponsibility
  const typed = before
    ? typedFrom(form, before.body)
    : known
      ? {
          name: known.name,
          ...(known.phone ? { phone: known.phone } : {}),
          ...(responsibility === undefined ? {} : { responsibility: responsibility ? 'yes' : 'no' }),
          ...(known.livesWith === undefined ? {} : { livesWith: known.livesWith ? 'yes' : 'no' }),
        }
      : {}
  return {
    data: { header, person: named ?? 'new', form, typed, errors: [], known: before !== undefined },
    before,
    today,
  }
}

const { one: names } = fieldBoxNames(familyPersonForms)
const PersonForm = Type.Object(
  Object.fromEntries([...names, 'gone'].map(name => [name, Type.Optional(Type.String({ maxLength: 2_000 }))])),
)

const formPage = childPage<typeof needs, FamilyPersonData>({
  ...common,
  path: '/children/:child/family/:person',
  load: async (grant, { params }) => (await open(grant, params.person)).data,
  answer: (data, frame) => ({ page: familyPersonView(data, frame.csrf) }),
  examples: {
    usual: {
      header: ameliaHeader,
      person: 'new',
      form: namedForm(familyPersonForms[0], ameliaHeader.first),
      typed: {},
      errors: [],
      known: false,
    },
    'known, with an error': {
      header: ameliaHeader,
      person: '0e000000-0000-4000-8000-000000000001',
      form: namedForm(familyPersonForms[0], ameliaHeader.first),
      typed: { relation: 'mothers-mother', contact: 'safe' },
      errors: [{ field: 'name', text: 'Enter the name, or what is known of it' }],
      known: true,
    },
  },
})

const saveAction = childAction<typeof needs, typeof PersonForm>({
  ...common,
  path: '/children/:child/family/:person',
  writes: familyPerson,
  right: 'write-notes',
  form: PersonForm,
  act: async ({ grant, begin }, { form, params }) => {
    const { data, before, today } = await open(grant, params.person)
    const typed = form as Typed
    const gone = before !== undefined && form.gone === 'yes'
    const read = gone ? { body: { ...before.body, gone: 'yes' } } : readForm(data.form, typed, today)
    const year = Number(form.born ?? '')
    const wrongYear = form.born && !(/^\d{4}$/.test(form.born) && year > 1880 && year <= Number(today.slice(0, 4)))
    const errors = [
      ...('errors' in read ? read.errors : []),
      ...(wrongYear ? [{ field: 'born', text: 'Enter a year, like 1987, or leave it empty' }] : []),
      ...(await leaksIn(grant, typed)),
    ]
    if (!gone && (errors.length > 0 || 'errors' in read))
      return { page: familyPersonView({ ...data, typed, errors }, grant.reader.csrf), status: 422 }
    const body = 'errors' in read ? {} : read.body
    const command = await begin()
    if (before) await closeWriting(command, before.entry)
    await write(command, {
      childId: grant.childId,
      kind: familyPerson,
      category: familyPerson.category,
      body: { ...body, ...(before ? { person: before.address } : {}) },
      on: today,
      authorId: grant.reader.userId,
      ...(before ? { replaces: before.entry, sealedAs: before.entry } : {}),
    })
    return { redirect: recordHref(grant.address, '/family'), flash: gone ? 'Taken off the family.' : 'Saved.' }
  },
})

/** Who is in a family, written down by a worker. */
export const familyPersonPages: readonly Route[] = [formPage, saveAction]
