import { Type } from 'typebox'
import { recordKind } from '../../access/index.ts'

const text = () => Type.Optional(Type.String())

/**
 * Somebody of the family, as a worker wrote them down: who they are to the child, parental responsibility, and whether it is safe for the child to
 * see them. Stands beside what sources say of parents and carers. `person` is the address of its first version.
 */
export const familyPerson = recordKind({
  kind: 'family-person',
  title: 'Somebody in the family',
  category: 'contact',
  sensitivity: 2,
  writers: 'people',
  schema: Type.Object({
    person: text(),
    form: text(),
    name: Type.String(),
    relation: Type.String(),
    sex: text(),
    born: text(),
    died: text(),
    responsibility: text(),
    by: text(),
    livesWith: text(),
    since: text(),
    phone: text(),
    contact: text(),
    /** Taken off the family: written by mistake, or no longer part of it. */
    gone: text(),
  }),
  promotes: { code: 'relation', status: 'contact' },
})
