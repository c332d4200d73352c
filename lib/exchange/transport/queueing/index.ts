export {
  levelOfEvent,
  type PressureLevel,
  pressureActions,
  pressureAfter,
  pressureEvent,
  pressureEvents,
  pressureThresholds,
  takesMail,
} from './back-pressure'
export {
  logSequence,
  type QueueDatabase,
  type QueueDatabaseFigures,
  type QueueDatabaseFile,
  queueDatabase,
} from './queue-database'
export { connectionRetryAfter, type QueueTimers, queueTimers } from './queue-timers'
export { type ShadowPolicy, shadowHop, shadowPolicy, shadowServers } from './shadow-policy'
