export { servicePages } from './family-services.page.ts'
export { listServices } from './family-services.queries.ts'
export type { FamilyService } from './family-services.ts'
export { exampleServices } from './family-services.view.ts'
