import { Type } from 'typebox'
import { type CommandGrant, deskAction, deskPage, type Route } from '../../../access/index.ts'
import { findOwnSchool } from '../../../intake/index.ts'
import { londonDate } from '../../../kernel/index.ts'
import { type AddedPupilParts, tellOfAddedPupil } from './added-pupil.actions.ts'
import { addedPupilExamples } from './added-pupil.examples.ts'
import { addedPupilBoxes, readAddedPupil } from './added-pupil.ts'
import { type AddedPupilForm, addedPupilView } from './added-pupil.view.ts'

const common = {
  path: '/my-schools/:school/new-pupil',
  purpose: 'tell the council of a pupil added to the roll',
  nav: 'my-schools',
  right: 'answer-for-school',
  actor: 'import-desk',
} as const

const emptyForm = async (desk: CommandGrant<'import-desk'>, school: string | undefined): Promise<AddedPupilForm> => {
  const own = await findOwnSchool(desk, school)
  return { address: own.address, school: own.school, fields: {}, errors: [] }
}

const box = () => Type.Optional(Type.String({ maxLength: 2_000 }))

/** Where a school tells of a pupil who is on no roll of its own yet. The answer is the same whether anybody knows the child or not. */
export const addedPupilPages = (parts: AddedPupilParts): readonly Route[] => [
  deskPage({
    ...common,
    load: (desk, { params }) => emptyForm(desk, params.school),
    answer: (data, frame) => ({ page: addedPupilView(data, frame.csrf) }),
    examples: addedPupilExamples,
  }),
  deskAction({
    ...common,
    form: Type.Object(Object.fromEntries(addedPupilBoxes.map(name => [name, box()]))),
    act: async (desk, { params, form }) => {
      const own = await findOwnSchool(desk, params.school)
      const fields = form as Readonly<Record<string, string | undefined>>
      const read = readAddedPupil(fields, londonDate(desk.at))
      if ('errors' in read) {
        const page = { address: own.address, school: own.school, fields, errors: read.errors }
        return { page: addedPupilView(page, desk.reader?.csrf ?? ''), status: 422 }
      }
      await tellOfAddedPupil(desk, parts, own, read.pupil)
      return { redirect: `/my-schools/${own.address}`, flash: 'Sent to the council.' }
    },
  }),
]
