import { Type } from 'typebox'

/** The query of pages that can be read as of an earlier day: `?known=2026-01-31`. */
export const KnownQuery = Type.Object({ known: Type.Optional(Type.String()) })
