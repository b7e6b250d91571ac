import type { RecordKind } from '../../access/index.ts'
import { address, background, carer, contactDetail, doctor, identity } from '../../children/index.ts'
import type { Change } from './change.ts'
import { toldSchool } from './told-once.record.ts'

/** One fact as the record takes it. */
export type ToldFact = { readonly kind: RecordKind; readonly body: Readonly<Record<string, unknown>> }

const kindOf = (kind: unknown): RecordKind => kind as RecordKind

/** What a change is on the record: facts of the kinds that sources tell, so that what disagrees is seen to. */
export const factsOf = ({ kind, fields, saidBy }: Change): ToldFact[] => {
  switch (kind) {
    case 'address': {
      const [, paon, street] = /^(\d+\s?[a-z]?)[\s,]+(.+)$/i.exec(fields.line ?? '') ?? []
      const place = paon && street ? { paon, street } : { street: fields.line }
      return [{ kind: kindOf(address), body: { type: 'home', ...place, town: fields.town, postcode: fields.postcode } }]
    }
    case 'school':
      return [{ kind: kindOf(toldSchool), body: { school: fields.school, saidBy } }]
    case 'contact':
      return (['phone', 'email'] as const).flatMap(type =>
        fields[type] ? [{ kind: kindOf(contactDetail), body: { type, value: fields[type], whose: fields.whose } }] : [],
      )
    case 'name':
      return [{ kind: kindOf(identity), body: { forename: fields.forename, surname: fields.surname } }]
    case 'household':
      return [
        {
          kind: kindOf(carer),
          body: { name: fields.person, relation: fields.relation, livesWith: fields.lives === 'yes' },
        },
      ]
    case 'doctor':
      return [{ kind: kindOf(doctor), body: { surgery: fields.surgery } }]
    case 'language':
      return [{ kind: kindOf(background), body: { homeLanguage: fields.language } }]
  }
}
