import type { ChildGrant } from '../../access/index.ts'
import type { FormError } from '../../platform/views/index.ts'
import { guardFor } from './guarded-text.queries.ts'

/** What in a form's fields gives away where the child can be found, when not all who read it may know that. */
export const leaksIn = async (
  grant: ChildGrant<never>,
  fields: Readonly<Partial<Record<string, string | readonly string[]>>>,
): Promise<FormError[]> => {
  const guard = await guardFor(grant)
  return Object.entries(fields).flatMap(([field, value]) => {
    const text = [value ?? []].flat().join('\n')
    const [found, ofFamily] = [guard.find(text), guard.findOfFamily(text)]
    if (found.length + ofFamily.length === 0) return []
    const what =
      ofFamily.length > 0 || guard.known ? [...new Set([...found, ...ofFamily])].join(' and the ') : 'address'
    const whom = ofFamily.length > 0 ? 'a child of the family' : 'the child'
    return [{ field, text: `Take out the ${what}: not everyone who reads this may know where ${whom} can be found` }]
  })
}
