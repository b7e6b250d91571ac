import type { FormError } from '../../../../platform/views/index.ts'
import { ownOrderTold, type SchoolCriteria } from '../../criteria/criteria-schema.ts'
import type { RoundSchool } from '../rounds.queries.ts'
import type { Fields } from './begin-form.ts'
import { criteriaLines, readCriteriaLines } from './criteria-lines.ts'
import type { SchoolDecided } from './set-up.actions.ts'

/** A school of the round as its form shows it. */
export const schoolFields = ({ name, places, ownOrder, settings }: RoundSchool): Fields => ({
  name,
  places: String(places),
  criteria: criteriaLines(settings.criteria),
  unit: settings.distance.unit,
  decimals: String(settings.distance.decimals),
  easting: settings.easting === undefined ? '' : String(settings.easting),
  northing: settings.northing === undefined ? '' : String(settings.northing),
  more: [ownOrder && 'own', settings.twin_clause && 'twins'].filter(Boolean).join(' '),
})

/** Reads the form: what the school has decided, or what is wrong. What the form does not ask stays as it was. */
export const readSchool = (
  key: string,
  fields: Fields,
  before: RoundSchool | undefined,
): { school: SchoolDecided } | { errors: FormError[] } => {
  const errors: FormError[] = []
  const wrong = (field: string, text: string): void => void errors.push({ field, text })
  const whole = (text: string | undefined): number | undefined =>
    /^\d{1,5}$/.test(text?.trim() ?? '') ? Number(text) : undefined
  const metres = (text: string | undefined): number | undefined =>
    /^\d{1,7}(\.\d+)?$/.test(text?.trim() ?? '') ? Number(text) : undefined
  const name = fields.name?.trim() ?? ''
  const [places, decimals] = [whole(fields.places), whole(fields.decimals)]
  const [easting, northing] = [metres(fields.easting), metres(fields.northing)]
  const more = (fields.more ?? '').split(' ')
  const ownOrder = more.includes('own')
  const lines = fields.criteria ?? ''
  const told = ownOrder && lines.trim() === '' ? { criteria: [...ownOrderTold.criteria] } : readCriteriaLines(lines)
  const from = before?.settings.distance.from ?? 'coordinates'
  if (!/^[A-Za-z0-9-]{1,20}$/.test(key)) wrong('key', 'Enter a number of letters, digits and hyphens')
  if (name === '') wrong('name', 'Enter the name of the school')
  if (places === undefined) wrong('places', 'Enter a whole number of places, 0 or more')
  if ('problem' in told) wrong('criteria', told.problem)
  if (decimals === undefined || decimals > 6) wrong('decimals', 'Enter a whole number from 0 to 6')
  const measures = from === 'coordinates' && !ownOrder
  if (measures && easting === undefined) wrong('easting', 'Enter metres on the national grid')
  if (measures && northing === undefined) wrong('northing', 'Enter metres on the national grid')
  if (errors.length > 0 || 'problem' in told) return { errors }
  const { twin_clause: _twins, ...rest } = before?.settings ?? {}
  const settings: SchoolCriteria = {
    ...rest,
    ...(easting === undefined ? {} : { easting }),
    ...(northing === undefined ? {} : { northing }),
    distance: { from, unit: fields.unit === 'metres' ? 'metres' : 'miles', decimals: decimals ?? 0 },
    criteria: [...told.criteria],
    ...(more.includes('twins') ? { twin_clause: true } : {}),
  }
  return { school: { key, name, places: places ?? 0, ownOrder, settings } }
}
