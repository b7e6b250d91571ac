export { announce, announceAll, announcement, type Live, startLive, type Topic } from './live.ts'
export { sendEvents } from './server-sent-events.ts'
