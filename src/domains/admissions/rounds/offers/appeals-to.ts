/** Where families send their appeals: the clerk's postal address, a line each, and an e-mail address where there is one. */
export type AppealsTo = { readonly address: string; readonly email: string | null }

/** "the clerk to the appeal panels, Town Hall, Northmere NM1 1AA, or by e-mail to …": the clerk alone where nobody has said where they are. */
export const clerkWords = (to: AppealsTo | undefined): string =>
  [
    'the clerk to the appeal panels',
    ...(to ? to.address.split('\n') : []),
    ...(to?.email ? [`or by e-mail to ${to.email}`] : []),
  ].join(', ')
