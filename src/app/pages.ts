import { type Ground, myAccessPage, type Route } from '../access/index.ts'
import { clearingHouseRoutes } from '../children/index.ts'
import { startPage } from './start.page.ts'

/** What pages are made with. `ground` stands on the pages login. */
export type PageParts = { readonly ground: Ground }

/** Every page and every change, in the order of the table of contents. */
export const pages = ({ ground }: PageParts): readonly Route[] => {
  const routes: Route[] = [myAccessPage(ground), ...clearingHouseRoutes]
  return [startPage(routes), ...routes]
}
