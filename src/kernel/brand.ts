declare const brand: unique symbol

/** A `Base` that has passed a check and carries its name, so that a plain value cannot stand in for it. */
export type Brand<Base, Name extends string> = Base & { readonly [brand]: Name }
