export { type Glass, openBrowser, openGlass } from './look-over.ts'
