import { claimChecks, type FamilyAsk, familyAsks } from '../../../kernel/index.ts'
import type { FormError } from '../../../platform/views/index.ts'
import type { Fields } from '../rounds/index.ts'

/** What an officer decides of what a family sent. */
export type OnlineDecision =
  | { readonly what: 'begin' | 'refuse' }
  /** The family asked to have back what was taken in, and wants it after all. */
  | { readonly what: 'stays' }
  | { readonly what: 'ask'; readonly ask: FamilyAsk }
  | {
      readonly what: 'take'
      /** How the claim of who sent it was checked. */
      readonly how: string
      /** Metres on the national grid, where schools measure from coordinates. */
      readonly easting: string
      readonly northing: string
      /** Schools in whose catchment the address lies, divided by a bar. */
      readonly catchment: string
    }

/** Reads the decision. Nothing is taken in without a claim that was checked. */
export const readOnlineDecision = (fields: Fields): OnlineDecision | { readonly errors: FormError[] } => {
  const wrong = (field: string, text: string) => ({ errors: [{ field, text }] })
  if (fields.decision === 'begin') return { what: 'begin' }
  if (fields.decision === 'stays') return { what: 'stays' }
  if (fields.decision === 'no') return { what: 'refuse' }
  if (fields.decision === 'ask') {
    const ask = familyAsks.find(one => one.value === fields.ask)
    return ask ? { what: 'ask', ask: ask.value } : wrong('ask', 'Choose what the family reads')
  }
  if (fields.decision !== 'yes') return wrong('decision', 'Choose what is to be done')
  const how = claimChecks.find(one => one.value === fields.how)?.value
  if (!how) return wrong('how', 'Choose how the claim was checked')
  const [easting = '', northing = ''] = [fields.easting?.trim(), fields.northing?.trim()]
  for (const [name, value] of Object.entries({ easting, northing }))
    if (value !== '' && !/^\d{1,7}(\.\d+)?$/.test(value)) return wrong(name, 'Enter metres on the national grid')
  if ((easting === '') !== (northing === ''))
    return wrong(easting === '' ? 'easting' : 'northing', 'Enter both, or neither')
  return { what: 'take', how, easting, northing, catchment: fields.catchment?.trim() ?? '' }
}
