import { sql } from 'kysely'
import { asActor, type Ground } from '../../../access/index.ts'
import { academicYearOf, londonDate, type PlainDate } from '../../../kernel/index.ts'
import { describePupils } from './describe-pupils.actions.ts'
import type { WardPostcode } from './wards.ts'

/**
 * Keeps a council's whole list of wards, which stands from a day on in place of the lists before, and describes this school year's pupils
 * anew by it, and those of earlier years who were in no ward yet; earlier years keep the wards that they were counted in. Given again for the same day it replaces what that day's list said.
 */
export const keepWards = async (ground: Ground, wards: readonly WardPostcode[], from: PlainDate): Promise<void> => {
  await asActor(
    ground,
    'rules',
    async (tx, at) => {
      await sql`delete from ward_postcode where from_on >= ${from}::date`.execute(tx)
      await sql`update ward_postcode set to_on = ${from} where to_on > ${from}::date`.execute(tx)
      await sql`insert into ward_postcode (postcode, ward, from_on)
        select postcode, ward, ${from} from json_to_recordset(${JSON.stringify(wards)}::json) as x(postcode text, ward text)`.execute(
        tx,
      )
      await sql`update pupil_year set described = false where (year >= ${academicYearOf(londonDate(at))} or ward is null) and described`.execute(
        tx,
      )
    },
    300,
  )
  await describePupils(ground, 0)
}
