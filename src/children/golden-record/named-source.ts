/**
 * Services that every child may have, so that naming one says nothing of this child. All others are "another service": the
 * clearing house is not told who works with whom (reference/domain.md 7.2, its row has no cell but identity and contact).
 */
const everyChild: ReadonlySet<string> = new Set(['schools', 'school', 'education', 'admissions', 'the council'])

/** A source as it may be named here, or undefined. */
export const namedSource = (source: { readonly said: string; readonly service: string }): string | undefined =>
  everyChild.has(source.service.toLowerCase()) ? source.said : undefined

/** What stands for a source that is not named. */
export const anotherService = 'Another service'
