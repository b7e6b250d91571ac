import { Type } from 'typebox'
import {
  type ChildGrant,
  childAction,
  childPage,
  holds,
  mayWrite,
  type Route,
  readerOfAct,
} from '../../../access/index.ts'
import { ameliaHeader, askRules, exampleDay, headerKinds, loadHeader, write } from '../../../children/index.ts'
import { londonDate, NotFound } from '../../../kernel/index.ts'
import { ownSchoolOf } from '../returns/returns.queries.ts'
import { homeCall } from './home-call.record.ts'
import { dayOfCall, readHomeCall } from './home-call.ts'
import { type HomeCallData, homeCallView } from './home-call.view.ts'

const needs = [...headerKinds, homeCall] as const
const common = {
  path: '/children/:child/called-home',
  purpose: 'say that a school called home',
  nav: 'absence-today',
  needs,
} as const
type Grant = ChildGrant<(typeof needs)[number]['kind']>

/** @throws NotFound for whoever does not answer for a school whose roll the child is on. */
const load = async (
  grant: Grant,
  fields: HomeCallData['fields'] = {},
): Promise<{ readonly data: HomeCallData; readonly address: string }> => {
  const school = await ownSchoolOf(grant)
  if (!school || !holds(grant.reader, 'answer-for-school') || !mayWrite(grant.decision, homeCall.category))
    throw new NotFound()
  const today = dayOfCall(londonDate(grant.at))
  const data = { header: await loadHeader(grant), school: school.name, today, fields, errors: [] }
  return { data, address: school.address }
}

const homeCallPage = childPage<typeof needs, HomeCallData>({
  ...common,
  load: async grant => (await load(grant)).data,
  answer: (data, frame) => ({ page: homeCallView(data, frame.csrf) }),
  examples: homeCallExamples(),
})

const box = () => Type.Optional(Type.String({ maxLength: 20 }))
const CallForm = Type.Object({ answer: box(), reason: box() })

const homeCallAction = childAction<typeof needs, typeof CallForm>({
  ...common,
  writes: homeCall,
  right: 'answer-for-school',
  form: CallForm,
  act: async ({ grant, begin }, { form }) => {
    const { data, address } = await load(grant, form)
    const read = readHomeCall(form, data.today)
    if ('errors' in read)
      return { page: homeCallView({ ...data, errors: read.errors }, grant.reader.csrf), status: 422 }
    const command = await begin()
    const { childId } = grant
    await write(command, {
      childId,
      kind: homeCall,
      category: homeCall.category,
      body: { ...read, school: address },
      on: read.on,
      authorId: readerOfAct(command),
    })
    // Whoever works with the child is told by rules that ask whether the school has called.
    await askRules(command, [childId])
    return { redirect: '/absence-today', flash: 'Saved. The council reads that you called.' }
  },
})

function homeCallExamples(): Readonly<Record<string, HomeCallData>> {
  const usual = { header: ameliaHeader, school: 'Larchfield Primary', today: exampleDay, fields: {}, errors: [] }
  return {
    usual,
    'nothing chosen': { ...usual, errors: [{ field: 'answer', text: 'Choose whom you reached' }] },
  }
}

/** Where a school says that it has called home about a pupil who is away today. */
export const homeCallPages: readonly Route[] = [homeCallPage, homeCallAction]
