import { Type } from 'typebox'
import { type ChildGrant, childAction, childPage, type RecordKind, type Route } from '../../access/index.ts'
import { Conflict, isUuid, NotFound } from '../../kernel/index.ts'
import { readFacts } from '../golden-record/index.ts'
import { headerOf } from '../pages/header.queries.ts'
import { decideHome, listHomesToDecide } from './homes.queries.ts'
import { leaveText, listTellingTexts } from './texts.queries.ts'
import { nothingChosen, toLookAtExamples } from './to-look-at.examples.ts'
import { type ToLookAt, toLookAtHref, toLookAtView } from './to-look-at.view.ts'

// The same words for everybody who opens it: the record of access must not say of whom something is kept.
const purpose = 'look after what is recorded'
type Needs = readonly [RecordKind, ...RecordKind[]]

const load = async (grant: ChildGrant<string>, needs: Needs): Promise<ToLookAt> => ({
  header: headerOf(grant, await readFacts(grant, needs), []),
  homes: await listHomesToDecide(grant),
  texts: await listTellingTexts(grant, needs),
  errors: [],
})
const decidedMeanwhile = (): Conflict =>
  new Conflict('Somebody else decided this while you were reading.', 'Load the page again.')

const toLookAtPage = (needs: Needs): Route =>
  childPage<Needs, ToLookAt>({
    path: '/children/:child/to-look-at',
    purpose,
    nav: '/my-children',
    needs,
    load: grant => load(grant, needs),
    answer: (data, { csrf }) => ({ page: toLookAtView(data, csrf) }),
    examples: toLookAtExamples,
  })

const decideAction = (needs: Needs): Route =>
  childAction({
    path: '/children/:child/to-look-at/homes/:home',
    purpose,
    nav: '/my-children',
    needs,
    writes: undefined,
    form: Type.Object({ answer: Type.Optional(Type.String({ maxLength: 10 })) }),
    act: async ({ grant, begin }, { form: { answer }, params }) => {
      const data = await load(grant, needs)
      const asked = isUuid(params.home ?? '') ? data.homes.find(one => one.home === params.home) : undefined
      if (!asked) throw new NotFound()
      const keep = answer === 'keep'
      if (!keep && !(answer === 'open' && asked.name)) {
        const errors = nothingChosen(asked.home)
        return { page: toLookAtView({ ...data, errors }, grant.reader.csrf), status: 422 }
      }
      if (!(await decideHome(await begin(), asked.home, keep))) throw decidedMeanwhile()
      return {
        redirect: toLookAtHref(grant.address),
        flash: keep ? 'It stays with the people who are named.' : 'Whoever works with the child reads it from now on.',
      }
    },
  })

const leaveAction = (needs: Needs): Route =>
  childAction({
    path: '/children/:child/to-look-at/texts/:fact',
    purpose,
    nav: '/my-children',
    needs,
    writes: undefined,
    form: Type.Object({}),
    act: async ({ grant, begin }, { params }) => {
      const text = (await listTellingTexts(grant, needs)).find(one => one.fact === params.fact)
      if (!text) throw new NotFound()
      if (!(await leaveText(await begin(), grant.childId, text.fact))) throw decidedMeanwhile()
      return { redirect: toLookAtHref(grant.address), flash: 'It stays as it is, and is on this list no more.' }
    },
  })

/** What waits to be looked at on a record, for whoever is named to know where its child can be found. */
export const toLookAtPages = ({ kinds }: { readonly kinds: readonly RecordKind[] }): readonly Route[] => {
  const needs = kinds as Needs
  return [toLookAtPage(needs), decideAction(needs), leaveAction(needs)]
}
