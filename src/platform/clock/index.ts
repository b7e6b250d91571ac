export { type Clock, clockFrom, fixedClock, systemClock } from './clock.ts'
