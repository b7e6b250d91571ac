import { Type } from 'typebox'
import { type RecordKind, recordKind } from '../../access/index.ts'

/** A school that the family or a worker says the child goes to or will go to. It is on no roll for that: the school tells it. */
export const toldSchool = recordKind({
  kind: 'told-school',
  title: 'School, as told',
  category: 'identity',
  location: true,
  schema: Type.Object({ school: Type.String(), saidBy: Type.String() }),
  line: body => ({
    title: `Said to be at ${body.school ?? 'a school'}`,
    detail: `Told by ${body.saidBy ?? 'the family'}`,
    key: true,
  }),
  writers: 'people',
})

/** The record kinds of what is told once. */
export const toldOnceKinds = [toldSchool] as readonly unknown[] as readonly RecordKind[]
