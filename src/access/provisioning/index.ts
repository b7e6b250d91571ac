export { provisionFiles } from './people-file.actions.ts'
export type { PeopleFile } from './people-file.ts'
export { readPeopleFile } from './people-file.ts'
export { type ScimOptions, serveScim } from './scim.ts'
