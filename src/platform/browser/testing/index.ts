export { chromiumPath, type Glass, openBrowser, openGlass } from './look-over.ts'
