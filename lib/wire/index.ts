/** The simulated site on the wire: what listens on this computer, and the map of where. */
export { type Control, openControl } from './control'
export { type DnsPorts, openDns } from './dns'
export type { Intake, OutsideMail, SessionLine, SessionLog, SignedIn } from './intake'
export { noIntake } from './no-intake'
export { openWire, type Wire, type WireOptions, type WirePorts } from './open-wire'
export { type WebSite, webSite } from './web'
export { judgePassword } from './web/exchange/password-gate'
export type { WireMap } from './wire-map'
