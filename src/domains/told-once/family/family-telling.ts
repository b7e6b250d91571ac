/** What the families' pages say of where they stand: whether anybody can sign in, and whom a family calls. */
export type FamilyTelling = { readonly open: boolean; readonly phone: string }
