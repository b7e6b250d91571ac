export { type Linked, type LinkOptions, linkPending } from './linker.actions.ts'
export { projectPersons } from './project.actions.ts'
export { indexPersons } from './search-index.actions.ts'
export { type SearchField, type SearchToken, searchedKinds, tokensOf } from './search-tokens.ts'
