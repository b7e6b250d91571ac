/** Somebody signed in by the families' own issuer. An account, and no reader: it opens no record. */
export type SignedInFamily = {
  readonly familyId: number
  /** As the issuer verified it. */
  readonly email: string
  readonly csrf: string
}

/** What the view of a family's page knows besides its data; nobody where the page is open and nobody is signed in. */
export type FamilyFrame = { readonly at: Date; readonly csrf: string | undefined }
