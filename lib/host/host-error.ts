/**
 * Why a process cannot start or go on, for the person at the terminal. The host is the one room that throws
 * an expected failure: it ends the process, and `enter.mjs` prints the message alone, without a stack.
 */
export class HostError extends Error {
  override readonly name = 'HostError'

  /** `new HostError('Port 3000 is in use.', 'Choose another one: PORT=3001 npm start')` */
  constructor(
    readonly what: string,
    readonly recommendedAction: string,
  ) {
    super(`${what}\n${recommendedAction}`)
  }
}
