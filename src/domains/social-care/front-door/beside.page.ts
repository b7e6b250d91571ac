import {
  actorContext,
  type ChildGrant,
  childPage,
  type Ground,
  holds,
  mayWrite,
  type RecordKind,
  type Route,
  withContext,
} from '../../../access/index.ts'
import {
  address,
  carer,
  contactDetail,
  fold,
  headerKinds,
  loadHeader,
  readFacts,
  withSchoolNames,
} from '../../../children/index.ts'
import { londonDate, NotFound } from '../../../kernel/index.ts'
import { type BesideData, besideView } from './beside.view.ts'
import { type Contact, listContacts } from './contacts.queries.ts'
import { besideExamples } from './front-door.examples.ts'
import type { FrontDoorOptions } from './front-door-options.ts'

const needs = [...headerKinds, address, contactDetail, carer] as const
type Needs = readonly [RecordKind, ...RecordKind[]]

/** The contact, where it is about this child and the reader has it at the front door. @throws NotFound otherwise. */
const contactOf = async (
  { childId, reader, at }: ChildGrant<string>,
  { ground, key }: { readonly ground: Ground } & Pick<FrontDoorOptions, 'key'>,
  one: string | undefined,
): Promise<Contact> => {
  if (!holds(reader, 'screen-contacts')) throw new NotFound()
  const [found] = await withContext(ground, actorContext('recorder', at, reader.principals), tx =>
    listContacts({ tx, reader, at }, key, { one }),
  )
  if (found?.child?.id !== childId) throw new NotFound()
  return found
}

/** What the front door was told of where a child is and how to reach them, beside what the record says of it to this reader: with who said so, and how old it is. */
export const besideRoute = (options: FrontDoorOptions): Route =>
  childPage<Needs, BesideData>({
    path: '/children/:child/front-door/:contact',
    purpose: 'compare what the front door was told with what is known',
    nav: '/front-door',
    needs: [...needs, options.enrolment as unknown as RecordKind],
    load: async (grant, { params }) => {
      const contact = await contactOf(grant, options, params.contact)
      const today = londonDate(grant.at)
      const kinds = [...needs, options.enrolment] as readonly unknown[] as Needs
      const facts = await withSchoolNames(grant.tx, await readFacts(grant, kinds))
      const { address, school, phones, carers } = fold(facts, { today, enrolment: options.enrolment.kind })
      const header = await loadHeader(grant as unknown as ChildGrant<(typeof headerKinds)[number]['kind']>)
      const mayTell = mayWrite(grant.decision, 'identity') || mayWrite(grant.decision, 'contact')
      return { header, contact, today, known: { address, school, phones, carers }, mayTell }
    },
    answer: data => ({ page: besideView(data) }),
    examples: besideExamples,
  })
