import { Type } from 'typebox'
import { type ChildGrant, childAction, childPage, type Route } from '../../access/index.ts'
import { Conflict, isUuid, NotFound } from '../../kernel/index.ts'
import { readFacts } from '../golden-record/index.ts'
import { headerKinds, headerOf } from '../pages/header.queries.ts'
import { ameliaHeader, theo } from '../pages/record.examples.ts'
import { decideHome, listHomesToDecide } from './homes.queries.ts'
import { fieldOfHome, type ToLookAt, toLookAtHref, toLookAtView } from './to-look-at.view.ts'

// The same words for everybody who opens it: the record of access must not say of whom something is kept.
const purpose = 'look after what is recorded'
const needs = headerKinds

const load = async (grant: ChildGrant<(typeof needs)[number]['kind']>): Promise<ToLookAt> => ({
  header: headerOf(grant, await readFacts(grant, needs), []),
  homes: await listHomesToDecide(grant),
  errors: [],
})

const nothingChosen = (home: string) => [{ field: fieldOfHome(home), text: 'Choose who may know it' }]
const exampleHome = {
  home: '4b5cfd3a-0c0f-4d46-9a4f-6f3f9f2f1a11',
  other: 2,
  name: theo.name,
  since: new Date('2026-05-04T09:05:00Z'),
}
const usual: ToLookAt = {
  header: ameliaHeader,
  homes: [exampleHome, { ...exampleHome, home: '4b5cfd3a-0c0f-4d46-9a4f-6f3f9f2f1a12', name: undefined }],
  errors: [],
}

/** What waits to be looked at on a record, for whoever is named to know where its child can be found. */
const toLookAtPage = childPage<typeof needs, ToLookAt>({
  path: '/children/:child/to-look-at',
  purpose,
  nav: '/my-children',
  needs,
  load,
  answer: (data, { csrf }) => ({ page: toLookAtView(data, csrf) }),
  examples: {
    usual,
    'nothing chosen': {
      ...usual,
      homes: [exampleHome],
      errors: nothingChosen(exampleHome.home),
    },
    nothing: { ...usual, homes: [] },
  },
})

const decideAction = childAction({
  path: '/children/:child/to-look-at/homes/:home',
  purpose,
  nav: '/my-children',
  needs,
  writes: undefined,
  form: Type.Object({ answer: Type.Optional(Type.String({ maxLength: 10 })) }),
  act: async ({ grant, begin }, { form: { answer }, params }) => {
    const data = await load(grant)
    const asked = isUuid(params.home ?? '') ? data.homes.find(one => one.home === params.home) : undefined
    if (!asked) throw new NotFound()
    const keep = answer === 'keep'
    if (!keep && !(answer === 'open' && asked.name)) {
      const errors = nothingChosen(asked.home)
      return { page: toLookAtView({ ...data, errors }, grant.reader.csrf), status: 422 }
    }
    if (!(await decideHome(await begin(), asked.home, keep)))
      throw new Conflict('Somebody else decided this while you were reading.', 'Load the page again.')
    return {
      redirect: toLookAtHref(grant.address),
      flash: keep ? 'It stays with the people who are named.' : 'Whoever works with the child reads it from now on.',
    }
  },
})

export const toLookAtPages: readonly Route[] = [toLookAtPage, decideAction]
