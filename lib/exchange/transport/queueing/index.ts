export { connectionRetryAfter, type QueueTimers, queueTimers } from './queue-timers'
